//! Tests of the whole program; one binary, so that it links once.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod board;
mod check;
mod cite;
mod cli;
mod desk;
mod figure;
mod finding;
mod home;
mod kinds;
mod layers;
mod ledger;
mod lives;
mod name_box;
mod out;
mod programme;
mod programme_desk;
mod pty;
mod publish;
mod readme;
mod register;
mod report;
mod review;
mod roster_desk;
mod roster_find;
mod roster_io;
mod rules;
mod slips;
mod soak;
mod stats;
mod together;
mod triage;
mod way;
mod world;
