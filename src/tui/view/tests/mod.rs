//! Screens of every pane and dialog, in both languages, narrow and wide.

mod beside;
mod cost;
mod dialogs;
mod issue;
mod letter;
mod panes;
mod plots;
mod random;
mod register;
mod review;
mod words;
mod world;
