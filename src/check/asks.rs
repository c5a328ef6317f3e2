//! What the item asks for against what the letter answers: each ask has its heading, or a marked answer.
//!
//! An ask counts as answered when a stretch of the text is marked as its answer, or when a heading, a
//! quotation or a sentence repeats enough of its words. Without known asks nothing is missed.

use std::{collections::HashSet, ops::Range};

use super::{
    Finding, Severity,
    numbering::{Rank, heading},
    paper::{Paper, is_han, trimmed},
    queue::Against,
};

/// The id.
pub(super) const ID: &str = "asks";

/// So many of an ask's pairs of characters, in hundredths, make a line its answer. Chosen by us: half
/// of them names the matter, also where the office words it anew.
const ENOUGH: usize = 50;
/// An ask is read as far as this. Chosen by us.
const LONGEST: usize = 120;

/// Looks for each ask, and for headings with nothing below them.
pub(super) fn run(paper: &Paper, against: &Against, found: &mut Vec<Finding>) {
    empty(paper, found);
    let Some(place) = place(paper) else { return };
    let pieces = pieces(paper);
    for (ordinal, ask) in &against.asks {
        let wanted = pairs(ask.chars().filter(|c| is_han(*c)).take(LONGEST));
        if wanted.is_empty() || against.answered.contains(ordinal) {
            continue;
        }
        let answered = pieces.iter().any(|own| {
            let chars = paper.chars[own.clone()].iter().copied();
            let met = pairs(chars.filter(|c| is_han(*c)));
            met.intersection(&wanted).count() * 100 >= wanted.len() * ENOUGH
        });
        if !answered {
            found.push(
                Finding::new(ID, "missing", Severity::Warning, place.clone())
                    .with("number", ordinal.to_string())
                    .with("ask", ask.clone()),
            );
        }
    }
}

/// Where an answer that is not there is told: at the title, or at the first line.
fn place(paper: &Paper) -> Option<Range<usize>> {
    let lines = paper.lines.iter().map(|line| trimmed(&paper.chars, line));
    let mut lines = lines.filter(|line| line.start < line.end);
    paper.form.title.clone().or_else(|| lines.next())
}

fn pairs(chars: impl Iterator<Item = char>) -> HashSet<(char, char)> {
    let chars: Vec<char> = chars.collect();
    chars.windows(2).map(|two| (two[0], two[1])).collect()
}

/// The sentences of the letter below its salutation; the opening formula quotes the title, not the asks.
fn pieces(paper: &Paper) -> Vec<Range<usize>> {
    let body = &paper.form.body;
    let own = paper.sentences().into_iter();
    own.filter(|own| own.start >= body.start && own.end <= body.end)
        .filter(|own| !super::paper::has(&paper.chars, own, &["收悉", "答复如下"]))
        .collect()
}

/// Tells whether a line only closes the letter: nothing of it answers what the heading above names. A
/// paragraph may begin with thanks and go on with what was done.
fn closes(paper: &Paper, line: &Range<usize>) -> bool {
    const CLOSING: &[&str] = &[
        "衷心感谢",
        "感谢",
        "再次感谢",
        "非常感谢",
        "谢谢",
        "专此",
        "此复",
        "特此",
        "此致",
        "敬礼",
        "以上答复",
        "以上意见",
        "附件",
        "联系人",
        "（联系人",
        "抄送",
    ];
    /// What a sentence behind such words begins with when it closes too.
    const FURTHER: &[&str] = &[
        "希望",
        "也希望",
        "欢迎",
        "期待",
        "敬请",
        "恳请",
        "如有",
        "请继续",
    ];
    let begins = |at: usize, words: &[&str]| words.iter().any(|word| paper.at(at, word));
    let ends = line
        .clone()
        .filter(|at| matches!(paper.chars[*at], '。' | '！' | '？'));
    let mut further = ends.map(|at| trimmed(&paper.chars, &(at + 1..line.end)));
    begins(line.start, CLOSING)
        && further
            .all(|own| own.is_empty() || begins(own.start, CLOSING) || begins(own.start, FURTHER))
}

/// A heading right above another of its rank, above the end, or above words that only close the letter.
fn empty(paper: &Paper, found: &mut Vec<Finding>) {
    /// A heading is one line of a page at most; a longer line is a paragraph. Chosen by us.
    const HEADING: usize = 28;
    if paper.form.title.is_none() {
        return;
    }
    let body = &paper.form.body;
    let lines = paper.lines.iter().map(|line| trimmed(&paper.chars, line));
    let own: Vec<Range<usize>> = lines
        .filter(|line| line.start < line.end && line.start >= body.start && line.end <= body.end)
        .collect();
    for (at, line) in own.iter().enumerate() {
        let ended = "。；：，！？;:".contains(paper.chars[line.end - 1]);
        let Some((rank, _, number)) = heading(&paper.chars, line) else {
            continue;
        };
        let headed = matches!(rank, Rank::First | Rank::Second);
        if !headed || ended || line.len() > HEADING || number.end >= line.end {
            continue;
        }
        let rest = &own[at + 1..];
        if !rest.is_empty() && rest.iter().all(|line| closes(paper, line)) {
            found.push(bare(paper, line));
            continue;
        }
        let below = rest.first().map(|next| heading(&paper.chars, next));
        let is_bare = match below {
            None => true,
            Some(Some((next, ..))) => next as usize <= rank as usize,
            Some(None) => false,
        };
        if is_bare {
            found.push(bare(paper, line));
        }
    }
}

fn bare(paper: &Paper, line: &Range<usize>) -> Finding {
    let words = paper.words(line);
    Finding::new(ID, "empty", Severity::Warning, line.clone()).with("heading", words)
}
