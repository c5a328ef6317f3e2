//! Screens of every pane and dialog, in both languages, narrow and wide.

mod cost;
mod dialogs;
mod panes;
mod random;
mod review;
mod words;
mod world;
