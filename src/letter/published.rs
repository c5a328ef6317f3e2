//! The note that a paper is published, （此件公开发布）, printed on the copies of a letter.
//!
//! Publishing is decided when a letter is issued and may be decided anew after that, so the note is no
//! part of the text that was signed: it is put in when a copy is made, and left out again when a copy is
//! compared. It stands where notes do (附注, GB/T 9704-2012, 7.3.6): below the date, behind other notes.

use super::parts::{self, Role};
use crate::domain::publishing::Publicity;

/// Returns a letter's text as it is printed: with the note where it was decided that it is published, the
/// profile has one, and none stands there. A letter without a date is not issued and bears none.
pub fn printed(text: &str, decided: Option<Publicity>, note: &str) -> String {
    let note = note.trim();
    if decided != Some(Publicity::Open) || note.is_empty() || has(text, note) {
        return text.to_owned();
    }
    let parts = parts::read(text);
    let Some(date) = parts.iter().rposition(|part| part.role == Role::Date) else {
        return text.to_owned();
    };
    let notes = parts[date + 1..].iter();
    let notes = notes.take_while(|part| part.role == Role::Note).count();
    let above = parts[date + notes].text;
    // Parts are slices of the text.
    let end = above.as_ptr() as usize - text.as_ptr() as usize + above.len();
    let end = text[end..].find('\n').map_or(text.len(), |own| end + own);
    format!("{}\n{note}{}", &text[..end], &text[end..])
}

/// Returns a copy's text without the note.
pub fn without(copy: &str, note: &str) -> String {
    let note = note.trim();
    let lines = copy
        .lines()
        .filter(|line| note.is_empty() || line.trim() != note);
    lines.collect::<Vec<_>>().join("\n")
}

fn has(text: &str, note: &str) -> bool {
    text.lines().any(|line| line.trim() == note)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTE: &str = "（此件公开发布）";
    const LETTER: &str = "某复〔2026〕5号\n关于某事的答复\n\n甲代表：\n办好了。\n\n某局\n2026年5月5日\n\
        （联系人：何未名；联系电话：0000-0000）\n抄送：某委。\n";

    fn open(text: &str) -> String {
        printed(text, Some(Publicity::Open), NOTE)
    }

    #[test]
    fn a_published_letter_says_so_below_its_date_and_its_notes() {
        let with = open(LETTER);
        assert!(
            with.contains("0000-0000）\n（此件公开发布）\n抄送"),
            "{with}"
        );
        assert_eq!(without(&with, NOTE), LETTER.trim_end());
        assert_eq!(open(&with), with, "once is enough");
        let bare = "甲代表：\n办好了。\n某局\n2026年5月5日";
        assert_eq!(open(bare), format!("{bare}\n{NOTE}"));
        let copies_first =
            "甲代表：\n办好了。\n某局\n  2026年5月5日  \n抄送：某委。\n联系电话：0000-0000\n";
        assert!(open(copies_first).contains("5日  \n（此件公开发布）\n抄送"));
    }

    #[test]
    fn nothing_is_printed_where_nothing_was_decided_or_the_profile_has_no_note() {
        assert_eq!(printed(LETTER, None, NOTE), LETTER);
        assert_eq!(printed(LETTER, Some(Publicity::OnRequest), NOTE), LETTER);
        assert_eq!(printed(LETTER, Some(Publicity::Withheld), NOTE), LETTER);
        assert_eq!(printed(LETTER, Some(Publicity::Open), " "), LETTER);
        for text in ["", "\n", "甲代表：\n办好了。\n某局\n"] {
            assert_eq!(open(text), text);
        }
    }
}
