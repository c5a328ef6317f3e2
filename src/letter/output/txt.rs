//! Plain text laid out like the page: 28 characters a line, paragraphs indented by two.
//!
//! Paragraphs are not broken into lines, because whoever receives the file pastes it somewhere else.

use crate::letter::parts::{Part, Role, read};
use crate::text::width;

/// Columns of a line: 28 characters (GB/T 9704-2012, 5.2.3).
const LINE_COLS: usize = 56;

/// A dated signature stands four characters from the right (GB/T 9704-2012, 7.3.5.1).
const DATE_FROM_RIGHT_COLS: usize = 8;

/// Writes a letter as plain text.
pub fn plain(text: &str) -> String {
    let parts = read(text);
    let date = parts.iter().find(|part| part.role == Role::Date);
    let date_cols = date.map_or(0, |part| width::of(part.text));
    let mut out = String::new();
    let mut above = None;
    for part in &parts {
        if above.is_some_and(|above| is_set_apart(above, part.role)) {
            out.push('\n');
        }
        out.push_str(&indent(indent_cols(*part, date_cols)));
        out.push_str(part.text);
        out.push('\n');
        above = Some(part.role);
    }
    out
}

/// Tells whether an empty line stands between two parts.
fn is_set_apart(above: Role, below: Role) -> bool {
    above != below
        && (matches!(above, Role::Number | Role::Title)
            || matches!(
                below,
                Role::Title | Role::Attachment | Role::Signature | Role::Note | Role::Copies
            )
            || (below == Role::Date && above != Role::Signature))
}

fn indent_cols(part: Part, date_cols: usize) -> usize {
    let cols = width::of(part.text);
    let right = LINE_COLS.saturating_sub(cols);
    match part.role {
        Role::Class | Role::Salutation | Role::Copies => 0,
        Role::Number => right,
        Role::Title => right / 2,
        Role::Heading | Role::SubHeading | Role::Body | Role::Attachment | Role::Note => 4,
        Role::Date => right.saturating_sub(DATE_FROM_RIGHT_COLS),
        Role::Signature => {
            // Centred on the date, but inside the line.
            let middle = LINE_COLS.saturating_sub(DATE_FROM_RIGHT_COLS + date_cols / 2);
            middle.saturating_sub(cols / 2).min(right)
        }
    }
}

/// Makes an indent of ideographic spaces, which keep their width in any font with Chinese.
fn indent(cols: usize) -> String {
    let mut indent = "　".repeat(cols / 2);
    indent.extend((cols % 2 == 1).then_some(' '));
    indent
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn signature_and_date_stand_at_the_right() {
        let out = plain("甲代表：\n收悉。\n某某局\n2026年5月5日");
        let lines: Vec<&str> = out.lines().collect();
        assert_eq!(lines[0], "甲代表：");
        assert_eq!(lines[1], "　　收悉。");
        assert_eq!(width::of(lines[4]), 48);
        assert!(lines[3].ends_with("某某局") && lines[4].ends_with("2026年5月5日"));
        assert_eq!(plain(""), "");
    }

    proptest! {
        #[test]
        fn no_paragraph_is_lost(text in "([甲乙一、（）：。年月日0-9【】抄送\n ]{0,12}\n){0,12}") {
            let packed = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(packed(&plain(&text)), packed(&text));
        }
    }
}
