//! Texts put together from the packs' cues and lists and from the invented country file.
#![no_main]

libfuzzer_sys::fuzz_target!(|choices: &[u8]| whereas_tests::property::extract_holds(choices));
