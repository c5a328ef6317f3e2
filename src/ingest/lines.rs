//! A decoded text as lines that remember their number, free of Word's residues and page numbers.
//!
//! Every field of a paper says which line it was read from, so numbers are those of the text as it
//! came in (from 1) and blank lines count. Invariant: a kept line has text, and its `flat` form has
//! no blank beside a Chinese character.

use crate::text::clean;

/// A line of a paper that has text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number in the decoded text, from 1.
    pub number: usize,
    /// The line as it stands, without blanks at its ends.
    pub text: String,
    /// The same for matching: widths folded, blanks beside Chinese characters dropped.
    pub flat: String,
    /// Whether it began with an indent, as paragraphs do.
    pub indented: bool,
}

/// The lines of a paper and what cleaning had to replace.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    /// Lines with text, in order.
    pub lines: Vec<Line>,
    /// Signs dropped or replaced because no terminal may get them.
    pub replaced: usize,
    /// How many lines the decoded text has, blank ones counted.
    pub total: usize,
}

/// Cleans a decoded text and cuts it into lines; the only place where `ingest` cleans a paper.
pub fn lines(text: &str) -> Lines {
    let cleaned = clean::paper(text);
    let mut kept = Vec::new();
    let mut total = 0;
    for (at, raw) in cleaned.text.split('\n').enumerate() {
        total = at + 1;
        let text = without_residue(raw);
        let trimmed = text.trim();
        if trimmed.is_empty() || is_page_number(trimmed) {
            continue;
        }
        kept.push(Line {
            number: at + 1,
            flat: flat(trimmed),
            indented: text.starts_with([' ', '\u{3000}', '\t']),
            text: trimmed.to_string(),
        });
    }
    Lines {
        lines: rejoined(kept),
        replaced: cleaned.replaced,
        total,
    }
}

/// Drops what Word leaves in plain text: `[bookmark: _GoBack]`.
fn without_residue(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(start) = rest.find("[bookmark:") {
        out.push_str(&rest[..start]);
        let after = &rest[start..];
        rest = after.find(']').map_or("", |end| &after[end + 1..]);
    }
    out.push_str(rest);
    out
}

/// Tells whether a line is nothing but a page number: `－ 4 －`, `— 1 —`, `( － 4 － )`, `第 3 页 共 5 页`.
fn is_page_number(text: &str) -> bool {
    let flat = flat(text);
    let bare: String = flat
        .chars()
        .filter(|c| !matches!(c, '(' | ')' | '（' | '）' | ' '))
        .collect();
    let dash = |c: char| matches!(c, '-' | '－' | '—' | '–' | '―' | '─' | '﹣' | '·' | '•');
    let inner = bare.trim_matches(dash);
    let is_number =
        |s: &str| !s.is_empty() && s.len() <= 4 && s.bytes().all(|b| b.is_ascii_digit());
    if inner.len() < bare.len() && is_number(inner) {
        return true;
    }
    let Some(page) = bare.strip_prefix('第').and_then(|s| s.split_once('页')) else {
        return false;
    };
    let rest = page.1.trim_start_matches(['，', ',', '/']);
    is_number(page.0)
        && (rest.is_empty()
            || rest
                .strip_prefix('共')
                .and_then(|s| s.strip_suffix('页'))
                .is_some_and(is_number))
}

/// Folds a line for matching: full-width letters and digits become plain, blanks beside a wide
/// character go, other runs of blanks become one.
pub fn flat(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = false;
    for c in text.trim().chars() {
        if c.is_whitespace() {
            blank = true;
            continue;
        }
        let c = folded(c);
        if blank {
            blank = false;
            let before_is_plain = out.chars().next_back().is_some_and(|b| b.is_ascii());
            if before_is_plain && c.is_ascii() {
                out.push(' ');
            }
        }
        out.push(c);
    }
    out
}

/// Returns a text as one line: a title broken in its cell is one title.
pub fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for part in text.lines().map(str::trim).filter(|part| !part.is_empty()) {
        let plain = |c: Option<char>| c.is_some_and(|c| c.is_ascii());
        if plain(out.chars().next_back()) && plain(part.chars().next()) {
            out.push(' ');
        }
        out.push_str(part);
    }
    while out.trim() != out || !clean::is_clean_line(&out) {
        out = clean::line(out.trim()).text;
    }
    out
}

fn folded(c: char) -> char {
    match c {
        '\u{FF10}'..='\u{FF19}' | '\u{FF21}'..='\u{FF3A}' | '\u{FF41}'..='\u{FF5A}' => {
            char::from_u32(c as u32 - 0xFEE0).unwrap_or(c)
        }
        '\u{2F00}'..='\u{2FDF}' => radical(c),
        '號' => '号',
        '﹕' | '︰' | '∶' => '：',
        _ => c,
    }
}

