//! What a proposal asks for, as far as the paper marks it: 一是…二是…, 建议：1. 2., 一、….
//!
//! Only the asking part counts: from the heading or sentence that says 建议 on. Without marks there
//! are no asks; a person adds them at the desk.

use super::marks;
use crate::{
    domain::paper::Sure,
    ingest::{field::Field, lines::Line},
};

/// Finds the marked asks in a proposal's body.
pub fn find(body: &[Line]) -> Vec<Field<String>> {
    let Some((at, from)) = asking_part(body) else {
        return Vec::new();
    };
    let part = &body[at..];
    let mut flats: Vec<&str> = part.iter().map(|line| line.flat.as_str()).collect();
    flats[0] = &flats[0][from..];
    // The part ends where a heading of the same level as its own begins.
    if let Some(own) =
        marks::at_start(&body[at].flat).filter(|_| from > 0 || is_heading(&body[at].flat))
        && let Some(end) = flats.iter().skip(1).position(|flat| {
            marks::at_start(flat)
                .is_some_and(|m| m.level == own.level && m.ordinal == own.ordinal + 1)
        })
        && !flats[end + 1].contains("建议")
    {
        flats.truncate(end + 1);
    }
    let own_level = marks::at_start(&body[at].flat).map(|m| m.level);
    let below: Vec<&str> = flats
        .iter()
        .enumerate()
        .map(|(n, flat)| {
            let same = marks::at_start(flat).is_some_and(|m| Some(m.level) == own_level);
            if n == 0 && same && is_heading(flat) {
                ""
            } else {
                *flat
            }
        })
        .collect();
    let marked: Vec<Field<String>> = marks::topmost(below.into_iter())
        .into_iter()
        .filter(|p| p.bare().chars().count() >= 3)
        .map(|p| Field::new(p.bare().to_string(), &part[p.line], Sure::Likely))
        .collect();
    if marked.is_empty() && from > 0 {
        return single(&body[at], from).into_iter().collect();
    }
    marked
}

/// 建议：每个园区建一处书屋。 One ask without a number, marked by the word alone.
fn single(line: &Line, from: usize) -> Option<Field<String>> {
    let (before, ask) = line.flat.split_at(from);
    let opens = before.ends_with(['：', ':']) && is_heading(&line.flat);
    let ask = ask.trim().trim_end_matches('。');
    let fits = (4..=300).contains(&ask.chars().count());
    (opens && fits).then(|| Field::new(ask.to_string(), line, Sure::Likely))
}

/// Finds the line and byte where the asking begins.
fn asking_part(body: &[Line]) -> Option<(usize, usize)> {
    if let Some(at) = body.iter().position(|line| is_heading(&line.flat)) {
        return Some((at, heading_end(&body[at].flat)));
    }
    // 为此，建议： or 建议如下 at the end of a paragraph.
    for (at, line) in body.iter().enumerate() {
        for cue in [
            "建议如下",
            "建议：",
            "建议:",
            "几点建议",
            "提出以下建议",
            "如下建议",
            "建议是：",
        ] {
            if let Some(found) = line.flat.find(cue) {
                return Some((at, found));
            }
        }
    }
    // A sentence that begins with 建议 or 为此建议.
    for (at, line) in body.iter().enumerate() {
        let mut start = true;
        for (byte, c) in line.flat.char_indices() {
            let here = &line.flat[byte..];
            if start
                && ["建议", "为此", "因此", "希望", "恳请"]
                    .iter()
                    .any(|w| here.starts_with(w))
            {
                let sentence = here.find(['。', '；']).map_or(here, |end| &here[..end]);
                if sentence.contains("建议")
                    || sentence.starts_with("希望")
                    || sentence.starts_with("恳请")
                {
                    return Some((at, byte));
                }
            }
            start = matches!(c, '。' | '；' | '！' | '？');
        }
    }
    // Paragraphs numbered throughout after a body that says nothing else: the whole is the asking.
    None
}

/// Bytes of a heading's own words when text follows it on the same line (建议：一是…).
fn heading_end(flat: &str) -> usize {
    flat.find(['：', ':'])
        .filter(|at| flat[..*at].chars().count() <= 16)
        .map_or(0, |at| {
            at + flat[at..].chars().next().map_or(0, char::len_utf8)
        })
}

/// A line such as 建议：, 具体建议, 二、对策建议, （三）几点建议：
fn is_heading(flat: &str) -> bool {
    let body = marks::at_start(flat).map_or(flat, |m| &flat[m.len..]);
    let head = body.split(['：', ':', '。']).next().unwrap_or(body);
    let words = [
        "建议",
        "意见建议",
        "办法",
        "对策",
        "措施建议",
        "建议措施",
        "建议和措施",
        "对策措施",
        "解决办法",
        "工作建议",
        "建议和对策",
        "对策和建议",
    ];
    let whole = head.chars().count() <= 16
        && (words.iter().any(|w| head.ends_with(w))
            || head.starts_with("建议如下")
            || head.starts_with("具体建议"));
    let rest_is_open = body.len() == head.len() || body[head.len()..].starts_with(['：', ':']);
    whole && rest_is_open && !head.contains("关于")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::lines::lines;

    fn asks(text: &str) -> Vec<String> {
        find(&lines(text).lines)
            .into_iter()
            .map(|f| f.value)
            .collect()
    }

    #[test]
    fn asks_are_found_by_their_marks() {
        assert_eq!(
            asks(
                "情况一是差。二是少。\n建议政府出台政策。一是建名录，便于扶持。二是办培训；三是给补助。"
            ),
            ["建名录，便于扶持", "办培训", "给补助"]
        );
        assert_eq!(
            asks(
                "一、存在问题\n1.甲问题\n2.乙问题\n二、对策建议\n（一）办培训班。细节。\n（二）设立专项资金。\n三、其他\n（一）别的"
            ),
            ["办培训班", "设立专项资金"]
        );
        assert_eq!(
            asks("问题很多。\n建议：\n1.加强宣传。\n2.增加投入。"),
            ["加强宣传", "增加投入"]
        );
        assert_eq!(
            asks("为此，建议：1.加强宣传；2.增加投入。"),
            ["加强宣传", "增加投入"]
        );
    }

    #[test]
    fn one_ask_behind_the_word_needs_no_number() {
        assert_eq!(
            asks("阅读场所少。\n建议：每个园区建一处职工书屋。"),
            ["每个园区建一处职工书屋"]
        );
        assert!(asks("建议：").is_empty());
    }

    #[test]
    fn without_marks_there_are_none() {
        assert!(asks("建议加强宣传，增加投入。").is_empty());
        assert!(asks("一是差。二是少。").is_empty());
        assert!(asks("").is_empty());
    }
}
