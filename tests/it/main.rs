//! Tests of the whole program; one binary, so that it links once.

mod desk;
mod layers;
mod pty;
mod world;
