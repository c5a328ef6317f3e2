//! Numbering as official papers use it: 一、 （一） 1. （1） 一是 第一, and ①.
//!
//! Apart because sections of letters, asks of forms and sections of sources are all found by it.
//! Order of levels: GB/T 9704 practice, 一、（一）1.（1）; 一是 and 第一 stand at any of them.

use super::han;

/// A level of numbering.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// 一、
    Comma,
    /// （一）
    Bracket,
    /// 1. or 1、
    Digit,
    /// （1）
    DigitBracket,
    /// 一是
    Is,
    /// 第一，
    Ordinal,
    /// ①
    Circle,
}

/// A numbering mark: its level, its ordinal, and its length in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The level.
    pub level: Level,
    /// From 1.
    pub ordinal: u32,
    /// Bytes of the mark itself.
    pub len: usize,
}

fn mark(level: Level, ordinal: u32, len: usize) -> Option<Mark> {
    (1..=60).contains(&ordinal).then_some(Mark {
        level,
        ordinal,
        len,
    })
}

/// Reads the numbering mark that a flat line starts with.
pub fn at_start(flat: &str) -> Option<Mark> {
    let first = flat.chars().next()?;
    if let '①'..='⑳' = first {
        return mark(
            Level::Circle,
            first as u32 - '①' as u32 + 1,
            first.len_utf8(),
        );
    }
    if let '㈠'..='㈩' = first {
        return mark(
            Level::Bracket,
            first as u32 - '㈠' as u32 + 1,
            first.len_utf8(),
        );
    }
    if let '⒈'..='⒛' = first {
        return mark(
            Level::Digit,
            first as u32 - '⒈' as u32 + 1,
            first.len_utf8(),
        );
    }
    if matches!(first, '（' | '(') {
        let rest = &flat[first.len_utf8()..];
        let end = rest
            .char_indices()
            .take(6)
            .find(|(_, c)| matches!(c, '）' | ')'))?
            .0;
        let inner = &rest[..end];
        let close = rest[end..].chars().next()?.len_utf8();
        let value = han::numeral(inner)?;
        let level = if inner.bytes().all(|b| b.is_ascii_digit()) {
            Level::DigitBracket
        } else {
            Level::Bracket
        };
        return mark(level, value, first.len_utf8() + end + close);
    }
    let ordinal = first == '第';
    let body = if ordinal {
        &flat['第'.len_utf8()..]
    } else {
        flat
    };
    // A numeral of more than five characters numbers nothing.
    let end = body
        .char_indices()
        .take(6)
        .find(|(_, c)| !han::is_numeral_char(*c))?
        .0;
    let (numeral, rest) = body.split_at(end);
    let value = han::numeral(numeral)?;
    let next = rest.chars().next()?;
    let lead = flat.len() - body.len() + end;
    let plain = numeral.bytes().all(|b| b.is_ascii_digit());
    if ordinal {
        return match next {
            '，' | '、' | ',' | '：' | ':' => {
                mark(Level::Ordinal, value, lead + next.len_utf8())
            }
            '是' => mark(Level::Ordinal, value, lead + next.len_utf8()),
            _ => None,
        };
    }
    match (plain, next) {
        (true, '.' | '．' | '、') => {
            // 3.5万 and 2.4 are figures, 2017、2018年 are years.
            let after = rest[next.len_utf8()..].chars().next();
            let figure = after.is_some_and(|c| c.is_ascii_digit());
            if figure || numeral.len() > 2 {
                None
            } else {
                mark(Level::Digit, value, lead + next.len_utf8())
            }
        }
        (false, '、' | '．' | '.') => mark(Level::Comma, value, lead + next.len_utf8()),
        (false, '是' | '要') => mark(Level::Is, value, lead + next.len_utf8()),
        _ => None,
    }
}

/// A numbered part: where its mark stands, and its leading sentence with the mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Index of the line in the slice that was searched.
    pub line: usize,
    /// The mark.
    pub mark: Mark,
    /// From the mark to the end of its first sentence.
    pub text: String,
}

impl Part {
    /// Returns the text without its mark and without the stop at its end.
    pub fn bare(&self) -> &str {
        self.text[self.mark.len.min(self.text.len())..]
            .trim_start_matches(['，', '、', '：', ':', ' '])
            .trim_end_matches(['。', '；', ';', '：', ':'])
    }
}

/// Finds the parts of the topmost numbering used at the starts of lines, or failing that inside them.
pub fn topmost<'a>(flats: impl Iterator<Item = &'a str> + Clone) -> Vec<Part> {
    let at_lines: Vec<Part> = flats
        .clone()
        .enumerate()
        .filter_map(|(line, flat)| {
            let mark = at_start(flat)?;
            Some(Part {
                line,
                mark,
                text: leading_sentence(flat, mark.len),
            })
        })
        .collect();
    let first = run_of(&at_lines, Level::Comma);
    if first.len() >= 2 {
        return first;
    }
    let mut best: Vec<Part> = Vec::new();
    for level in [
        Level::Bracket,
        Level::Is,
        Level::Digit,
        Level::Ordinal,
        Level::DigitBracket,
        Level::Circle,
    ] {
        let run = run_of(&at_lines, level);
        let earlier = |run: &[Part]| {
            best.first()
                .is_none_or(|b| run.first().is_some_and(|r| r.line < b.line))
        };
        if run.len() >= 2 && earlier(&run) {
            best = run;
        }
    }
    if best.is_empty() {
        best = inside(flats);
    }
    if best.is_empty() { first } else { best }
}

