//! The `anfu` binary; everything is in the library.

fn main() {}
