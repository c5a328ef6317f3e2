//! A letter as the checks read it: characters, lines, quantities, and what stands where.
//!
//! Apart from `ingest`, which fills fields: a check needs places in the text and must read a draft
//! that is half written. What cannot be told stays empty, and the checks that need it say nothing.

use std::ops::Range;

use super::number::{self, Quantity};

/// A text read for the checks; offsets are characters.
pub struct Paper {
    /// The characters.
    pub(super) chars: Vec<char>,
    /// The lines without their ends.
    pub(super) lines: Vec<Range<usize>>,
    /// Every number with its unit, in order.
    pub(super) quantities: Vec<Quantity>,
    /// What stands where.
    pub(super) form: Form,
}

/// The parts of a letter, as line numbers or places.
#[derive(Debug, Default)]
pub(super) struct Form {
    /// The line of the organ's name above the title.
    pub organ: Option<Range<usize>>,
    /// The document's own number, in its line.
    pub number: Option<Range<usize>>,
    /// The class letter.
    pub class: Option<(usize, char)>,
    /// The title, over all its lines.
    pub title: Option<Range<usize>>,
    /// The salutation without its colon.
    pub salutation: Option<Range<usize>>,
    /// From the salutation's end to the signature.
    pub body: Range<usize>,
    /// The organ as signed.
    pub signature: Option<Range<usize>>,
    /// The line of the date.
    pub date: Option<Range<usize>>,
}

impl Paper {
    /// Reads a text.
    pub fn read(text: &str) -> Paper {
        let chars: Vec<char> = text.chars().collect();
        let lines = lines(&chars);
        let quantities = number::quantities(&chars);
        let form = form(&chars, &lines);
        Paper {
            chars,
            lines,
            quantities,
            form,
        }
    }

    /// Returns the words of a span.
    pub fn words(&self, span: &Range<usize>) -> String {
        self.chars
            .get(span.clone())
            .unwrap_or_default()
            .iter()
            .collect()
    }

    /// Returns line and column of a place, both from 1.
    pub fn place(&self, at: usize) -> (usize, usize) {
        let line = self.lines.partition_point(|own| own.end < at);
        let start = self.lines.get(line).map_or(0, |own| own.start);
        (line + 1, at.saturating_sub(start) + 1)
    }

    /// Tells whether a word stands at a place.
    pub(super) fn at(&self, at: usize, word: &str) -> bool {
        stands(&self.chars, at, word)
    }

    /// Returns the quantities that lie in a span.
    pub(super) fn quantities_in(&self, span: &Range<usize>) -> &[Quantity] {
        let from = self
            .quantities
            .partition_point(|own| own.span.start < span.start);
        let to = self
            .quantities
            .partition_point(|own| own.span.start < span.end);
        &self.quantities[from..to.max(from)]
    }

    /// Returns the sentences: ranges between 。！？ and line ends, marks not included.
    pub(super) fn sentences(&self) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        for line in &self.lines {
            let mut start = line.start;
            for at in line.clone() {
                if matches!(self.chars[at], '。' | '！' | '？' | '!' | '?') {
                    found.push(start..at);
                    start = at + 1;
                }
            }
            found.push(start..line.end);
        }
        found.retain(|own| own.start < own.end);
        found
    }
}

/// Tells whether a word stands at a place.
#[inline]
pub(super) fn stands(chars: &[char], at: usize, word: &str) -> bool {
    let mut rest = chars.get(at..).unwrap_or_default().iter();
    word.chars().all(|c| rest.next() == Some(&c))
}

/// Returns where a word stands first in a part of the text.
pub(super) fn find(chars: &[char], span: &Range<usize>, word: &str) -> Option<usize> {
    let own = chars.get(span.start..span.end.min(chars.len()))?;
    let first = word.chars().next()?;
    let mut places = own.iter().enumerate().filter(|(_, c)| **c == first);
    let place = places.find(|(at, _)| stands(own, *at, word));
    place.map(|(at, _)| span.start + at)
}

/// Tells whether a part of the text has one of some words.
pub(super) fn has(chars: &[char], span: &Range<usize>, words: &[&str]) -> bool {
    words.iter().any(|word| find(chars, span, word).is_some())
}

/// Tells whether a character is one of Chinese writing.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{3134F}' | '〇')
}

/// Returns the value of a digit, half or full width.
pub(super) fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}

fn lines(chars: &[char]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, c) in chars.iter().enumerate() {
        if *c == '\n' {
            let end = if at > start && chars[at - 1] == '\r' {
                at - 1
            } else {
                at
            };
            found.push(start..end);
            start = at + 1;
        }
    }
    found.push(start..chars.len());
    found
}

