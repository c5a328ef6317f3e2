//! The headings of a letter, for going to one.
//!
//! Levels are those of official papers (GB/T 9704-2012, 7.3.3: 一、 then （一） then 1. then （1）), with
//! 第N部分 and 第N章 above them. A paragraph that begins with a number is a heading by its first
//! sentence, for the lower levels are run into their text.

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Index of its paragraph.
    pub paragraph: usize,
    /// How deep it stands, from 0.
    pub level: usize,
    /// Its first sentence, with its number.
    pub title: String,
}

/// Characters of a title that are shown: a line of an official paper.
const TITLE_CHARS: usize = 28;

/// Lists the headings of a text given by paragraphs.
pub fn headings<'a>(paragraphs: impl IntoIterator<Item = &'a str>) -> Vec<Heading> {
    let numbered = paragraphs.into_iter().enumerate();
    numbered
        .filter_map(|(paragraph, text)| {
            let text = text.trim();
            let level = level(text)?;
            let end = text.find(['。', '；', '！', '？']).unwrap_or(text.len());
            let title = text[..end].chars().take(TITLE_CHARS).collect();
            Some(Heading {
                paragraph,
                level,
                title,
            })
        })
        .collect()
}

/// Returns how deep a paragraph stands by its number; nothing when it has none.
fn level(text: &str) -> Option<usize> {
    let chinese = |c: char| "一二三四五六七八九十百〇零".contains(c);
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    if let Some(rest) = text.strip_prefix('第') {
        let (_, rest) = number(rest, |c| chinese(c) || digit(c))?;
        let is_part = ["部分", "章", "编"]
            .iter()
            .any(|word| rest.starts_with(word));
        return is_part.then_some(0);
    }
    if let Some(rest) = text.strip_prefix(['（', '(']) {
        let (level, rest) = match number(rest, chinese) {
            Some((_, rest)) => (2, rest),
            None => (4, number(rest, digit)?.1),
        };
        return rest.starts_with(['）', ')']).then_some(level);
    }
    if let Some((_, rest)) = number(text, chinese) {
        return rest.starts_with('、').then_some(1);
    }
    let (digits, rest) = number(text, digit)?;
    // 3.5万元 is an amount; a chapter has no more than two digits.
    let goes_on = rest.chars().nth(1).is_some_and(|c| !digit(c));
    (digits <= 2 && rest.starts_with(['.', '．', '、']) && goes_on).then_some(3)
}

/// Cuts a number off the head of a text; returns its length in characters and what follows.
fn number(text: &str, is_part: impl Fn(char) -> bool) -> Option<(usize, &str)> {
    let rest = text.trim_start_matches(is_part);
    let chars = text[..text.len() - rest.len()].chars().count();
    (chars > 0).then_some((chars, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_told_by_their_numbers() {
        for (text, expected) in [
            ("第一部分 总体情况", Some(0)),
            ("第2章　培训", Some(0)),
            ("　　一、关于培训", Some(1)),
            ("十二、关于宣传", Some(1)),
            ("（一）摸清底数。全区现有技师12名。", Some(2)),
            ("1.开设夜校。", Some(3)),
            ("１．开设夜校", Some(3)),
            ("2、开设夜校", Some(3)),
            ("（1）周末班", Some(4)),
            ("(3)周末班", Some(4)),
            ("3.5万元已经拨付", None),
            ("2026.5", None),
            ("2026、2027年", None),
            ("一是开设夜校", None),
            ("第三，开设夜校", None),
            ("（全文完）", None),
            ("十分感谢您的建议", None),
            ("1.", None),
            ("", None),
            ("e\u{301}", None),
        ] {
            let found = headings([text]).first().map(|heading| heading.level);
            assert_eq!(found, expected, "{text:?}");
        }
    }

    #[test]
    fn a_title_is_the_first_sentence_and_no_longer_than_a_line() {
        let long = format!("一、{}", "长".repeat(60));
        let found = headings(["", "（一）摸清底数。全区现有技师12名。", &long]);
        assert_eq!(
            (found[0].paragraph, found[0].title.as_str()),
            (1, "（一）摸清底数")
        );
        assert_eq!(found[1].title.chars().count(), TITLE_CHARS);
    }
}
