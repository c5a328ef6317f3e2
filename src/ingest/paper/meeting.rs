//! The meeting a paper belongs to: its phrase resolved into place, level, kind, term and session.
//!
//! Apart from [`sitting`](super::sitting), which reads the phrase alone: here the lines around it and
//! the organ's places fill what the phrase leaves out.

use super::{label, level, sitting};
use crate::{
    domain::{
        paper::Sure,
        sitting::{Kind, Period},
    },
    ingest::{field::Field, lines::Line, reading::SittingRead},
};

/// Reads the meeting of a form: from the label that names it, or from what stands above all labels.
pub fn of_form(lines: &[Line], named: Option<(&str, &Line)>) -> SittingRead {
    let first_label = lines
        .iter()
        .position(|l| !label::find(l).is_empty())
        .unwrap_or(lines.len().min(6))
        .min(8);
    let heading: String = lines[..first_label]
        .iter()
        .map(|l| l.flat.as_str())
        .collect();
    let mut read = SittingRead::default();
    let (text, line) = match (named, lines.first()) {
        (Some((text, line)), _) => (text, line),
        (None, Some(first)) => (heading.as_str(), first),
        (None, None) => return read,
    };
    let mut phrase = sitting::find(text).unwrap_or_default();
    let mut line = line;
    if phrase.term.is_none()
        && let Some(found) = sitting::find(&heading)
    {
        phrase = found;
        line = lines.first().unwrap_or(line);
    }
    if named.is_none()
        && let Some(at) = lines[..first_label]
            .iter()
            .position(|l| l.flat.contains('届'))
    {
        line = &lines[at];
    }
    fill(&mut read, &phrase, line, &[]);
    // A heading without a term still may name its place: 青石县人大代表建议表.
    if read.place.is_none() {
        let place_line = lines[..first_label].iter().find(|l| {
            ["人大", "人民代表大会", "政协", "代表建议", "委员提案"]
                .iter()
                .any(|word| l.flat.contains(word))
        });
        let chain = place_line.map_or_else(Vec::new, |l| level::of_organ(&l.flat));
        if let (Some(last), Some(first)) = (chain.last(), place_line) {
            read.place = Some(Field::likely(level::joined(&chain), first));
            read.level = Some(Field::new(last.level, first, last.sure));
        }
    }
    if read.kind.is_none()
        && let Some((kind, at)) = kind_by_words(lines)
    {
        read.kind = Some(Field::likely(kind, &lines[at]));
    }
    read.period = period(lines.iter().take(12));
    read
}

/// Fills a sitting from a phrase; the organ's places complete a short one.
pub fn fill(read: &mut SittingRead, phrase: &sitting::Phrase, line: &Line, organ: &[level::Place]) {
    if phrase.term.is_some() || !phrase.place.is_empty() || phrase.kind.is_some() {
        let resolved = sitting::resolve(&phrase.place, organ);
        let sure = if resolved.spelled_out {
            Sure::Certain
        } else if phrase.place.is_empty() {
            Sure::Unsure
        } else {
            Sure::Likely
        };
        read.place = resolved.place.map(|place| Field::new(place, line, sure));
        read.level = resolved
            .level
            .map(|(level, sure)| Field::new(level, line, sure));
    }
    read.kind = phrase.kind.map(|kind| Field::certain(kind, line));
    read.term = phrase.term.map(|term| Field::certain(term, line));
    read.session = phrase.session.map(|session| Field::certain(session, line));
}

fn kind_by_words(lines: &[Line]) -> Option<(Kind, usize)> {
    for (at, line) in lines.iter().enumerate().take(20) {
        for (word, kind) in [
            ("政协", Kind::Cppcc),
            ("提案", Kind::Cppcc),
            ("委员姓名", Kind::Cppcc),
            ("人大代表", Kind::Suggestion),
            ("人民代表大会", Kind::Suggestion),
            ("代表建议", Kind::Suggestion),
            ("代表姓名", Kind::Suggestion),
            ("领衔代表", Kind::Suggestion),
            ("附议代表", Kind::Suggestion),
            ("代表团", Kind::Suggestion),
            ("批评和意见", Kind::Suggestion),
        ] {
            if line.flat.contains(word) && line.flat.chars().count() <= 60 {
                return Some((kind, at));
            }
        }
    }
    None
}

/// Finds whether lines say that the item was handed in between sessions.
pub fn period<'a>(lines: impl Iterator<Item = &'a Line>) -> Option<Field<Period>> {
    for line in lines {
        let short = line.flat.chars().count() <= 120;
        if short
            && ["闭会期间", "平时提案", "平时建议", "闭会建议"]
                .iter()
                .any(|w| line.flat.contains(w))
        {
            return Some(Field::certain(Period::Between, line));
        }
        if short
            && ["大会期间", "会议期间", "大会提案", "全会提案"]
                .iter()
                .any(|w| line.flat.contains(w))
        {
            return Some(Field::certain(Period::InSession, line));
        }
    }
    None
}
