//! Identity numbers and private phones in a paper that may be published.

use super::{
    Finding, Severity,
    paper::{Paper, digit, has},
    queue::Against,
};

/// The id.
pub(super) const ID: &str = "private";

/// Checks every long number, and looks for what is known to be private.
pub(super) fn run(paper: &Paper, against: &Against, found: &mut Vec<Finding>) {
    let chars = &paper.chars;
    known(paper, against, found);
    let mut at = 0;
    while at < chars.len() {
        if digit(chars[at]).is_none() {
            at += 1;
            continue;
        }
        let end = at
            + chars[at..]
                .iter()
                .take_while(|c| digit(**c).is_some())
                .count();
        let check = matches!(chars.get(end), Some('X' | 'x')) && end - at == 17;
        let len = end - at + usize::from(check);
        let joined = at > 0
            && (chars[at - 1].is_ascii_alphanumeric() || matches!(chars[at - 1], '.' | '_' | '-'));
        let figures: Vec<u32> = chars[at..end].iter().filter_map(|c| digit(*c)).collect();
        if len == 18 && !joined && is_identity(&figures) {
            found.push(Finding::new(ID, "identity", Severity::Error, at..at + 18));
        } else if len == 11
            && !joined
            && figures[0] == 1
            && figures[1] >= 3
            && !is_contact(paper, at)
        {
            found.push(Finding::new(ID, "mobile", Severity::Warning, at..end));
        }
        at = end;
    }
}

/// Phones and addresses of those who handed the item in.
fn known(paper: &Paper, against: &Against, found: &mut Vec<Finding>) {
    /// Less than this is no address and no phone. Chosen by us.
    const LEAST: usize = 6;
    let folded = |c: char| digit(c).and_then(|d| char::from_digit(d, 10)).unwrap_or(c);
    for value in &against.private {
        let value: Vec<char> = value.reveal().chars().map(folded).collect();
        if value.len() < LEAST {
            continue;
        }
        let mut at = 0;
        while at + value.len() <= paper.chars.len() {
            let own = &paper.chars[at..at + value.len()];
            if folded(own[0]) == value[0] && own.iter().zip(&value).all(|(a, b)| folded(*a) == *b) {
                let span = at..at + value.len();
                found.push(Finding::new(ID, "known", Severity::Error, span));
                at += value.len();
            } else {
                at += 1;
            }
        }
    }
}

/// Six figures of a place, then a birthday, as GB 11643-1999 has it.
fn is_identity(figures: &[u32]) -> bool {
    let number = |from: usize, to: usize| figures[from..to].iter().fold(0, |all, d| all * 10 + d);
    (1900..2100).contains(&number(6, 10))
        && (1..=12).contains(&number(10, 12))
        && (1..=31).contains(&number(12, 14))
}

/// The office's own contact, and the cells of a form.
fn is_contact(paper: &Paper, at: usize) -> bool {
    const WORDS: &[&str] = &["电话", "联系人", "联系方式", "手机", "热线", "传真"];
    let line = paper.lines.partition_point(|own| own.end < at);
    let mut seen = 0;
    for own in paper.lines[..=line.min(paper.lines.len() - 1)]
        .iter()
        .rev()
        .take(6)
    {
        if own.clone().all(|at| paper.chars[at].is_whitespace()) {
            continue;
        }
        seen += 1;
        if has(&paper.chars, own, WORDS) {
            return true;
        }
        if seen == 2 {
            break;
        }
    }
    false
}
