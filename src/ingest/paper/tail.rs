//! The end of a letter: signature, date, and where the body stops.

use super::{
    date,
    label::{self, Label},
    organ,
};
use crate::{
    domain::paper::Sure,
    ingest::{
        field::Field,
        lines::Line,
        problem::{Problem, ProblemKind},
    },
};

/// What stands after the body.
pub struct Tail {
    /// Index of its first line.
    pub start: usize,
    /// The organ as signed.
    pub signature: Option<Field<String>>,
    /// The day it is dated.
    pub date: Option<Field<chrono::NaiveDate>>,
}

impl Tail {
    /// Finds where the tail of a letter begins and what is signed there.
    pub fn find(lines: &[Line], body_from: usize, problems: &mut Vec<Problem>) -> Tail {
        let mut start = lines.len();
        // The first labelled line of the last twenty begins the tail at the latest.
        let floor = body_from.max(lines.len().saturating_sub(20));
        for (at, line) in lines.iter().enumerate().skip(floor) {
            if is_after_matter(line) {
                start = at;
                break;
            }
        }
        let dated = (floor..lines.len())
            .rev()
            .filter(|at| is_date_line(&lines[*at]))
            // 某某办公室 2017年5月5日印发 is the printing, not the letter.
            .min_by_key(|at| lines[*at].flat.contains("印发"));
        let mut date_field = None;
        let mut signature = None;
        if let Some(at) = dated {
            let line = &lines[at];
            if let Some(found) = date::find_all(&line.flat).pop() {
                match found.day {
                    Some(day) => date_field = Some(Field::certain(day, line)),
                    None => problems.push(Problem::at(
                        ProblemKind::ImpossibleDate,
                        line.number,
                        &line.flat[found.start..found.end],
                    )),
                }
                let before = line.flat[..found.start].trim_end_matches(['（', '(', ' ']);
                if !line.flat.contains("印发") {
                    if organ::is_name(before) {
                        signature = Some(Field::certain(before.to_string(), line));
                    }
                    start = start.min(at);
                }
            }
        }
        if signature.is_none() {
            let below = dated
                .filter(|at| !lines[*at].flat.contains("印发"))
                .unwrap_or(start);
            for at in (body_from.max(below.saturating_sub(3))..below.min(lines.len())).rev() {
                let joint = organ::several(&lines[at].text);
                if let Some(name) = joint.or_else(|| signed(&lines[at].flat)) {
                    let sure = if below == at + 1 {
                        Sure::Certain
                    } else {
                        Sure::Likely
                    };
                    signature = Some(Field::new(name, &lines[at], sure));
                    start = start.min(at);
                    break;
                }
                if lines[at].flat.chars().count() > 40 {
                    break;
                }
            }
        }
        // 领导签字： and 此复 above the signature are no sections, but they are the letter's words.
        Tail {
            start: start.max(body_from),
            signature,
            date: date_field,
        }
    }
}

/// Reads a signature line: an organ's name, also with 盖章 in brackets.
fn signed(flat: &str) -> Option<String> {
    let mut name = flat;
    for tail in ["（盖章）", "(盖章)", "（章）", "（公章）", "（印章）"] {
        name = name.trim_end_matches(tail);
    }
    let ends_sentence = flat.ends_with(['。', '！', '：']);
    (organ::is_name(name) && !ends_sentence).then(|| name.to_string())
}

fn is_after_matter(line: &Line) -> bool {
    if line.flat.chars().count() > 160 {
        return false;
    }
    let opened = line.flat.trim_start_matches(['（', '(', '附', '注', '：']);
    if [
        "抄送",
        "抄报",
        "主题词",
        "公开属性",
        "此件公开",
        "此件依申请",
        "此件不公开",
        "信息公开",
        "公开方式",
        "附件：",
        "附：",
    ]
    .iter()
    .any(|w| line.flat.starts_with(w) || opened.starts_with(w))
    {
        return true;
    }
    label::find(line).first().is_some_and(|hit| {
        matches!(
            hit.label,
            Label::Contact | Label::ContactAndPhone | Label::Phone | Label::Copies
        ) && (hit.first || line.flat.starts_with(['（', '(']))
    }) || ["联系单位", "领导签字", "签发领导", "分管领导", "责任领导"]
        .iter()
        .any(|w| line.flat.starts_with(w))
}

/// A line that is a date, with at most an organ's name or brackets beside it.
pub fn is_date_line(line: &Line) -> bool {
    let Some(found) = date::find_all(&line.flat).pop() else {
        return false;
    };
    let before = &line.flat[..found.start];
    let after = &line.flat[found.end..];
    let plain_before = before.chars().count() <= 2
        || before.ends_with(['：', ':']) && before.chars().count() <= 8
        || organ::is_name(before.trim_end_matches(['（', '(', ' ']));
    plain_before
        && after.chars().count() <= 6
        && !line.flat.contains("发布")
        && !line.flat.contains("来源")
        && !before.contains("打印")
}
