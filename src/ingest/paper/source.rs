//! A paper that is no proposal and no letter: title, date, origin, sections, text without furniture.

use super::{date, furniture, letter, organ};
use crate::ingest::{field::Field, lines::Line, reading::SourcePaper};

/// How far down a title or its line of date and origin may stand.
const HEAD: usize = 15;

/// Reads a source from its lines.
pub fn read(lines: &[Line]) -> SourcePaper {
    let kept: Vec<Line> = lines
        .iter()
        .filter(|l| !furniture::is(l))
        .cloned()
        .collect();
    // Below a sentence a date is a signature's, however short the paper.
    let meta = kept
        .iter()
        .take(HEAD)
        .take_while(|l| !l.flat.ends_with('。'))
        .position(is_meta)
        .filter(|at| at + 1 < kept.len());
    let title_at = meta
        .and_then(|at| kept[..at].iter().rposition(can_be_title))
        .or_else(|| kept.iter().take(HEAD).position(can_be_title));
    let title = title_at.map(|at| {
        // A title in two lines: the first ends inside its sentence and both are short.
        let above = at
            .checked_sub(1)
            .map(|a| &kept[a])
            .filter(|l| meta == Some(at + 1) && can_be_title(l) && is_first_half(&l.flat));
        match above {
            Some(first) => Field::likely(format!("{}{}", spaced(first), spaced(&kept[at])), first),
            None => Field::likely(spaced(&kept[at]), &kept[at]),
        }
    });
    let body_from = meta.or(title_at).map_or(0, |at| at + 1);
    let body = &kept[body_from.min(kept.len())..];
    let meta_line = meta.map(|at| &kept[at]);
    SourcePaper {
        lines: (
            lines.first().map_or(0, |l| l.number),
            lines.last().map_or(0, |l| l.number),
        ),
        date: meta_line
            .and_then(|l| Some(Field::certain(date::find(&l.flat)?.day?, l)))
            .or_else(|| date_at_end(body)),
        origin: meta_line
            .and_then(origin_of_meta)
            .or_else(|| origin_by_label(&kept))
            .or_else(|| signed(body)),
        sections: letter::sections(body),
        text: kept
            .iter()
            .map(|l| l.text.as_str())
            .collect::<Vec<_>>()
            .join("\n"),
        dropped: lines.len() - kept.len(),
        title,
    }
}

/// A title's halves are kept apart by a blank; more than one is layout.
fn spaced(line: &Line) -> String {
    let words: Vec<&str> = line.text.split_whitespace().collect();
    words.join(" ")
}

/// A line of date and origin under a title: `2016-09-28 17:25:07 某某网`, `发布时间：… 来源：…`.
fn is_meta(line: &Line) -> bool {
    line.flat.chars().count() <= 90
        && date::find(&line.flat).is_some()
        && !line.flat.contains('。')
        && (line.flat.contains("来源")
            || line.flat.contains("时间")
            || line.flat.contains("日期")
            || date::find(&line.flat).is_some_and(|d| d.start <= 12))
}

fn can_be_title(line: &Line) -> bool {
    let length = line.flat.chars().count();
    (4..=60).contains(&length)
        && !line.flat.ends_with(['。', '；', '：', '，'])
        && !line.flat.starts_with(['（', '('])
        && date::find(&line.flat).is_none()
        && !line.flat.contains("来源：")
        && super::number::document_number(&line.text).is_none()
}

fn is_first_half(flat: &str) -> bool {
    flat.ends_with(['的', '和', '与', '、', '”'])
        || flat.starts_with("关于") && !flat.ends_with("通知")
}

fn origin_of_meta(line: &Line) -> Option<Field<String>> {
    let flat = &line.flat;
    for word in [
        "信息来源：",
        "来源：",
        "来源:",
        "发布机构：",
        "发布单位：",
        "供稿：",
        "稿件来源：",
    ] {
        if let Some((_, rest)) = flat.split_once(word) {
            let end = rest
                .find(['　', '\t', ' ', '|'])
                .into_iter()
                .chain(
                    [
                        "作者", "浏览", "字体", "字号", "阅读", "点击", "发布", "时间", "编辑",
                        "访问", "【",
                    ]
                    .iter()
                    .filter_map(|w| rest.find(w)),
                )
                .min()
                .unwrap_or(rest.len());
            let name = rest[..end].trim();
            if name.chars().count() >= 2 {
                return Some(Field::certain(name.to_string(), line));
            }
        }
    }
    let found = date::find(flat)?;
    let rest = flat[found.end..]
        .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ':' | '：' | ' '));
    let plain = (2..=20).contains(&rest.chars().count()) && !rest.contains(['：', ':', '。']);
    plain.then(|| Field::likely(rest.to_string(), line))
}

fn origin_by_label(lines: &[Line]) -> Option<Field<String>> {
    lines
        .iter()
        .filter(|l| l.flat.chars().count() <= 60)
        .find_map(|l| l.flat.contains("来源").then(|| origin_of_meta(l)).flatten())
}

fn date_at_end(body: &[Line]) -> Option<Field<chrono::NaiveDate>> {
    body.iter().rev().take(6).find_map(|line| {
        let found = date::find(&line.flat)?;
        let short = line.flat.chars().count() <= 30;
        short.then(|| found.day.map(|day| Field::likely(day, line)))?
    })
}

fn signed(body: &[Line]) -> Option<Field<String>> {
    body.iter()
        .rev()
        .take(4)
        .find(|l| organ::is_name(&l.flat))
        .map(|l| Field::likely(l.flat.clone(), l))
}
