//! Any bytes under any name: they are read or refused, and what is read can be extracted.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| whereas_tests::property::read_holds(input));
