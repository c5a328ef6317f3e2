//! Where a letter answers each ask of its item, and which are still open.
//!
//! An ask is answered under its heading, or in the paragraphs that were linked to it. Answered means
//! that words stand there: a heading over nothing, or over a blank `【…】`, is none. Whether the words
//! satisfy the proposer only the proposer can say.

use std::ops::Range;

use super::{
    blanks,
    parts::{Role, line_role},
    wording::bare_ask,
};
use crate::domain::span::{Span, What};

/// How an ask stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Its place in the item, from 1.
    pub ordinal: u32,
    /// The ask.
    pub ask: String,
    /// Where it is answered, or would be, in characters of the text; nothing when the letter has
    /// neither heading nor link for it.
    pub at: Option<Range<usize>>,
    /// Whether words stand there.
    pub answered: bool,
}

/// How the sentences begin that end an answer; what stands below the last ask's heading and begins so
/// answers nothing. From the closings of our profiles and of the letters in `domain.md` 3.5.
const CLOSINGS: [&str; 14] = [
    "衷心感谢",
    "感谢您",
    "感谢你们",
    "再次感谢",
    "最后",
    "以上答复",
    "以上意见",
    "如对",
    "专此",
    "特此",
    "此复",
    "此致",
    "敬礼",
    "附件：",
];

struct Line<'a> {
    /// In characters, the line's end left out.
    range: Range<usize>,
    text: &'a str,
    role: Role,
    /// It begins the end of the letter.
    closes: bool,
}

/// Returns how each ask stands in a text.
pub fn answers(asks: &[String], text: &str, spans: &[Span]) -> Vec<Answer> {
    if asks.is_empty() {
        return Vec::new();
    }
    let lines = lines(text);
    let numbered = (1..).zip(asks);
    numbered
        .map(|(ordinal, ask)| {
            let linked = spans.iter().filter(|own| own.what == What::Ask(ordinal));
            let mut places: Vec<Range<usize>> =
                linked.map(|own| reach(&lines, &own.range)).collect();
            places.sort_by_key(|own| own.start);
            if places.is_empty() {
                places.extend(heading_of(&lines, ask).map(|at| section(&lines, at)));
            }
            Answer {
                ordinal,
                ask: ask.clone(),
                answered: places.iter().any(|place| has_words(&lines, place)),
                at: places.into_iter().next(),
            }
        })
        .collect()
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut at = 0;
    let mut lines = Vec::new();
    for text in text.split('\n') {
        let end = at + text.chars().count();
        let bare = text.trim();
        lines.push(Line {
            range: at..end,
            text: bare,
            role: line_role(bare),
            closes: CLOSINGS.iter().any(|own| bare.starts_with(own)),
        });
        at = end + 1;
    }
    lines
}

