//! Text as an office writes it: buffer, edits, wrapping, widths, cleaning.
//!
//! Four lengths of one text are told apart everywhere: offsets are bytes, counts for people are
//! characters, movement is by grapheme, layout is by columns. Nothing here knows of proposals.

pub mod buffer;
pub mod clean;
pub mod count;
pub mod cursor;
pub mod digits;
pub mod editor;
pub mod field;
pub mod find;
pub mod history;
pub mod kinsoku;
pub mod mark;
pub mod nearest;
pub mod width;
pub mod wrap;
pub mod xml;
