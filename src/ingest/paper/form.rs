//! A proposal form: heading, labelled fields with the value beside or below, then the content.

use super::{
    asks, date,
    label::{self, Hit, Label},
    meeting, number, people,
};
use crate::{
    domain::{private::Private, proposal::ProposerKind, sitting::Kind},
    ingest::{
        field::Field,
        lines::Line,
        reading::{FormPaper, Numbered, ProposerRead},
    },
};

/// A labelled value with its line.
struct Labelled<'a> {
    hit: Hit,
    line: &'a Line,
    /// Index of the first line after the value.
    after: usize,
}

/// Reads a form from its lines; they must not be empty.
pub fn read(lines: &[Line]) -> FormPaper {
    let content_at = content_start(lines);
    let head = &lines[..content_at.min(lines.len())];
    let mut labelled = collect(head);
    let (body_lines, tail) = body(lines, content_at);
    labelled.extend(collect(tail));
    let session = labelled
        .iter()
        .find(|l| l.hit.label == Label::Session && !l.hit.value.is_empty());
    let sitting = meeting::of_form(lines, session.map(|l| (l.hit.value.as_str(), l.line)));
    let kind = sitting.kind.as_ref().map(|f| f.value);
    let title = read_title(lines, &labelled, content_at);
    let proposers = read_proposers(&labelled, kind);
    let wished = labelled.iter().find(|l| l.hit.label == Label::WishedUnit);
    let body_text: Vec<&str> = body_lines.iter().map(|l| l.text.as_str()).collect();
    FormPaper {
        lines: (
            lines.first().map_or(0, |l| l.number),
            lines.last().map_or(0, |l| l.number),
        ),
        number: read_number(lines, &labelled, content_at),
        title,
        proposers,
        wished_unit: wished
            .filter(|l| !l.hit.value.is_empty())
            .map(|l| Field::certain(lead_of(&l.hit.value), l.line)),
        wished_unit_asked: wished.is_some(),
        date: read_date(&labelled, lines, content_at),
        asks: asks::find(&body_lines),
        body: body_lines
            .first()
            .map(|first| Field::certain(body_text.join("\n"), first)),
        sitting,
    }
}

/// Of 主办：甲局 会办：乙局 in one cell, the lead unit is meant.
fn lead_of(value: &str) -> String {
    let after = value
        .split_once("主办：")
        .or_else(|| value.split_once("主办:"))
        .map_or(value, |(_, rest)| rest);
    let end = ["会办", "协办", "分办"]
        .iter()
        .filter_map(|word| after.find(word))
        .filter(|at| *at > 0)
        .min()
        .unwrap_or(after.len());
    after[..end]
        .trim_end_matches(['、', '，', '；', ' ', '（', '('])
        .to_string()
}

/// Index of the line that opens the content; the number of lines when there is none.
fn content_start(lines: &[Line]) -> usize {
    for (at, line) in lines.iter().enumerate() {
        if let Some(hit) = label::find(line).first()
            && hit.first
        {
            match hit.label {
                Label::Content => return at,
                Label::Asking => return before_asking(lines, at),
                _ => {}
            }
        }
    }
    // No label: the content begins below the labelled lines at the top, or below the title.
    let mut last_label = None;
    for (at, line) in lines.iter().enumerate().take(40) {
        let hits = label::find(line);
        let labelled = hits
            .iter()
            .any(|h| !matches!(h.label, Label::Content | Label::Asking) && (h.first || h.colon));
        if labelled && line.flat.chars().count() < 120 {
            last_label = Some(at);
        } else if line.flat.chars().count() > 60 || super::marks::at_start(&line.flat).is_some() {
            break;
        }
    }
    let title = lines.iter().take(30).position(|line| is_title(&line.flat));
    match last_label.max(title) {
        Some(at) => {
            // A value below its label still belongs to the head.
            let next_is_value = lines.get(at + 1).is_some_and(|next| {
                label::find(&lines[at])
                    .last()
                    .is_some_and(|h| h.value.is_empty())
                    && next.text.chars().count() <= 40
            });
            at + 1 + usize::from(next_is_value)
        }
        None => 0,
    }
}

/// The content begins above 建议： when paragraphs without a label of their own stand there.
fn before_asking(lines: &[Line], asking: usize) -> usize {
    let mut at = asking;
    while at > 0 && label::find(&lines[at - 1]).is_empty() && !is_title(&lines[at - 1].flat) {
        at -= 1;
    }
    // The first of them may be the value of the label above.
    let is_value = at > 0
        && at < asking
        && label::find(&lines[at - 1])
            .last()
            .is_some_and(|h| h.value.is_empty() && value_fits(h.label, &lines[at].flat));
    // With nothing labelled above, the top lines are a heading, not content.
    if at == 0 {
        return asking;
    }
    at + usize::from(is_value)
}

