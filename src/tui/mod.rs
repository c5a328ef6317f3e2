//! The terminal: guard, keys, themes, drawing.
//!
//! Only `key.rs` and `terminal.rs` name crossterm. Drawing decides nothing: it shows the model as it is.

mod backend;
pub mod key;
pub mod keymap;
mod outside;
mod pen;
mod quiet;
pub mod run;
pub mod terminal;
pub mod theme;
pub mod view;
mod watchdog;

pub use key::Key;
pub use keymap::{Keymap, Resolved};
pub use terminal::{Input, Screen};
pub use theme::Theme;
pub use view::draw;
