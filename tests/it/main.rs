//! Tests of the whole program; one binary, so that it links once.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod cli;
mod desk;
mod layers;
mod ledger;
mod pty;
mod readme;
mod soak;
mod world;