/// Splits what follows the content's label into the body and labelled lines after it.
fn body(lines: &[Line], content_at: usize) -> (Vec<Line>, &[Line]) {
    let mut body: Vec<Line> = Vec::new();
    let mut end = lines.len();
    for (at, line) in lines.iter().enumerate().skip(content_at) {
        let hits = label::find(line);
        let first = hits.first().filter(|hit| hit.first);
        match first.map(|hit| hit.label) {
            Some(Label::Content) if at == content_at => {
                let hit = &hits[0];
                let rest = rest_after(line, hit);
                if !rest.is_empty() {
                    body.push(Line {
                        flat: crate::ingest::lines::flat(rest),
                        text: rest.to_string(),
                        ..line.clone()
                    });
                }
                continue;
            }
            Some(Label::Content | Label::Asking | Label::Title) | None => {}
            Some(_) if line.text.chars().count() <= 80 => {
                end = at;
                break;
            }
            Some(_) => {}
        }
        body.push(line.clone());
    }
    // A date or signature alone under the content is not content.
    while let Some(last) = body.last() {
        let is_date =
            date::find(&last.flat).is_some_and(|d| last.flat.len() - (d.end - d.start) <= 12);
        if !is_date || body.len() < 2 {
            break;
        }
        body.pop();
    }
    (body, &lines[end..])
}

/// The line's text after a label that begins it.
fn rest_after<'a>(line: &'a Line, hit: &Hit) -> &'a str {
    let mut wanted = hit.word.chars();
    let mut next = wanted.next();
    for (at, c) in line.text.char_indices() {
        if next.is_none() {
            return line.text[at..]
                .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '：' | ':' | '】'));
        }
        if Some(c) == next {
            next = wanted.next();
        }
    }
    ""
}

/// Collects labels with their values: beside them, below them, or below them by column.
fn collect(lines: &[Line]) -> Vec<Labelled<'_>> {
    let mut out: Vec<Labelled<'_>> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let line = &lines[at];
        let hits = label::find(line);
        let open = hits.iter().all(|hit| hit.value.is_empty());
        let next = lines
            .get(at + 1)
            .filter(|next| label::find(next).is_empty());
        if let Some(next) = next
            && hits.len() >= 2
            && open
        {
            let cells: Vec<&str> = next.text.split(['\t', '|', '│']).map(str::trim).collect();
            if cells.len() == hits.len() {
                for (mut hit, cell) in hits.into_iter().zip(cells) {
                    hit.raw = cell.to_string();
                    hit.value = crate::ingest::lines::flat(cell);
                    out.push(Labelled {
                        hit,
                        line: next,
                        after: at + 2,
                    });
                }
                at += 2;
                continue;
            }
        }
        let count = hits.len();
        for (n, mut hit) in hits.into_iter().enumerate() {
            if hit.value.is_empty()
                && n + 1 == count
                && let Some(next) = next
                && value_fits(hit.label, &next.flat)
            {
                hit.raw.clone_from(&next.text);
                hit.value.clone_from(&next.flat);
                out.push(Labelled {
                    hit,
                    line: next,
                    after: at + 2,
                });
                continue;
            }
            out.push(Labelled {
                hit,
                line,
                after: at + 1,
            });
        }
        at += 1;
    }
    out
}

/// Tells whether a line below a label can be its value: a blank field must not swallow the next line.
fn value_fits(label: Label, flat: &str) -> bool {
    let length = flat.chars().count();
    let digits = flat.chars().filter(char::is_ascii_digit).count();
    match label {
        Label::Phone => digits >= 5 && length <= 40,
        Label::Postcode => digits == 6 && length <= 8,
        Label::Lead | Label::Contact => {
            length <= 30 && digits == 0 && !flat.contains('。') && !is_title(flat)
        }
        Label::CoSigners => length <= 200 && !flat.contains('。') && !is_title(flat),
        Label::Group | Label::WishedUnit => {
            length <= 40 && digits == 0 && !flat.contains('。') && !is_title(flat)
        }
        Label::Address => length <= 60 && !flat.contains('。'),
        Label::Title => length <= 100,
        Label::Number => length <= 24,
        Label::Session => length <= 60,
        Label::Date => date::find(flat).is_some(),
        _ => false,
    }
}

/// A line that is a proposal's title by itself.
pub fn is_title(flat: &str) -> bool {
    let length = flat.chars().count();
    (6..=70).contains(&length)
        && (flat.starts_with("关于") || flat.starts_with("加强") || flat.contains("关于"))
        && [
            "的建议",
            "的提案",
            "的议案",
            "建议案",
            "的建议书",
            "的意见",
            "的书面意见",
            "提案",
            "建议",
        ]
        .iter()
        .any(|end| flat.ends_with(end))
        && !flat.contains(['。', '：'])
}