/// Returns a range without the spaces at its ends.
pub(super) fn trimmed(chars: &[char], span: &Range<usize>) -> Range<usize> {
    let mut own = span.clone();
    while own.start < own.end && chars[own.start].is_whitespace() {
        own.start += 1;
    }
    while own.start < own.end && chars[own.end - 1].is_whitespace() {
        own.end -= 1;
    }
    own
}

/// Titles are one to three lines of at most this many characters. Chosen by us over the papers read.
const TITLE_LINE: usize = 60;
/// A salutation is at most this long: ten deputies by name. Chosen by us.
const SALUTATION: usize = 80;
/// How many lines stand between title and salutation at most. Chosen by us.
const TO_SALUTATION: usize = 4;

fn form(chars: &[char], lines: &[Range<usize>]) -> Form {
    let own: Vec<Range<usize>> = lines
        .iter()
        .map(|line| trimmed(chars, line))
        .filter(|line| line.start < line.end)
        .collect();
    let mut form = Form {
        body: 0..chars.len(),
        ..Form::default()
    };
    let Some(title) = own.iter().position(|line| is_title_end(chars, line)) else {
        // A letter whose head is set elsewhere begins with whom it addresses.
        let first = own.first().filter(|line| is_salutation(chars, line));
        form.salutation = first.and_then(|line| {
            let colon = line.clone().find(|at| matches!(chars[*at], '：' | ':'))?;
            let named = ["代表", "委员"].iter();
            let ends = named
                .clone()
                .any(|word| stands(chars, colon.saturating_sub(2), word));
            ends.then_some(line.start..colon)
        });
        return form;
    };
    let mut first = title;
    while first > 0 && title - first < 2 && goes_on(chars, &own[first - 1]) {
        first -= 1;
    }
    form.title = Some(own[first].start..own[title].end);
    for line in own[..first].iter().rev().take(6) {
        if form.number.is_none() {
            form.number = number_in(chars, line);
        }
        if form.class.is_none() {
            form.class = class_in(chars, line);
        }
        if form.organ.is_none() && is_organ(chars, line) {
            form.organ = Some(head_organ(chars, line));
        }
    }
    let after = own.iter().enumerate().skip(title + 1);
    let salutation = after
        .take(TO_SALUTATION)
        .find(|(_, line)| is_salutation(chars, line));
    let mut from = title + 1;
    if let Some((at, line)) = salutation {
        let colon = line.clone().find(|at| matches!(chars[*at], '：' | ':'));
        form.salutation = Some(line.start..colon.unwrap_or(line.end));
        from = at + 1;
    }
    let start = own.get(from).map_or(chars.len(), |line| line.start);
    form.body = start..chars.len();
    // The signature is the organ's line right above the date.
    for at in from..own.len() {
        if is_date_line(chars, &own[at]) {
            form.date = Some(own[at].clone());
            form.body.end = own[at].start;
            if at > from && is_organ(chars, &own[at - 1]) {
                form.signature = Some(own[at - 1].clone());
                form.body.end = own[at - 1].start;
            }
            break;
        }
    }
    form
}

fn len(line: &Range<usize>) -> usize {
    line.end - line.start
}

fn is_title_end(chars: &[char], line: &Range<usize>) -> bool {
    /// What is answered.
    const MATTERS: &[&str] = &["建议", "建议案", "提案", "书面意见"];
    /// What the letter is to it, in the words of our templates and of the papers read.
    const LETTERS: &[&str] = &[
        "的答复",
        "的答复函",
        "的复函",
        "的答复意见",
        "答复的函",
        "办理情况的答复",
        "的协办意见",
        "的会办意见",
        "的分办意见",
        "的分办答复",
        "的分办答复函",
        "分办答复的函",
        "的再答复",
        "的再答复函",
        "再答复的函",
        "协办意见的函",
        "会办意见的函",
        "承办单位的函",
        "退办的函",
        "延期办理的函",
        "延期答复的请示",
    ];
    if len(line) > TITLE_LINE {
        return false;
    }
    let words: String = chars[line.clone()]
        .iter()
        .filter(|c| !c.is_whitespace())
        .collect();
    // 的函 alone ends many a title that answers nothing, so what it is about stands there by its number: the
    // second line of our own requests, 第037号建议的函.
    let numbered = |rest: &str| {
        let what = rest
            .rsplit_once('第')
            .and_then(|(_, own)| own.split_once('号'));
        what.is_some_and(|(number, what)| !number.is_empty() && MATTERS.contains(&what))
    };
    let mut matters = LETTERS.iter().filter_map(|own| words.strip_suffix(own));
    matters.any(|rest| MATTERS.iter().any(|own| rest.ends_with(own)))
        || words.strip_suffix("的函").is_some_and(numbered)
}

