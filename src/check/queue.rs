//! The letter against what the queue knows of its item: number, title, session, kind, names, day.

use std::ops::Range;

use chrono::NaiveDate;

use super::{
    Finding, Severity,
    dates::date_of,
    number::value,
    paper::{Paper, digit, find, is_han},
    required::Required,
};
use crate::domain::{private::Private, sitting::Kind};

/// The id.
pub(super) const ID: &str = "queue";

/// What is known of the item; what is not known is not compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Against {
    /// The item's number.
    pub number: Option<u32>,
    /// Its title.
    pub title: Option<String>,
    /// 届.
    pub term: Option<u16>,
    /// 次.
    pub session: Option<u16>,
    /// Suggestion or proposal.
    pub kind: Option<Kind>,
    /// Who handed it in; empty when the letter goes to another unit.
    pub proposers: Vec<String>,
    /// The day until which it must be answered.
    pub until: Option<NaiveDate>,
    /// What it asks for, by ordinal from 1.
    pub asks: Vec<(u32, String)>,
    /// The asks whose answer is marked in the text.
    pub answered: Vec<u32>,
    /// The class letter that the queue keeps.
    pub class: Option<String>,
    /// The day that something is promised for.
    pub follow_up: Option<NaiveDate>,
    /// What those who handed it in gave for their phones, as they wrote it.
    pub phones: Vec<Private>,
    /// Their addresses.
    pub addresses: Vec<Private>,
    /// The paper goes before the public.
    pub published: bool,
    /// What the profile of the unit has stand in such a letter.
    pub required: Vec<Required>,
    /// The figures the letter cites.
    pub figures: Vec<Cited>,
    /// Figures of paragraphs taken over from an earlier letter that nobody looked up since, in
    /// characters of the text.
    pub stale: Vec<Range<usize>>,
}

/// A figure that a letter cites.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cited {
    /// Where it stands, in characters of the text.
    pub span: Range<usize>,
    /// Its value as cited.
    pub then: String,
    /// Its value now; none when it can no longer be counted.
    pub now: Option<String>,
}

/// Compares.
pub(super) fn run(paper: &Paper, against: &Against, found: &mut Vec<Finding>) {
    if let Some(title) = &paper.form.title {
        number(paper, title, against, found);
        sitting(paper, title, against, found);
        kind(paper, title, against, found);
    }
    quoted(paper, against, found);
    names(paper, against, found);
    count(paper, against, found);
    if let (Some(until), Some(line)) = (against.until, &paper.form.date)
        && let Some(day) = date_of(paper, line).and_then(super::dates::Day::date)
        && day > until
    {
        let own = Finding::new(ID, "late", Severity::Warning, line.clone());
        found.push(
            own.with("date", day.to_string())
                .with("until", until.to_string()),
        );
    }
}

/// Reads a number in figures or Chinese numerals at a place.
fn number_at(chars: &[char], at: usize) -> Option<(u32, usize)> {
    let figures = chars[at..]
        .iter()
        .take_while(|c| digit(**c).is_some())
        .count();
    if figures > 0 && figures < 7 {
        let own = chars[at..at + figures].iter().filter_map(|c| digit(*c));
        return Some((own.fold(0, |all, d| all * 10 + d), at + figures));
    }
    let han = chars[at..]
        .iter()
        .take_while(|c| "一二三四五六七八九十百零".contains(**c));
    let len = han.count();
    let value = value(chars.get(at..at + len)?)?;
    Some((u32::try_from(value).ok()?, at + len))
}

fn number(paper: &Paper, title: &Range<usize>, against: &Against, found: &mut Vec<Finding>) {
    let Some(known) = against.number else { return };
    let chars = &paper.chars;
    for at in title.clone() {
        if chars[at] != '第' {
            continue;
        }
        if let Some((own, end)) = number_at(chars, at + 1)
            && chars.get(end) == Some(&'号')
            && own != known
        {
            found.push(
                Finding::new(ID, "number", Severity::Error, at..end + 1)
                    .with("own", paper.words(&(at..end + 1)))
                    .with("known", known.to_string()),
            );
        }
    }
}

fn sitting(paper: &Paper, title: &Range<usize>, against: &Against, found: &mut Vec<Finding>) {
    let chars = &paper.chars;
    for at in title.clone() {
        let (known, word) = match chars[at] {
            '届' => (against.term, "届"),
            '次' if chars.get(at + 1) == Some(&'会') => (against.session, "次"),
            _ => continue,
        };
        let back = chars[title.start..at].iter().rev();
        let len = back
            .take_while(|c| digit(**c).is_some() || "一二三四五六七八九十".contains(**c))
            .count();
        let Some((own, _)) = number_at(chars, at - len).filter(|_| len > 0) else {
            continue;
        };
        if let Some(known) = known.filter(|known| u32::from(*known) != own) {
            found.push(
                Finding::new(ID, "session", Severity::Error, at - len..at + 1)
                    .with("own", paper.words(&(at - len..at + 1)))
                    .with("known", format!("{known}{word}")),
            );
        }
    }
}