fn read_title(
    lines: &[Line],
    labelled: &[Labelled<'_>],
    content_at: usize,
) -> Option<Field<String>> {
    if let Some(found) = labelled
        .iter()
        .find(|l| l.hit.label == Label::Title && !l.hit.value.is_empty())
    {
        let mut title = found.hit.value.clone();
        // A title broken over two rows of its cell.
        if !is_ended(&title)
            && let Some(next) = lines
                .iter()
                .position(|l| l.number == found.line.number)
                .and_then(|at| lines.get(at + 1))
            && label::find(next).is_empty()
            && is_ended(&next.flat)
            && next.flat.chars().count() <= 40
            && found.after > 0
        {
            title.push_str(&next.flat);
        }
        return Some(Field::certain(unquoted(&title), found.line));
    }
    let head = &lines[..content_at.min(lines.len())];
    let found = head
        .iter()
        .chain(lines.iter().take(10))
        .find(|l| is_title(&l.flat))?;
    Some(Field::likely(unquoted(&found.flat), found))
}

fn is_ended(title: &str) -> bool {
    ["建议", "提案", "议案", "意见", "建议案"]
        .iter()
        .any(|end| title.ends_with(end))
}

fn unquoted(title: &str) -> String {
    let inner = title
        .strip_prefix('《')
        .and_then(|t| t.strip_suffix('》'))
        .unwrap_or(title);
    inner.trim_end_matches('。').to_string()
}

fn read_number(
    lines: &[Line],
    labelled: &[Labelled<'_>],
    content_at: usize,
) -> Option<Field<Numbered>> {
    let numbered = |n: number::ItemNumber| Numbered {
        printed: n.printed,
        key: n.key,
    };
    for l in labelled.iter().filter(|l| l.hit.label == Label::Number) {
        let value = l.hit.value.trim_start_matches('第').trim_end_matches('号');
        if let Some(found) =
            number::printed_number(value).or_else(|| number::item_number(&l.hit.value))
        {
            return Some(Field::certain(numbered(found), l.line));
        }
    }
    lines[..content_at.min(lines.len())]
        .iter()
        .filter(|l| l.flat.chars().count() <= 40)
        .find_map(|l| number::item_number(&l.flat).map(|n| Field::certain(numbered(n), l)))
}

fn read_date(
    labelled: &[Labelled<'_>],
    lines: &[Line],
    content_at: usize,
) -> Option<Field<chrono::NaiveDate>> {
    labelled
        .iter()
        .filter(|l| l.hit.label == Label::Date)
        .find_map(|l| Some(Field::certain(date::find(&l.hit.value)?.day?, l.line)))
        .or_else(|| {
            let last = lines.get(content_at..)?.iter().rev().take(3);
            last.filter(|l| l.flat.chars().count() <= 16)
                .find_map(|l| Some(Field::likely(date::find(&l.flat)?.day?, l)))
        })
}

fn read_proposers(labelled: &[Labelled<'_>], kind: Option<Kind>) -> Vec<ProposerRead> {
    let mut out: Vec<ProposerRead> = Vec::new();
    for l in labelled {
        let people = match l.hit.label {
            Label::Lead | Label::CoSigners => people::list(&l.hit.raw).names,
            _ => Vec::new(),
        };
        for name in people {
            let body = !people::is_person(&name);
            // A name that is neither a person's nor a body's is a slip of reading: leave it out.
            if body && (name.chars().count() < 2 || name.chars().any(|c| c.is_ascii_digit())) {
                continue;
            }
            if out.iter().any(|known| known.name.value == name) {
                continue;
            }
            let proposer_kind = if body {
                ProposerKind::Body
            } else if kind == Some(Kind::Cppcc) || (kind.is_none() && l.hit.word.contains("提案"))
            {
                ProposerKind::Member
            } else {
                ProposerKind::Deputy
            };
            out.push(ProposerRead {
                name: Field::certain(name, l.line),
                kind: proposer_kind,
                group: None,
                phone: None,
                address: None,
                postcode: None,
            });
        }
    }
    // Phone, address and group belong to the lead signer; co-signers' rows have columns of their own.
    for l in labelled {
        let Some(lead) = out.first_mut() else {
            continue;
        };
        let value = l.hit.value.clone();
        if value.is_empty() {
            continue;
        }
        let private = |value: String| Some(Field::certain(Private::new(value), l.line));
        match l.hit.label {
            Label::Phone
                if lead.phone.is_none()
                    && value.chars().filter(char::is_ascii_digit).count() >= 5 =>
            {
                // 赵铁（机械厂，电话：8600 0000）: the bracket is the remark's.
                let open = value.contains(['（', '(']);
                let own = if open {
                    value.as_str()
                } else {
                    value.trim_end_matches(['）', ')'])
                };
                lead.phone = private(own.to_string());
            }
            Label::Address if lead.address.is_none() => lead.address = private(value),
            Label::Postcode if lead.postcode.is_none() => lead.postcode = private(value),
            Label::Group if lead.group.is_none() => {
                lead.group = Some(Field::certain(value, l.line));
            }
            _ => {}
        }
    }
    out
}
