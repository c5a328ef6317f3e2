//! Tests of the whole program; one binary, so that it links once.

mod cli;
mod desk;
mod layers;
mod world;
