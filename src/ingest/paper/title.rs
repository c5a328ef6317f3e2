//! Titles of answers and opinions, in one or several lines, and what makes them one.

use super::{label, marks, number, organ};
use crate::ingest::lines::Line;

/// Where a letter's title stands, and its text in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// Index of its first line.
    pub first: usize,
    /// Index of its last line.
    pub last: usize,
    /// The lines joined.
    pub text: String,
}

/// How a letter's title ends. Sources: the patterns of real replies gathered for the trade.
const ENDINGS: [&str; 34] = [
    "答复",
    "答复函",
    "复函",
    "的函",
    "答复意见",
    "答复意见函",
    "答复的函",
    "回复",
    "回复函",
    "回函",
    "回复意见",
    "答复书",
    "协办意见",
    "会办意见",
    "协办意见函",
    "会办意见函",
    "协办函",
    "会办函",
    "分办意见",
    "办理意见",
    "办理意见函",
    "协办答复",
    "会办答复",
    "办理情况",
    "办理答复",
    "办理结果",
    "办理情况答复",
    "协办情况",
    "会办情况",
    "办理情况汇报",
    "面复意见",
    "处理意见",
    "办理情况说明",
    "办理情况报告",
];

/// What a letter is about; one of these stands in its title.
const ITEMS: [&str; 9] = [
    "建议",
    "提案",
    "议案",
    "书面意见",
    "批评和意见",
    "意见建议",
    "号的",
    "号案",
    "社情民意",
];

/// Drops a class letter, a number or a note in brackets at a title's end.
pub fn without_note(flat: &str) -> &str {
    let mut text = flat.trim_end_matches(['。', '*']);
    while text.ends_with(['）', ')']) {
        let Some(at) = text.rfind(['（', '(']) else {
            break;
        };
        if text[at..].chars().count() > 22 || at == 0 {
            break;
        }
        text = &text[..at];
    }
    text
}

fn is_ended(flat: &str) -> bool {
    let text = without_note(flat);
    ENDINGS.iter().any(|end| text.ends_with(end))
}

fn is_whole(text: &str) -> bool {
    let bare = without_note(text);
    let ending = ENDINGS
        .iter()
        .filter(|end| bare.ends_with(**end))
        .map(|end| end.len())
        .max()
        .unwrap_or(0);
    let before = &bare[..bare.len() - ending];
    ending > 0
        && (ITEMS.iter().any(|item| before.contains(item)) || number::item_number(before).is_some())
}

/// A title starts with 关于 or 对, or names a meeting, a number or a quoted item.
fn is_begun(text: &str) -> bool {
    text.starts_with('对')
        || text.contains("关于")
        || (text.contains('届') && text.contains('次'))
        || text.contains(['《', '“', '「'])
        || organ_before_to(text)
        || (number::item_number(text).is_some() && text.contains("政协"))
}

/// 某某局对某某建议的答复.
fn organ_before_to(text: &str) -> bool {
    text.split_once('对')
        .is_some_and(|(before, _)| organ::is_name(before))
}

fn can_be_part(line: &Line) -> bool {
    let length = line.flat.chars().count();
    length <= 60
        && !line.flat.contains(['。', '；', '！'])
        && !line.flat.ends_with(['：', ':', '，'])
        && number::document_number(&line.text).is_none()
        && marks::at_start(&line.flat).is_none()
        && label::find(line).is_empty()
}

/// Finds every title of a letter, in order.
pub fn find_all(lines: &[Line]) -> Vec<Title> {
    let mut out: Vec<Title> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if !is_ended(&line.flat) || !can_be_part(line) {
            continue;
        }
        let Some(title) = ending_at(lines, at) else {
            continue;
        };
        match out.last_mut() {
            // The same title again, as web pages print it, or a longer one over it.
            Some(last) if last.last >= title.first => *last = title,
            _ => out.push(title),
        }
    }
    out
}

fn ending_at(lines: &[Line], last: usize) -> Option<Title> {
    let floor = last.saturating_sub(4);
    let mut text = String::new();
    let mut best: Option<Title> = None;
    for first in (floor..=last).rev() {
        let line = &lines[first];
        if !can_be_part(line) {
            break;
        }
        // An organ on its own line is the head, not the title.
        if first < last && organ::from_head(&line.flat).is_some() && !line.flat.contains("关于") {
            break;
        }
        text.insert_str(0, &line.flat);
        if text.chars().count() > 160 {
            break;
        }
        let whole = is_whole(&text);
        let begun = is_begun(&text);
        if whole && begun {
            best = Some(Title {
                first,
                last,
                text: text.clone(),
            });
            // 关于 at the end of the line above: 某某局关于 / 市十八届…
            let above = first.checked_sub(1).map(|at| lines[at].flat.as_str());
            let goes_on = above.is_some_and(|a| a.ends_with("关于") || a.ends_with('对'))
                || starts_inside(&line.flat);
            if !goes_on {
                break;
            }
        }
    }
    if best.is_none() {
        let own = &lines[last];
        let strong = is_whole(&own.flat)
            && (number::item_number(&own.flat).is_some()
                || own.flat.contains("代表")
                || own.flat.contains("委员"));
        if strong {
            best = Some(Title {
                first: last,
                last,
                text: own.flat.clone(),
            });
        }
    }
    best
}

/// A line that can only be the rest of the one above: 第037号建议的答复, 次会议第…
fn starts_inside(flat: &str) -> bool {
    flat.starts_with("第")
        || flat.starts_with("建议")
        || flat.starts_with("提案")
        || flat.starts_with('的')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::lines::lines;

    fn titles(text: &str) -> Vec<String> {
        find_all(&lines(text).lines)
            .into_iter()
            .map(|t| t.text)
            .collect()
    }

    #[test]
    fn titles_of_one_and_more_lines() {
        for (text, want) in [
            (
                "对区第十五届人大二次会议\n第037号建议的答复\n林小满代表：",
                "对区第十五届人大二次会议第037号建议的答复",
            ),
            (
                "青石市教育局\n对市七届人大第四次会议第68号建议答复的函",
                "对市七届人大第四次会议第68号建议答复的函",
            ),
            (
                "青石县教育局关于第十八届人大一次会议第105号建议的答复函",
                "青石县教育局关于第十八届人大一次会议第105号建议的答复函",
            ),
            (
                "关于对政协青石县第十届委员会\n第二次会议第14号提案的\n复函",
                "关于对政协青石县第十届委员会第二次会议第14号提案的复函",
            ),
            (
                "青石县教育局关于\n县人大二次会议第3号建议的答复",
                "青石县教育局关于县人大二次会议第3号建议的答复",
            ),
            (
                "关于“加强培训”提案的会办意见（B类）",
                "关于“加强培训”提案的会办意见（B类）",
            ),
            (
                "关于林小满代表所提建议的答复",
                "关于林小满代表所提建议的答复",
            ),
        ] {
            assert_eq!(titles(text), [want], "{text}");
        }
    }

    #[test]
    fn headings_and_sentences_are_no_titles() {
        for text in [
            "二、几点建议的答复",
            "以上答复您是否满意，请反馈。",
            "现将办理情况答复如下：",
            "关于加强培训的建议",
            "（一）关于“办班”的问题",
            "",
        ] {
            assert!(titles(text).is_empty(), "{text}");
        }
    }
}
