//! Brackets, quotes and title marks that do not pair.
//!
//! Marks are followed through a paragraph; a paragraph that a web page or Word cut in the middle of a
//! sentence goes on in the next line. Marks of lists, as in 1) and ①), need no partner.

use super::{
    Finding, Severity,
    paper::{Paper, digit},
    queue::Against,
};

/// The id.
pub(super) const ID: &str = "marks";

/// Opening mark, closing mark, and the same of the other width.
const PAIRS: &[(char, char)] = &[
    ('（', '）'),
    ('(', ')'),
    ('《', '》'),
    ('“', '”'),
    ('‘', '’'),
    ('【', '】'),
    ('〔', '〕'),
    ('[', ']'),
    ('「', '」'),
];

/// Checks paragraph by paragraph.
pub(super) fn run(paper: &Paper, _: &Against, found: &mut Vec<Finding>) {
    stops(paper, found);
    let mut open: Vec<usize> = Vec::new();
    for (at, line) in paper.lines.iter().enumerate() {
        for place in line.clone() {
            mark(paper, place, &mut open, found);
        }
        let last = line
            .clone()
            .rev()
            .find(|at| !paper.chars[*at].is_whitespace());
        let ended = last.is_none_or(|at| "。！？；：!?;:”》）".contains(paper.chars[at]));
        let next = paper.lines.get(at + 1);
        let blank = next.is_none_or(|next| next.clone().all(|at| paper.chars[at].is_whitespace()));
        // A short line without an end is a title or a label and does not go on.
        let short = line.end - line.start < 24;
        if ended || blank || short {
            let (stays, told): (Vec<usize>, Vec<usize>) = open
                .drain(..)
                .partition(|place| spans(paper, *place, line.end));
            open.extend(stays);
            for place in told {
                // “ that runs over paragraphs opens each and closes only the last.
                let runs_on = paper.chars[place] == '“'
                    && next.is_some_and(|next| {
                        next.clone()
                            .find(|at| !paper.chars[*at].is_whitespace())
                            .is_some_and(|at| paper.chars[at] == '“')
                    });
                if !runs_on {
                    found.push(one(paper, "open", place));
                }
            }
        }
    }
}

/// 。。 ，， ，。: marks of which one is too many, and a line that begins with one.
fn stops(paper: &Paper, found: &mut Vec<Finding>) {
    // Asked of every character: looking one up in a text costs several times as much.
    const STOPS: [char; 5] = ['，', '。', '；', '：', '、'];
    let chars = &paper.chars;
    for line in &paper.lines {
        let own = super::paper::trimmed(chars, line);
        let mut at = own.start;
        while at < own.end {
            if !STOPS.contains(&chars[at]) {
                at += 1;
                continue;
            }
            let run = chars[at..own.end].iter().take_while(|c| STOPS.contains(c));
            let end = at + run.count();
            // 。。。 and 。。。。。。 stand for ……
            let dots = end - at >= 3 && chars[at..end].iter().all(|c| *c == '。');
            if end - at >= 2 && !dots {
                // The heavier mark is meant: ，。 ends a sentence.
                let last = chars[end - 1].to_string();
                let marks = paper.words(&(at..end));
                let fix = Finding::new(ID, "repeated", Severity::Warning, at..end);
                found.push(fix.with("mark", marks).fix(last));
            } else if at == own.start && own.end > at + 1 && !dots {
                found.push(one(paper, "head", at));
            }
            at = end;
        }
    }
}

/// Tells whether a bracket that runs over paragraphs closes in one of the next.
fn spans(paper: &Paper, open: usize, end: usize) -> bool {
    /// A note over several paragraphs is shorter. Chosen by us.
    const NOTE: usize = 400;
    if paper.chars[open] != '（' {
        return false;
    }
    let rest = paper.chars[end..].iter().take(NOTE);
    let mark = rest.copied().find(|c| matches!(c, '（' | '）'));
    mark == Some('）')
}

fn one(paper: &Paper, case: &'static str, at: usize) -> Finding {
    Finding::new(ID, case, Severity::Warning, at..at + 1).with("mark", paper.chars[at].to_string())
}

fn mark(paper: &Paper, at: usize, open: &mut Vec<usize>, found: &mut Vec<Finding>) {
    let c = paper.chars[at];
    if PAIRS.iter().any(|(own, _)| *own == c) {
        if c == '“' && open.last().is_some_and(|own| paper.chars[*own] == '“') {
            // “名录“: typed the wrong way round, unless a ” follows.
            open.pop();
            let mut own = one(paper, "twice", at);
            if closes_later(paper, at) {
                open.push(at);
            } else {
                own = own.fix("”");
            }
            found.push(own);
            return;
        }
        if c == '(' && is_face(paper, at) {
            return;
        }
        open.push(at);
        return;
    }
    let Some((left, _)) = PAIRS.iter().find(|(_, own)| *own == c) else {
        return;
    };
    match open.last().map(|own| paper.chars[*own]) {
        Some(own) if own == *left => {
            let start = open.pop().unwrap_or(at);
            if start + 1 == at && matches!(c, '》' | '”' | '）' | ')' | '〕') {
                found.push(
                    Finding::new(ID, "empty", Severity::Warning, start..at + 1)
                        .with("mark", paper.words(&(start..at + 1))),
                );
            }
        }
        Some(own) if widths(own, c) => {
            let right = PAIRS
                .iter()
                .find(|(left, _)| *left == own)
                .map_or(c, |pair| pair.1);
            open.pop();
            found.push(one(paper, "mixed", at).fix(right.to_string()));
        }
        _ if is_list_mark(paper, at) || matches!(c, '’') => {}
        _ => match open.iter().rposition(|own| paper.chars[*own] == *left) {
            // What was opened in between stays open.
            Some(start) => {
                for place in open.drain(start..).skip(1) {
                    found.push(one(paper, "open", place));
                }
            }
            None => found.push(one(paper, "close", at)),
        },
    }
}

/// Brackets of two widths, or of two kinds that are taken for each other.
fn widths(open: char, close: char) -> bool {
    matches!(
        (open, close),
        ('（', ')' | '〕') | ('(', '）') | ('〔', '］' | ']' | '）') | ('[', '］' | '〕')
    )
}

fn closes_later(paper: &Paper, at: usize) -> bool {
    /// A quoted name is shorter. Chosen by us.
    const NAME: usize = 60;
    let rest = paper.chars[at + 1..].iter().take(NAME);
    rest.take_while(|c| **c != '\n' && **c != '“')
        .any(|c| *c == '”')
}

/// 1) 一） a) ①): the mark of a list entry.
fn is_list_mark(paper: &Paper, at: usize) -> bool {
    let c = paper.chars[at];
    if !matches!(c, ')' | '）') || at == 0 {
        return false;
    }
    let before = paper.chars[at - 1];
    digit(before).is_some()
        || before.is_ascii_alphabetic()
        || "一二三四五六七八九十①②③④⑤⑥⑦⑧⑨⑩".contains(before)
}

/// :( and (: are faces of web pages.
fn is_face(paper: &Paper, at: usize) -> bool {
    at > 0 && paper.chars[at - 1] == ':'
}
