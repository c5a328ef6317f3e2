//! What Word, a web page or a scanner left behind.

use super::{
    Finding, Severity,
    paper::{Paper, digit, stands, trimmed},
    queue::Against,
};

/// The id.
pub(super) const ID: &str = "leftovers";

/// Where it begins, and the sign that ends it; an empty end is the word alone.
const WORDS: &[(&str, &str)] = &[
    ("[bookmark", "]"),
    ("[图片", "]"),
    ("[image", "]"),
    ("错误!未找到引用源", "。"),
    ("错误！未找到引用源", "。"),
    ("错误！未定义书签", "。"),
    ("Error! Reference source not found", "."),
    ("MERGEFORMAT", ""),
    ("HYPERLINK", ""),
    ("_GoBack", ""),
    ("_Toc", ""),
    ("PAGEREF", ""),
    ("<mark", ">"),
    ("</", ">"),
    ("<br", ">"),
    ("<p>", ""),
    ("<p ", ">"),
    ("<div", ">"),
    ("<span", ">"),
    ("<font", ">"),
    ("<strong", ">"),
    ("<table", ">"),
    ("<td", ">"),
    ("<img", ">"),
    ("&nbsp;", ""),
    ("&nbsp", ""),
    ("&lt;", ""),
    ("&gt;", ""),
    ("&amp;", ""),
    ("&quot;", ""),
    ("&ldquo;", ""),
    ("&rdquo;", ""),
    ("&#", ";"),
    ("&middot;", ""),
    ("锟斤拷", ""),
    ("烫烫烫", ""),
];

/// A mark longer than this is no mark. Chosen by us.
const LONGEST: usize = 120;

/// Checks the whole text.
pub(super) fn run(paper: &Paper, _: &Against, found: &mut Vec<Finding>) {
    let chars = &paper.chars;
    let mut at = 0;
    while at < chars.len() {
        let end = word(chars, at).unwrap_or(at);
        if end > at {
            let own = Finding::new(ID, "word", Severity::Warning, at..end);
            found.push(own.with("words", paper.words(&(at..end))).fix(""));
            at = end;
            continue;
        }
        let lost = matches!(
            chars[at],
            '\u{FFFD}' | '\u{200B}' | '\u{FEFF}' | '\u{B}' | '\u{C}' | '\u{7}' | '\u{1B}' | '\u{2}'
        );
        if lost {
            let own = Finding::new(ID, "sign", Severity::Warning, at..at + 1);
            let code = format!("U+{:04X}", chars[at] as u32);
            let own = own.with("code", code);
            // What the lost sign was, nobody knows.
            found.push(if chars[at] == '\u{FFFD}' {
                own
            } else {
                own.fix("")
            });
        }
        at += 1;
    }
    for line in &paper.lines {
        let own = trimmed(chars, line);
        if is_page(chars, &own) {
            found.push(Finding::new(ID, "page", Severity::Warning, own).fix(""));
        }
    }
}

fn word(chars: &[char], at: usize) -> Option<usize> {
    if !matches!(
        chars[at],
        '[' | '<' | '&' | '错' | 'E' | 'M' | 'H' | '_' | 'P' | '锟' | '烫'
    ) {
        return None;
    }
    let (word, close) = WORDS.iter().find(|(word, _)| stands(chars, at, word))?;
    let end = at + word.chars().count();
    if close.is_empty() {
        return Some(end);
    }
    let rest = chars[end..].iter().take(LONGEST);
    let line = rest.take_while(|c| **c != '\n');
    let stop = line.enumerate().find(|(_, c)| close.starts_with(**c));
    // The words end the line without their mark: they are found all the same.
    Some(stop.map_or(end, |(own, _)| end + own + 1))
}

/// － 4 －, ( － 4 － ), 第4页, 第 4 页 共 5 页.
fn is_page(chars: &[char], line: &std::ops::Range<usize>) -> bool {
    if line.end - line.start > 16 {
        return false;
    }
    let words: Vec<char> = chars[line.clone()]
        .iter()
        .copied()
        .filter(|c| !c.is_whitespace() && !matches!(c, '(' | ')' | '（' | '）'))
        .collect();
    let dash = |c: Option<&char>| c.is_some_and(|c| matches!(c, '－' | '-' | '—' | '–' | '―'));
    let figures =
        |own: &[char]| !own.is_empty() && own.len() <= 3 && own.iter().all(|c| digit(*c).is_some());
    if words.len() >= 3 && dash(words.first()) && dash(words.last()) {
        return figures(&words[1..words.len() - 1]);
    }
    let text: String = words.iter().collect();
    let plain = text.replace(|c| digit(c).is_some(), "");
    matches!(
        plain.as_str(),
        "第页" | "第页共页" | "第页，共页" | "第页/共页"
    ) && text != plain
}
