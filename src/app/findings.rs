//! What the checks found in the open letter: said in words, and where it stands in the editor.
//!
//! Found off the key path: an answer of an older text than the last one sent is dropped, and a finding
//! is shown only while the words it is about still stand where they were found.

use std::ops::Range;

use crate::{
    check::{Finding, Judged, Severity},
    lang::Lang,
    text::{buffer::Position, clean},
};

/// A finding at its place in the editor.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// What was found.
    pub judged: Judged,
    /// Where it stood when it was found.
    pub range: Range<Position>,
}

/// What was found in a letter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Findings {
    /// Of the text last sent to be checked.
    pub generation: u64,
    /// In the order of the text.
    pub list: Vec<Placed>,
}

impl Findings {
    /// Takes in what was found in a text; returns whether it is the text last sent.
    pub fn take(&mut self, generation: u64, found: Vec<Judged>, paragraphs: &[String]) -> bool {
        if generation != self.generation {
            return false;
        }
        self.list = placed(found, paragraphs);
        true
    }

    /// Counts what stands: errors and warnings, waived ones left out.
    pub fn counts(&self) -> (usize, usize) {
        let standing = || self.list.iter().filter(|own| own.judged.waived.is_none());
        let errors = standing().filter(|own| own.judged.stops()).count();
        (errors, standing().count() - errors)
    }

    /// Returns the standing findings whose words still stand in a paragraph, with the bytes they take.
    pub fn in_paragraph(&self, index: usize, text: &str) -> Vec<(Range<usize>, Severity)> {
        let first = self
            .list
            .partition_point(|own| own.range.start.paragraph < index);
        let here = self.list[first..].iter();
        here.take_while(|own| own.range.start.paragraph == index)
            .filter(|own| own.judged.waived.is_none())
            .filter_map(|own| {
                let end = if own.range.end.paragraph == index {
                    own.range.end.byte
                } else {
                    text.len()
                };
                let bytes = own.range.start.byte..end;
                let words = text.get(bytes.clone())?;
                let stands = !words.is_empty() && own.judged.words.starts_with(words);
                stands.then_some((bytes, own.judged.finding.severity))
            })
            .collect()
    }

    /// Returns the place of the finding that a caret or selection is in.
    pub fn at(&self, caret: Position) -> Option<usize> {
        let holds = |own: &Placed| own.range.start <= caret && caret <= own.range.end;
        // The innermost is the one that was meant.
        self.list.iter().rposition(holds)
    }

    /// Returns the place of the next standing finding behind a caret, or of the first.
    pub fn next(&self, caret: Position) -> Option<usize> {
        let stands = |own: &Placed| own.judged.waived.is_none();
        let behind = |own: &Placed| stands(own) && own.range.start > caret;
        let next = self.list.iter().position(behind);
        next.or_else(|| self.list.iter().position(stands))
    }

    /// Returns the place of the standing finding before a caret, or of the last.
    pub fn previous(&self, caret: Position) -> Option<usize> {
        let stands = |own: &Placed| own.judged.waived.is_none();
        let before = |own: &Placed| stands(own) && own.range.start < caret;
        let previous = self.list.iter().rposition(before);
        previous.or_else(|| self.list.iter().rposition(stands))
    }
}

/// Turns characters of the text into places of the editor; the findings come in the order of the text.
fn placed(found: Vec<Judged>, paragraphs: &[String]) -> Vec<Placed> {
    let mut starts = Vec::with_capacity(paragraphs.len());
    let mut start = 0;
    for own in paragraphs {
        starts.push(start);
        start += own.chars().count() + 1;
    }
    let place = |at: usize| {
        let paragraph = starts.partition_point(|start| *start <= at).max(1) - 1;
        let text = paragraphs.get(paragraph)?;
        let mut bytes = text.char_indices().map(|(byte, _)| byte);
        let byte = bytes.nth(at - starts[paragraph]).unwrap_or(text.len());
        Some(Position { paragraph, byte })
    };
    let own = found.into_iter().filter_map(|judged| {
        let span = &judged.finding.span;
        let range = place(span.start)?..place(span.end)?;
        Some(Placed { judged, range })
    });
    own.collect()
}

/// Returns the rule of a finding in one sentence with its values; what comes from the paper is cleaned.
pub fn says(own: &Finding, lang: Lang) -> String {
    let values: Vec<(&str, String)> = own
        .values
        .iter()
        .map(|(name, value)| (*name, clean::line(value).text))
        .collect();
    let values: Vec<(&str, &str)> = values
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    lang.say_with(&own.key(), &values)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Against, judge};

    fn found(text: &str) -> (Findings, Vec<String>) {
        let paragraphs: Vec<String> = text.split('\n').map(str::to_owned).collect();
        let mut own = Findings::default();
        assert!(own.take(0, judge(text, &Against::default(), &[]), &paragraphs));
        (own, paragraphs)
    }

    #[test]
    fn a_finding_stands_at_its_words() {
        let (own, paragraphs) =
            found("e\u{301}\n共有9家，其中省级10家。\n\n截止2025年底，完成了。");
        assert_eq!(own.counts(), (1, 1));
        let all: Vec<(usize, String)> = paragraphs
            .iter()
            .enumerate()
            .flat_map(|(at, text)| {
                let here = own.in_paragraph(at, text).into_iter();
                here.map(move |(bytes, _)| (at, text[bytes].to_owned()))
            })
            .collect();
        let expected = [(1, "9家，其中省级10家".to_owned()), (3, "截止".to_owned())];
        assert_eq!(all, expected);
        // What was written over is no longer underlined.
        assert!(own.in_paragraph(1, "共有8家，其中省级10家。").is_empty());
        assert!(own.in_paragraph(1, "").is_empty());
        assert!(own.in_paragraph(9, "截止").is_empty());
    }

    #[test]
    fn the_next_one_goes_round() {
        let (own, _) = found("截止2025年底，完成了。\n截止2024年底，完成了。");
        let start = |at: usize| own.list[at].range.start;
        let before = Position {
            paragraph: 0,
            byte: 0,
        };
        assert_eq!(own.at(before), Some(0));
        assert_eq!(own.next(before), Some(1));
        assert_eq!(own.next(start(1)), Some(0));
        assert_eq!(own.previous(start(1)), Some(0));
        assert_eq!(own.previous(before), Some(1));
    }

    #[test]
    fn an_older_answer_is_dropped() {
        let mut own = Findings {
            generation: 2,
            ..Findings::default()
        };
        let late = judge("截止目前，完成了。", &Against::default(), &[]);
        assert!(!own.take(1, late, &["截止目前，完成了。".to_owned()]));
        assert!(own.list.is_empty());
    }
}
