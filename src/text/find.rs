//! Finding plain text in a buffer, upper and lower case alike.
//!
//! Matches lie in one paragraph and on grapheme boundaries, so that a match can be selected and
//! replaced without halving a character.

use std::ops::Range;

use super::buffer::{Buffer, Position};

/// Finds the first match that begins at or behind `from`, going round at the end of the text.
pub fn next(buffer: &Buffer, needle: &str, from: Position) -> Option<Range<Position>> {
    let needle = folded(needle)?;
    let count = buffer.paragraphs().len();
    // The paragraph of `from` is read twice: behind it first, before it last.
    (0..=count).find_map(|step| {
        let paragraph = (from.paragraph + step) % count;
        in_paragraph(buffer, &needle, paragraph)
            .find(|found| step > 0 || found.start.byte >= from.byte)
    })
}

/// Finds the last match that begins before `from`, going round at the head of the text.
pub fn previous(buffer: &Buffer, needle: &str, from: Position) -> Option<Range<Position>> {
    let needle = folded(needle)?;
    let count = buffer.paragraphs().len();
    (0..=count).find_map(|step| {
        let paragraph = (from.paragraph + count - step % count) % count;
        in_paragraph(buffer, &needle, paragraph)
            .take_while(|found| step > 0 || found.start.byte < from.byte)
            .last()
    })
}

/// Finds all matches from the head on, none overlapping another.
pub fn all(buffer: &Buffer, needle: &str) -> Vec<Range<Position>> {
    let mut found: Vec<Range<Position>> = Vec::new();
    let Some(needle) = folded(needle) else {
        return found;
    };
    for paragraph in 0..buffer.paragraphs().len() {
        for range in in_paragraph(buffer, &needle, paragraph) {
            if found.last().is_none_or(|last| last.end <= range.start) {
                found.push(range);
            }
        }
    }
    found
}

fn folded(needle: &str) -> Option<Vec<char>> {
    (!needle.is_empty()).then(|| needle.chars().flat_map(char::to_lowercase).collect())
}

fn in_paragraph<'a>(
    buffer: &'a Buffer,
    needle: &'a [char],
    paragraph: usize,
) -> impl Iterator<Item = Range<Position>> + 'a {
    let text = buffer.paragraph(paragraph);
    text.char_indices().filter_map(move |(start, _)| {
        let end = start + matched_len(&text[start..], needle)?;
        let (start, end) = (
            Position {
                paragraph,
                byte: start,
            },
            Position {
                paragraph,
                byte: end,
            },
        );
        (buffer.is_boundary(start) && buffer.is_boundary(end)).then_some(start..end)
    })
}

/// Returns the bytes at the head of `text` that equal the folded needle.
fn matched_len(text: &str, needle: &[char]) -> Option<usize> {
    let mut left = needle;
    for (at, c) in text.char_indices() {
        if left.is_empty() {
            return Some(at);
        }
        for folded in c.to_lowercase() {
            let (first, rest) = left.split_first()?;
            if *first != folded {
                return None;
            }
            left = rest;
        }
    }
    left.is_empty().then_some(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(paragraph: usize, byte: usize) -> Position {
        Position { paragraph, byte }
    }

    #[test]
    fn matches_go_round() {
        let buffer = Buffer::new("建议Ab建议\n建议");
        assert_eq!(next(&buffer, "建议", at(0, 1)), Some(at(0, 8)..at(0, 14)));
        assert_eq!(next(&buffer, "建议", at(1, 1)), Some(at(0, 0)..at(0, 6)));
        assert_eq!(
            previous(&buffer, "建议", at(0, 0)),
            Some(at(1, 0)..at(1, 6))
        );
        assert_eq!(
            previous(&buffer, "建议", at(0, 8)),
            Some(at(0, 0)..at(0, 6))
        );
        assert_eq!(next(&buffer, "aB", at(0, 0)), Some(at(0, 6)..at(0, 8)));
        assert_eq!(next(&buffer, "无", at(0, 0)), None);
        assert_eq!(next(&buffer, "", at(0, 0)), None);
        assert_eq!(all(&Buffer::new("aaaAa\n"), "AA").len(), 2);
    }

    #[test]
    fn a_match_never_halves_a_character() {
        let buffer = Buffer::new("e\u{301}e");
        assert_eq!(next(&buffer, "e", at(0, 0)), Some(at(0, 3)..at(0, 4)));
    }
}