/// Keeps the parts of one level whose ordinals count up from one; a slip of one number is allowed.
fn run_of(parts: &[Part], level: Level) -> Vec<Part> {
    let mut run: Vec<Part> = Vec::new();
    for part in parts.iter().filter(|part| part.mark.level == level) {
        let last = run.last().map_or(0, |p| p.mark.ordinal);
        let fits = if last == 0 {
            part.mark.ordinal == 1
        } else {
            part.mark.ordinal > last && part.mark.ordinal <= last + 2
        };
        if fits {
            run.push(part.clone());
        }
    }
    run
}

/// Finds 一是 … 二是 … (or 1. 2., ①②, （1）（2）, 一、二、) inside paragraphs, where a sentence begins.
pub fn inside<'a>(flats: impl Iterator<Item = &'a str>) -> Vec<Part> {
    let mut all: Vec<Part> = Vec::new();
    for (line, flat) in flats.enumerate() {
        let mut sentence_starts = true;
        let mut after_comma = false;
        for (at, c) in flat.char_indices() {
            let here = &flat[at..];
            if let Some(mark) = at_start(here)
                && (sentence_starts
                    || (after_comma && mark.level == Level::Is)
                    || matches!(mark.level, Level::Circle)
                    || (mark.level == Level::DigitBracket && mark.len > 3))
            {
                all.push(Part {
                    line,
                    mark,
                    text: leading_sentence(here, mark.len),
                });
            }
            sentence_starts = matches!(c, '。' | '；' | '：' | ':' | ';' | '！' | '？');
            after_comma = matches!(c, '，' | ',' | '、');
        }
    }
    let mut best: Vec<Part> = Vec::new();
    for level in [
        Level::Comma,
        Level::Bracket,
        Level::Is,
        Level::Digit,
        Level::Ordinal,
        Level::DigitBracket,
        Level::Circle,
    ] {
        let run = run_of(&all, level);
        if run.len() >= 2 && best.is_empty() {
            best = run;
        }
    }
    best
}

/// Characters of a leading sentence: longer ones are paragraphs without a stop.
const LONGEST: usize = 300;

fn longest(text: &str, from: usize) -> usize {
    text[from..]
        .char_indices()
        .nth(LONGEST)
        .map_or(text.len(), |(at, _)| from + at)
}

/// Returns a part from its mark to the end of its first sentence.
///
/// 一是 parts often have their point in the first clause and the detail after it; the sentence is kept
/// whole, because cutting at a comma loses the object of the ask.
fn leading_sentence(text: &str, from: usize) -> String {
    let end = text[from..]
        .char_indices()
        .take(LONGEST)
        .find(|(_, c)| matches!(c, '。' | '；' | '！' | '？' | ';'))
        .map_or_else(|| longest(text, from), |(at, _)| from + at);
    text[..end].trim_end_matches(['：', ':']).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn levels(texts: &[&str]) -> Vec<String> {
        topmost(texts.iter().copied())
            .into_iter()
            .map(|p| p.text)
            .collect()
    }

    #[test]
    fn marks_are_read_and_figures_are_not() {
        for (text, level) in [
            ("一、情况", Some(Level::Comma)),
            ("（十二）关于", Some(Level::Bracket)),
            ("1.加强", Some(Level::Digit)),
            ("(3)加强", Some(Level::DigitBracket)),
            ("一是加强", Some(Level::Is)),
            ("第二，加强", Some(Level::Ordinal)),
            ("②加强", Some(Level::Circle)),
            ("3.5万名", None),
            ("2017年以来", None),
            ("第037号建议", None),
            ("一般来说", None),
            ("（此件公开发布）", None),
            ("", None),
        ] {
            assert_eq!(at_start(text).map(|m| m.level), level, "{text}");
        }
    }

    #[test]
    fn the_topmost_level_is_the_one_that_counts() {
        assert_eq!(
            levels(&[
                "引言",
                "一、甲。一是子。二是丑。",
                "（一）寅",
                "（二）卯",
                "二、乙"
            ]),
            ["一、甲", "二、乙"]
        );
        assert_eq!(levels(&["一是甲。", "文", "二是乙。", "三是丙"]).len(), 3);
        assert_eq!(
            levels(&["建议：一是甲，细节。二是乙；三是丙。"]),
            ["一是甲，细节", "二是乙", "三是丙"]
        );
        assert!(levels(&["没有编号的一段。", ""]).is_empty());
    }
}
