//! Rule packs, read from data and checked when read. No regional number is in code.

pub mod clocks;
pub mod pack;

pub use clocks::{clocks, project};
pub use pack::{Pack, pack_of};
