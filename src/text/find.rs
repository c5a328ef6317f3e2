//! Finding in a buffer: plain text, or whatever a caller knows to find in a paragraph.
//!
//! Matches lie in one paragraph and on grapheme boundaries, so that a match can be selected and
//! replaced without halving a character.

use std::ops::Range;

use super::buffer::{Buffer, Position};

/// Finds where something stands in a paragraph: byte ranges in the order they begin.
pub type InParagraph<'a> = &'a dyn Fn(&str) -> Vec<Range<usize>>;

/// Finds the first match that begins at or behind `from`, going round at the end of the text.
pub fn next(buffer: &Buffer, seek: InParagraph<'_>, from: Position) -> Option<Range<Position>> {
    let count = buffer.paragraphs().len();
    // The paragraph of `from` is read twice: behind it first, before it last.
    (0..=count).find_map(|step| {
        let paragraph = (from.paragraph + step) % count;
        in_paragraph(buffer, seek, paragraph)
            .find(|found| step > 0 || found.start.byte >= from.byte)
    })
}

/// Finds the last match that begins before `from`, going round at the head of the text.
pub fn previous(buffer: &Buffer, seek: InParagraph<'_>, from: Position) -> Option<Range<Position>> {
    let count = buffer.paragraphs().len();
    (0..=count).find_map(|step| {
        let paragraph = (from.paragraph + count - step % count) % count;
        in_paragraph(buffer, seek, paragraph)
            .take_while(|found| step > 0 || found.start.byte < from.byte)
            .last()
    })
}

/// Finds all matches that lie in a range, none overlapping another.
pub fn all(
    buffer: &Buffer,
    seek: InParagraph<'_>,
    within: &Range<Position>,
) -> Vec<Range<Position>> {
    let mut found: Vec<Range<Position>> = Vec::new();
    for paragraph in within.start.paragraph..=within.end.paragraph {
        for range in in_paragraph(buffer, seek, paragraph) {
            let is_within = within.start <= range.start && range.end <= within.end;
            if is_within && found.last().is_none_or(|last| last.end <= range.start) {
                found.push(range);
            }
        }
    }
    found
}

/// Finds a text as it stands, upper and lower case alike; an empty one is nowhere.
pub fn literal(needle: &str) -> impl Fn(&str) -> Vec<Range<usize>> + use<> {
    let needle: Vec<char> = needle.chars().flat_map(char::to_lowercase).collect();
    move |text| {
        let starts = text.char_indices().filter(|_| !needle.is_empty());
        starts
            .filter_map(|(start, _)| Some(start..start + matched_len(&text[start..], &needle)?))
            .collect()
    }
}

fn in_paragraph<'a>(
    buffer: &'a Buffer,
    seek: InParagraph<'_>,
    paragraph: usize,
) -> impl Iterator<Item = Range<Position>> + use<'a> {
    let at = move |byte| Position { paragraph, byte };
    let found = seek(buffer.paragraph(paragraph)).into_iter();
    found
        .map(move |range| at(range.start)..at(range.end))
        .filter(|range| buffer.is_boundary(range.start) && buffer.is_boundary(range.end))
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
        let next = |buffer: &Buffer, needle: &str, from| next(buffer, &literal(needle), from);
        let previous =
            |buffer: &Buffer, needle: &str, from| previous(buffer, &literal(needle), from);
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
        let buffer = Buffer::new("aaaAa\n");
        let whole = at(0, 0)..buffer.end();
        assert_eq!(all(&buffer, &literal("AA"), &whole).len(), 2);
        assert_eq!(all(&buffer, &literal("AA"), &(at(0, 1)..at(0, 4))).len(), 1);
    }

    #[test]
    fn a_match_never_halves_a_character() {
        let buffer = Buffer::new("e\u{301}e");
        assert_eq!(
            next(&buffer, &literal("e"), at(0, 0)),
            Some(at(0, 3)..at(0, 4))
        );
    }
}