fn kind(paper: &Paper, title: &Range<usize>, against: &Against, found: &mut Vec<Finding>) {
    let (wrong, right) = match against.kind {
        Some(Kind::Suggestion) => ("提案", "建议"),
        Some(Kind::Cppcc) => ("建议", "提案"),
        None => return,
    };
    let has_right = find(&paper.chars, title, right).is_some();
    if let Some(at) = find(&paper.chars, title, wrong).filter(|_| !has_right) {
        let own = Finding::new(ID, "kind", Severity::Error, at..at + 2);
        found.push(own.with("own", wrong).with("known", right).fix(right));
    }
    let Some(salutation) = &paper.form.salutation else {
        return;
    };
    let (wrong, right) = match against.kind {
        Some(Kind::Suggestion) => ("委员", "代表"),
        _ => ("代表", "委员"),
    };
    let other = find(&paper.chars, salutation, right).is_some();
    let body = find(&paper.chars, salutation, "委员会").is_some();
    if let Some(at) = find(&paper.chars, salutation, wrong).filter(|_| !other && !body) {
        let own = Finding::new(ID, "kind", Severity::Error, at..at + 2);
        found.push(own.with("own", wrong).with("known", right).fix(right));
    }
}

/// The title as the first sentences quote it.
fn quoted(paper: &Paper, against: &Against, found: &mut Vec<Finding>) {
    /// The opening formula stands in the first lines of the body. Chosen by us.
    const OPENING: usize = 300;
    let Some(known) = against
        .title
        .as_deref()
        .map(plain)
        .filter(|own| !own.is_empty())
    else {
        return;
    };
    let body = paper.form.body.start..(paper.form.body.start + OPENING).min(paper.form.body.end);
    let chars = &paper.chars;
    let mut open = None;
    for at in body {
        match chars[at] {
            '“' | '《' => open = Some(at),
            '”' | '》' => {
                let Some(start) = open.take() else { continue };
                let own = plain(&paper.words(&(start + 1..at)));
                let titled =
                    own.starts_with("关于") || own.ends_with("建议") || own.ends_with("提案");
                if !titled {
                    continue;
                }
                if core(&own) != core(&known) {
                    let span = start + 1..at;
                    found.push(
                        Finding::new(ID, "title", Severity::Error, span.clone())
                            .with("own", paper.words(&span))
                            .with("known", known.clone()),
                    );
                }
                return;
            }
            _ => {}
        }
    }
}

fn plain(title: &str) -> String {
    title
        .chars()
        .filter(|c| is_han(*c) || c.is_alphanumeric())
        .collect()
}

/// 关于…的建议 and the words between are the same title.
fn core(title: &str) -> &str {
    let own = title.strip_prefix("关于").unwrap_or(title);
    let own = own
        .strip_suffix("建议")
        .or_else(|| own.strip_suffix("提案"))
        .unwrap_or(own);
    own.strip_suffix('的').unwrap_or(own)
}

fn names(paper: &Paper, against: &Against, found: &mut Vec<Finding>) {
    let Some(span) = paper
        .form
        .salutation
        .as_ref()
        .filter(|_| !against.proposers.is_empty())
    else {
        return;
    };
    let words = paper.words(span);
    let flat: String = words.chars().filter(|c| !c.is_whitespace()).collect();
    // 林小满等12位代表: the others are counted and not named.
    let counted = flat.contains('等') || flat.contains("各位");
    let missing: Vec<&String> = against
        .proposers
        .iter()
        .filter(|name| !plain(&flat).contains(plain(name).as_str()))
        .collect();
    if missing.len() == against.proposers.len() {
        found.push(
            Finding::new(ID, "stranger", Severity::Error, span.clone())
                .with("own", flat)
                .with("known", against.proposers.join("、")),
        );
    } else if !counted && !missing.is_empty() {
        let names: Vec<&str> = missing.iter().map(|own| own.as_str()).collect();
        // Each deputy may be answered in a letter of their own.
        found.push(
            Finding::new(ID, "missing", Severity::Warning, span.clone())
                .with("names", names.join("、")),
        );
    }
}

/// 林小满等12位代表, 林小满、周知行二位代表: the number against the names, and against who handed it in.
fn count(paper: &Paper, against: &Against, found: &mut Vec<Finding>) {
    let Some(span) = &paper.form.salutation else {
        return;
    };
    let chars = &paper.chars;
    let Some(at) = span.clone().find(|at| {
        matches!(chars[*at], '位' | '名') && paper.at(*at + 1, "代表") || paper.at(*at, "位委员")
    }) else {
        return;
    };
    let figure = |c: char| digit(c).is_some() || "一二两三四五六七八九十".contains(c);
    let back = chars[span.start..at].iter().rev();
    let start = at - back.take_while(|c| figure(**c)).count();
    let two = chars[start..at] == ['两'];
    let Some(own) = number_at(chars, start)
        .map(|(own, _)| own)
        .or(two.then_some(2))
        .filter(|_| start < at)
    else {
        return;
    };
    let names: String = chars[span.start..start].iter().collect();
    let more = names.contains('等');
    let listed = names.matches('、').count() as u32 + 1;
    let known = against.proposers.len() as u32;
    let told = |severity: Severity, known: u32| {
        Finding::new(ID, "count", severity, start..at + 1)
            .with("own", own.to_string())
            .with("known", known.to_string())
    };
    let listing = names.chars().any(|c| c == '、') && !names.contains("各位");
    if listing && (more && own < listed || !more && own != listed) {
        found.push(told(Severity::Error, listed));
    } else if known > 0 && own != known {
        // The store may know fewer than signed.
        found.push(told(Severity::Warning, known));
    }
}