/// A line above the title's last one that belongs to the title.
fn goes_on(chars: &[char], line: &Range<usize>) -> bool {
    let begins = ["对", "关于", "《"]
        .iter()
        .any(|word| stands(chars, line.start, word));
    len(line) <= TITLE_LINE
        && (begins || has(chars, line, &["次会议", "人大", "政协"]))
        && !has(
            chars,
            line,
            &["。", "：", "〔", "文件", "号建议", "代表建议、"],
        )
}

fn is_organ(chars: &[char], line: &Range<usize>) -> bool {
    const ENDS: &[&str] = &[
        "局",
        "委",
        "委员会",
        "政府",
        "总工会",
        "办公室",
        "联合会",
        "中心",
        "部",
        "厅",
        "院",
        "会",
        "公司",
        "处",
        "队",
        "文件",
        "行",
        "所",
        "校",
    ];
    let words: String = chars[line.clone()]
        .iter()
        .filter(|c| !c.is_whitespace())
        .collect();
    (3..=30).contains(&words.chars().count())
        && words.chars().all(|c| is_han(c) || matches!(c, '（' | '）'))
        && ENDS.iter().any(|end| words.ends_with(end))
        && !words.contains("答复")
}

fn head_organ(chars: &[char], line: &Range<usize>) -> Range<usize> {
    let mut own = line.clone();
    if len(line) > 4 && stands(chars, line.end - 2, "文件") {
        own.end -= 2;
    }
    own
}

/// Returns the document number in a line: from its first character to 号.
fn number_in(chars: &[char], line: &Range<usize>) -> Option<Range<usize>> {
    let open = line
        .clone()
        .find(|at| matches!(chars[*at], '〔' | '[' | '［' | '(' | '（' | '【' | '﹝'))?;
    let end = (open..line.end).find(|at| chars[*at] == '号')? + 1;
    let year = (open + 1..end).take_while(|at| digit(chars[*at]).is_some());
    let start = (line.start..open)
        .rev()
        .take_while(|at| is_han(chars[*at]))
        .last()?;
    (year.count() >= 2).then_some(start..end)
}

/// Returns the class letter of a line such as 类别B, 类 别：B, 分类：A.
fn class_in(chars: &[char], line: &Range<usize>) -> Option<(usize, char)> {
    let words: Vec<usize> = line
        .clone()
        .filter(|at| !chars[*at].is_whitespace() && !matches!(chars[*at], '：' | ':'))
        .collect();
    let plain: Vec<char> = words.iter().map(|at| chars[*at]).collect();
    let at =
        (0..plain.len()).find(|at| stands(&plain, *at, "类别") || stands(&plain, *at, "分类"))?;
    let letter = *plain.get(at + 2)?;
    let letter = match letter {
        'Ａ'..='Ｆ' => char::from_u32(letter as u32 - 'Ａ' as u32 + 'A' as u32)?,
        other => other,
    };
    let alone = plain.get(at + 3).is_none_or(|c| *c == '类');
    (alone && ('A'..='F').contains(&letter)).then(|| (words[at + 2], letter))
}

fn is_salutation(chars: &[char], line: &Range<usize>) -> bool {
    let Some(colon) = line.clone().find(|at| matches!(chars[*at], '：' | ':')) else {
        return false;
    };
    let rest: String = chars[colon + 1..line.end].iter().collect();
    let greets = rest.trim().is_empty() || rest.contains("好") && rest.chars().count() < 8;
    len(line) <= SALUTATION
        && greets
        && colon > line.start + 1
        && !has(chars, line, &["如下", "收悉", "。", "电话", "抄送", "附件"])
}

/// Tells whether a line is nothing but a date: 2017年5月5日, 二〇一七年五月五日.
fn is_date_line(chars: &[char], line: &Range<usize>) -> bool {
    let words: Vec<char> = chars[line.clone()]
        .iter()
        .copied()
        .filter(|c| !c.is_whitespace())
        .collect();
    let ends = words.last() == Some(&'日');
    ends && words.len() <= 14
        && words.contains(&'年')
        && words.contains(&'月')
        && words
            .iter()
            .all(|c| digit(*c).is_some() || "年月日〇○零一二三四五六七八九十0XxＸ×".contains(*c))
}
