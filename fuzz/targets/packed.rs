//! Office documents, books and archives: they are read or refused, and what is read can be extracted.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| whereas_tests::property::packed_holds(input));