/// Some PDF writers give Kangxi radicals for everyday characters; those that matter for reading.
fn radical(c: char) -> char {
    const PAIRS: [(char, char); 14] = [
        ('⼀', '一'),
        ('⼆', '二'),
        ('⼋', '八'),
        ('⼗', '十'),
        ('⼈', '人'),
        ('⼤', '大'),
        ('⼯', '工'),
        ('⽅', '方'),
        ('⽇', '日'),
        ('⽉', '月'),
        ('⽔', '水'),
        ('⽣', '生'),
        ('⾏', '行'),
        ('⾦', '金'),
    ];
    PAIRS
        .iter()
        .find(|(from, _)| *from == c)
        .map_or(c, |(_, to)| *to)
}

/// Joins lines that were broken at a fixed width (PDF, scans, mails) back into paragraphs.
///
/// A text counts as broken when at least eight lines and half of all are as long as the longest
/// ones and end inside a sentence; chosen by us from papers typed at 28 to 40 characters a line.
fn rejoined(lines: Vec<Line>) -> Vec<Line> {
    let widths: Vec<usize> = lines.iter().map(|line| line.text.chars().count()).collect();
    let mut sorted = widths.clone();
    sorted.sort_unstable();
    // The ninth decile stands for a full line; the longest may be a stray.
    let Some(full) = sorted.get(sorted.len() * 9 / 10).copied() else {
        return lines;
    };
    if !(20..=60).contains(&full) || widths.iter().any(|w| *w > full * 2) {
        return lines;
    }
    let is_full = |at: usize| widths[at] + 3 >= full && !ends_sentence(&lines[at].text);
    let count = (0..lines.len()).filter(|at| is_full(*at)).count();
    if count < 8 || count * 2 < lines.len() {
        return lines;
    }
    // Rows of a table are as alike as broken lines, but no sentence ever ends in them.
    let ends = lines.iter().filter(|l| ends_sentence(&l.text)).count();
    if ends * 20 < lines.len() || lines.iter().any(|l| l.text.contains('\t')) {
        return lines;
    }
    let joins: Vec<bool> = (0..lines.len())
        .map(|at| at > 0 && widths[at - 1] + 3 >= full && !lines[at].indented)
        .collect();
    let mut out: Vec<Line> = Vec::new();
    let mut grown: Vec<usize> = Vec::new();
    for (line, join) in lines.into_iter().zip(joins) {
        match out.last_mut() {
            Some(last) if join && !starts_part(&line.flat) && last.text.len() < LONGEST_BYTES => {
                last.text.push_str(&line.text);
                grown.push(out.len() - 1);
            }
            _ => out.push(line),
        }
    }
    grown.dedup();
    for at in grown {
        out[at].flat = flat(&out[at].text);
    }
    out
}

/// A paragraph put together from broken lines stays below this; no paper's is longer.
const LONGEST_BYTES: usize = 12_000;

fn ends_sentence(text: &str) -> bool {
    text.ends_with(['。', '！', '？', '：', ':', '；', '”', '）'])
}

/// A line that opens a numbered part or a label is never the rest of the line above.
fn starts_part(flat: &str) -> bool {
    super::paper::marks::at_start(flat).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_numbers_count_blank_lines_and_residues_go() {
        let read = lines(
            "\n\u{a0}甲\u{a0}乙\n\n( － 4 － )\n[bookmark: _GoBack]丙\n— 1 —\n第 2 页 共 9 页\n丁",
        );
        let got: Vec<(usize, &str)> = read
            .lines
            .iter()
            .map(|l| (l.number, l.text.as_str()))
            .collect();
        assert_eq!(got, [(2, "甲 乙"), (5, "丙"), (8, "丁")]);
    }

    #[test]
    fn blanks_inside_chinese_words_do_not_hinder_matching() {
        for (text, want) in [
            ("抄    送：区人大", "抄送：区人大"),
            ("2023 年4月12日", "2023年4月12日"),
            ("类　别：Ｂ", "类别：B"),
            ("a  b", "a b"),
            ("", ""),
            ("  ", ""),
        ] {
            assert_eq!(flat(text), want);
        }
    }

    #[test]
    fn a_year_or_a_heading_is_no_page_number() {
        for text in ["2017", "一、", "第3页的建议", "-", "（一）", "12"] {
            assert!(!is_page_number(text), "{text}");
        }
    }

    #[test]
    fn lines_broken_at_a_fixed_width_become_paragraphs_again() {
        let row = "我区高度重视职工技能提升工作并连续多年安排专项资金用于培训";
        let text = format!(
            "{}到此为止。\n　　下一段从这里开始。",
            format!("{row}\n").repeat(10)
        );
        let read = lines(&text);
        assert_eq!(read.lines.len(), 2);
        assert_eq!(read.lines[1].number, 12);
    }
}
