//! The form that several facts of one cell are written in: items, each with its parts in a bracket.
//!
//! What is written is read back as it was: a part with a sign of the form in it stands in quotes.

use chrono::NaiveDate;

use crate::ingest::{lines::flat, paper::date};

/// Signs that a part is put in quotes for.
const SIGNS: &str = "；;、，,（）()\"“”《》\n ";

/// What labelled parts begin with.
pub(super) const TIER: &str = "等次";
pub(super) const BATCH: &str = "批次";
pub(super) const DOCUMENT: &str = "文号";
pub(super) const UNTIL: &str = "有效期至";
pub(super) const REVOKED: &str = "撤销";
pub(super) const REVOKED_WHY: &str = "撤销原因";
pub(super) const CODE: &str = "职业编码";
pub(super) const NUMBER: &str = "编号";
const LABELS: [&str; 8] = [
    TIER,
    BATCH,
    DOCUMENT,
    UNTIL,
    REVOKED,
    REVOKED_WHY,
    CODE,
    NUMBER,
];

/// Tells whether a part without quotes would be read as a labelled one.
pub(super) fn has_label(part: &str) -> bool {
    LABELS.iter().any(|label| part.starts_with(label))
}

/// Writes a part, in quotes when a sign of the form is in it or it could be read as something else.
pub(super) fn written(part: &str, other: impl Fn(&str) -> bool) -> String {
    if part.is_empty() || part.contains(|c| SIGNS.contains(c)) || other(part) {
        format!("\"{}\"", part.replace('"', "\"\""))
    } else {
        part.to_owned()
    }
}

/// Writes a part with its label.
pub(super) fn labelled(label: &str, value: Option<&String>) -> Option<String> {
    value.map(|value| format!("{label}{}", written(value, |_| false)))
}

/// Returns what stands behind a label.
pub(super) fn behind(part: &str, label: &str) -> Option<String> {
    let rest = part.strip_prefix(label)?;
    Some(Part::of(rest.trim_start_matches([':', '：'])).into_text())
}

pub(super) fn bracketed(head: &str, parts: &[String]) -> String {
    if parts.is_empty() {
        head.to_owned()
    } else {
        format!("{head}（{}）", parts.join("，"))
    }
}

/// Parts a text at signs that stand outside quotes and brackets.
pub(super) fn parted<'t>(text: &'t str, signs: &[char]) -> Vec<&'t str> {
    let (mut parts, mut from) = (Vec::new(), 0);
    let (mut quoted, mut depth) = (false, 0_usize);
    for (at, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            _ if quoted => {}
            '（' | '(' | '“' | '《' => depth += 1,
            '）' | ')' | '”' | '》' => depth = depth.saturating_sub(1),
            c if depth == 0 && signs.contains(&c) => {
                parts.push(&text[from..at]);
                from = at + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&text[from..]);
    let parts = parts.into_iter().map(str::trim);
    parts.filter(|part| !part.is_empty()).collect()
}

/// A part as it was written: with or without quotes.
pub(super) enum Part {
    Quoted(String),
    Plain(String),
}

impl Part {
    pub(super) fn of(text: &str) -> Self {
        let inner = text
            .strip_prefix('"')
            .and_then(|rest| rest.strip_suffix('"'));
        match inner {
            Some(inner) => Part::Quoted(inner.replace("\"\"", "\"")),
            None => Part::Plain(text.to_owned()),
        }
    }

    pub(super) fn into_text(self) -> String {
        match self {
            Part::Quoted(text) | Part::Plain(text) => text,
        }
    }
}

/// Parts an item into its head and what stands in the bracket at its end.
pub(super) fn opened(item: &str) -> (&str, Vec<&str>) {
    let mut quoted = false;
    let open = item.char_indices().find(|(_, c)| {
        quoted ^= *c == '"';
        !quoted && matches!(c, '（' | '(')
    });
    let inner = open.and_then(|(at, c)| {
        let inner = item[at + c.len_utf8()..].strip_suffix(['）', ')'])?;
        Some((item[..at].trim(), parted(inner, &['，', ',', '；', ';'])))
    });
    inner.unwrap_or((item, Vec::new()))
}

pub(super) fn items(text: &str) -> Vec<&str> {
    parted(text, &['；', ';', '\n'])
}

/// 2018年, 2018年度, 2018.
pub(super) fn year(text: &str) -> Option<i32> {
    let digits = text.trim_end_matches("年度").trim_end_matches('年');
    let year: i32 = digits.parse().ok()?;
    (digits.len() == 4 && (1949..2200).contains(&year)).then_some(year)
}

/// 5000元, 1.5万元.
pub(super) fn yuan(text: &str) -> Option<i64> {
    let number = text.trim_end_matches('元');
    match number.strip_suffix('万') {
        Some(ten_thousands) => {
            let amount = ten_thousands.trim().parse::<f64>().ok()? * 10_000.0;
            (amount.abs() < 1e15).then(|| amount.round() as i64)
        }
        None if number.len() < text.len() => number.trim().replace(',', "").parse().ok(),
        None => None,
    }
}

/// Reads a day in any way of writing.
pub(super) fn day(text: &str) -> Option<NaiveDate> {
    date::find(&flat(text)).and_then(|found| found.day)
}
