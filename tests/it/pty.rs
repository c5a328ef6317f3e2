//! The whole program in a real terminal: what it leaves behind, what it writes, what it keeps.

pub mod home;
pub mod session;

mod ahead;
mod editor;
mod hostile;
mod leave;
mod paste;
mod strict;