/// Returns how far a link reaches: one on a heading over the whole section, any other as it stands.
fn reach(lines: &[Line<'_>], linked: &Range<usize>) -> Range<usize> {
    let at = lines.partition_point(|line| line.range.end < linked.start);
    match lines.get(at) {
        Some(line) if is_heading(line) => {
            let section = section(lines, at);
            section.start..section.end.max(linked.end)
        }
        _ => linked.clone(),
    }
}

fn is_heading(line: &Line<'_>) -> bool {
    matches!(line.role, Role::Heading | Role::SubHeading)
}

/// Returns the line of the heading that names an ask.
fn heading_of(lines: &[Line<'_>], ask: &str) -> Option<usize> {
    let ask = bare_ask(ask);
    let names = |line: &Line<'_>| is_heading(line) && line.text.contains(ask);
    lines.iter().position(names).filter(|_| !ask.is_empty())
}

/// Returns a section in characters: from its heading to the next of its level or above, or to the
/// letter's end sentences.
fn section(lines: &[Line<'_>], at: usize) -> Range<usize> {
    let ends = |line: &&Line<'_>| {
        line.closes
            || line.role == Role::Heading
            || (is_heading(line) && line.role == lines[at].role)
    };
    let behind = lines[at + 1..].iter().find(ends);
    let last = lines.last().map_or(0, |line| line.range.end);
    lines[at].range.start..behind.map_or(last, |line| line.range.start)
}

/// Returns whether words stand in a range beside headings and blanks.
fn has_words(lines: &[Line<'_>], place: &Range<usize>) -> bool {
    let inside = lines.iter().filter(|line| {
        line.range.start < place.end && place.start < line.range.end.max(line.range.start + 1)
    });
    inside
        .filter(|line| !is_heading(line) && !line.closes)
        .any(|line| {
            let mut bare = line.text.to_owned();
            for blank in blanks(line.text).into_iter().rev() {
                bare.replace_range(blank, "");
            }
            bare.contains(char::is_alphanumeric)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ASKS: [&str; 3] = [
        "扩大学徒名额",
        "关于“办好技能比赛”的问题",
        "提高补贴e\u{301}",
    ];

    fn stand(text: &str, spans: &[Span]) -> Vec<(bool, bool)> {
        let asks = ASKS.map(String::from);
        let answers = answers(&asks, text, spans).into_iter();
        answers
            .map(|own| (own.at.is_some(), own.answered))
            .collect()
    }

    #[test]
    fn words_under_its_heading_answer_an_ask() {
        let none = [(false, false); 3];
        assert_eq!(stand("", &[]), none);
        let begun = "甲代表：\n收悉，现答复如下：\n一、关于“扩大学徒名额”的问题\n\n二、关于“办好技能比赛”的问题\n【答复内容】\n三、关于“提高补贴e\u{301}”的问题\n\n衷心感谢您的关心。\n某局\n2026年5月5日";
        assert_eq!(stand(begun, &[]), [(true, false); 3]);
        let half = begun.replace("问题\n\n二", "问题\n（一）现状\n一是办班。\n二");
        assert_eq!(stand(&half, &[])[0], (true, true));
        assert_eq!(stand(&half, &[])[1..], [(true, false); 2]);
        let only_heads = begun.replace("问题\n\n二", "问题\n（一）现状\n（二）打算\n二");
        assert_eq!(stand(&only_heads, &[])[0], (true, false));
    }

    #[test]
    fn a_link_answers_where_no_heading_does() {
        let text = "收悉。\n一是办了两期班。\n一、改过的标题\n\n二、别的\n已办。";
        let span = |range, ordinal| Span {
            range,
            what: What::Ask(ordinal),
        };
        let spans = [span(4..12, 1), span(13..20, 2), span(25..29, 3)];
        let stood = stand(text, &spans);
        assert_eq!(stood, [(true, true), (true, false), (true, true)]);
        let typed = text.replace("标题\n", "标题\n已经安排。");
        assert_eq!(stand(&typed, &spans)[1], (true, true), "its section counts");
        // A span that lies outside must not panic.
        assert_eq!(stand("甲", &[span(5..9, 1)])[0], (true, false));
    }

    #[test]
    fn every_text_and_every_link_is_taken() {
        let pieces = [
            "一、关于“扩大学徒名额”的问题",
            "\n",
            "【",
            "】",
            "办",
            "（一）",
            "此复",
            "\u{1b}",
            "e\u{301}",
        ];
        let mut seed = 7_u64;
        for _ in 0..500 {
            let mut next = |n: usize| {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                (seed >> 33) as usize % n
            };
            let text: String = (0..next(12)).map(|_| pieces[next(pieces.len())]).collect();
            let start = next(40);
            let spans = [Span {
                range: start..start + 1 + next(20),
                what: What::Ask(1 + next(4) as u32),
            }];
            let asks = ASKS.map(String::from);
            for own in answers(&asks, &text, &spans) {
                assert!(!own.answered || own.at.is_some());
            }
        }
    }
}
