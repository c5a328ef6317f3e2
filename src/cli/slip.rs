//! Where a question to the roster goes wrong: its line, and marks below the words that are meant.

use super::{cx::Cx, error::CliError};
use crate::{app::figure as words, figure::Slip, text::width};

/// Returns the refusal of a line that could not be read.
pub fn pointed(cx: &Cx, line: &str, slip: &Slip) -> CliError {
    let before: String = line.chars().take(slip.at.start).collect();
    let wrong: String = line
        .chars()
        .skip(slip.at.start)
        .take(slip.at.len())
        .collect();
    let marks = "^".repeat(width::of(&wrong).max(1));
    let pointed = format!("{}{marks}", " ".repeat(width::of(&before)));
    let says = words::slip(slip, cx.lang);
    CliError::usage(format!("{says}\n  {line}\n  {pointed}"))
}
