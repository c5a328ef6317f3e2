//! Tests of the whole program; one binary, so that it links once.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod check;
mod cli;
mod desk;
mod home;
mod layers;
mod pty;
mod readme;
mod slips;
mod soak;
mod world;
