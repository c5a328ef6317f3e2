//! One label or row at a time: ranking the lines of a palette, filtering the rows of a list.
//!
//! Apart from the index because nothing is kept between queries. A palette ranks as names are ranked. A filter is
//! stricter: each word must stand in the text as one run of neighbouring characters, as itself or in pinyin.

use std::ops::Range;

use super::align::best_score;
use super::query::{Query, fold};
use super::readings::{self, first_letters, letter_bit};
use super::spans::{join, spans};
use super::symbol::{Opening, is_hit, symbols};

/// Returns the score of a label if every word of the query hits it; higher is better.
pub fn line_score(query: &Query, text: &str) -> Option<i32> {
    let words = query.name_words()?;
    let symbols = symbols(text, Opening::Any);
    words
        .iter()
        .map(|word| {
            if is_hit(&symbols, word) {
                best_score(&symbols, word)
            } else {
                None
            }
        })
        .sum()
}

/// Returns the byte ranges of a label that the query matched, for the labels shown.
pub fn line_spans(query: &Query, text: &str) -> Vec<Range<usize>> {
    query
        .asked()
        .map(|asked| spans(text, &symbols(text, Opening::Any), &asked))
        .unwrap_or_default()
}

/// Returns where the words of the query stand in a row, or nothing if one of them does not.
///
/// A word is found as it is (case and width apart) or as a run of neighbouring characters, each given itself, its
/// first letter (or zh, ch, sh) or a whole reading, the last one also the beginning of a reading: `gj` and
/// `gongji` find 工匠 as `gongjiang` does.
pub fn contains(query: &Query, text: &str) -> Option<Vec<Range<usize>>> {
    let mut found = Vec::new();
    for word in query.words() {
        found.push(find_run(&word.literal, text)?);
    }
    found.sort_by_key(|range| range.start);
    Some(join(found))
}

/// Returns where those words of the query stand in a text that do stand in it.
pub fn highlights(query: &Query, text: &str) -> Vec<Range<usize>> {
    let words = query.words().iter();
    let mut found: Vec<_> = words
        .filter_map(|word| find_run(&word.literal, text))
        .collect();
    found.sort_by_key(|range| range.start);
    join(found)
}

/// Returns every run of a text that the query stands for as one word, none overlapping another; blanks
/// in the query only part syllables. An empty query stands for nothing.
pub fn runs(query: &Query, text: &str) -> Vec<Range<usize>> {
    let word: Vec<char> = query
        .words()
        .iter()
        .flat_map(|word| word.literal.iter().copied())
        .collect();
    let mut found: Vec<Range<usize>> = Vec::new();
    for (start, ch) in text.char_indices() {
        let is_free = found.last().is_none_or(|last| last.end <= start);
        if is_free
            && may_begin(&word, ch)
            && let Some(len) = run_length(&word, &text[start..])
        {
            found.push(start..start + len);
        }
    }
    found
}

/// The first run of the text that the word stands for.
fn find_run(word: &[char], text: &str) -> Option<Range<usize>> {
    text.char_indices().find_map(|(start, ch)| {
        if may_begin(word, ch) {
            run_length(word, &text[start..]).map(|len| start..start + len)
        } else {
            None
        }
    })
}

/// Whether a run that the word stands for may begin with this character.
pub(super) fn may_begin(word: &[char], ch: char) -> bool {
    let Some(first) = word.first().copied() else {
        return false;
    };
    let first_bit = if first.is_ascii() {
        letter_bit(first as u8)
    } else {
        0
    };
    fold(ch) == first || (first_bit != 0 && !ch.is_ascii() && first_letters(ch) & first_bit != 0)
}

/// The byte length of the run at the beginning of the text that the word stands for.
fn run_length(word: &[char], text: &str) -> Option<usize> {
    let end = 1u32 << word.len();
    let mut reached = 1u32;
    for (at, ch) in text.char_indices() {
        let before = reached;
        reached = 0;
        for from in (0..word.len()).filter(|from| before >> from & 1 == 1) {
            reached |= run_reach(ch, word, from);
        }
        if reached & end != 0 {
            return Some(at + ch.len_utf8());
        }
        if reached == 0 {
            return None;
        }
    }
    None
}

/// The positions of the word that one character can lead to in a run.
pub(super) fn run_reach(ch: char, word: &[char], from: usize) -> u32 {
    let folded = fold(ch);
    let mut reached = if folded == word[from] {
        1 << (from + 1)
    } else {
        0
    };
    if folded.is_ascii() || !word[from].is_ascii_lowercase() {
        return reached;
    }
    for reading in readings::all(folded) {
        let same = reading
            .chars()
            .zip(&word[from..])
            .take_while(|(letter, typed)| letter == *typed)
            .count();
        if same == 0 {
            continue;
        }
        reached |= 1 << (from + 1);
        if same == reading.len() || from + same == word.len() {
            reached |= 1 << (from + same);
        }
        if same >= 2 && reading.as_bytes()[1] == b'h' {
            reached |= 1 << (from + 2);
        }
    }
    reached
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(typed: &str, text: &str) -> Option<Vec<String>> {
        let spans = contains(&Query::new(typed), text)?;
        Some(
            spans
                .into_iter()
                .map(|range| text[range].to_owned())
                .collect(),
        )
    }

    #[test]
    fn a_row_is_found_by_characters_pinyin_and_initials() {
        let row = "037 鼓励中小企业培育工匠精神 (ABC街道)";
        for (typed, spans) in [
            ("工匠", "工匠"),
            ("gj", "工匠"),
            ("gongjiang", "工匠"),
            ("gongji", "工匠"),
            ("gjjs", "工匠精神"),
            ("工j", "工匠"),
            ("g匠", "工匠"),
            ("abc", "ABC"),
            ("ａＢ", "AB"),
            ("037", "037"),
            ("zhongxiao", "中小"),
            ("zhx", "中小"),
            ("(ab", "(AB"),
            ("peiyugongjiang", "培育工匠"),
            ("abcjied", "ABC街道"),
        ] {
            assert_eq!(found(typed, row), Some(vec![spans.to_owned()]), "{typed}");
        }
        for typed in ["匠工", "jg", "ongjiang", "工 神x", "gjs", "zzz", "·"] {
            assert_eq!(found(typed, row), None, "{typed}");
        }
    }

    #[test]
    fn words_stand_in_any_order_and_spans_are_joined() {
        assert_eq!(
            found("js gj 037", "037 工匠精神"),
            Some(vec!["037".into(), "工匠精神".into()])
        );
        assert_eq!(found("", "工匠"), Some(vec![]));
        assert_eq!(found("a", ""), None);
        assert_eq!(found("", ""), Some(vec![]));
        assert_eq!(highlights(&Query::new("lxm gj"), "工匠精神"), vec![0..6]);
    }

    #[test]
    fn every_run_of_a_text_is_found() {
        let text = "工匠精神，公交，e\u{301}工匠";
        let all = |typed: &str| -> Vec<&str> {
            let found = runs(&Query::new(typed), text).into_iter();
            found.map(|range| &text[range]).collect()
        };
        assert_eq!(all("gongjiang"), ["工匠", "工匠"]);
        assert_eq!(all("gong jiang"), ["工匠", "工匠"]);
        assert_eq!(all("gj"), ["工匠", "公交", "工匠"]);
        assert_eq!(all(""), [""; 0]);
        assert_eq!(all("zz"), [""; 0]);
        assert_eq!(runs(&Query::new("gj"), ""), []);
    }

    #[test]
    fn a_label_is_ranked_like_a_name() {
        let score = |typed: &str, label: &str| line_score(&Query::new(typed), label);
        assert!(
            score("qs", "签收").is_some()
                && score("qianshou", "签收").is_some()
                && score("签", "签收").is_some()
        );
        assert!(score("qs", "签收") > score("qs", "全部 (已) 送审"));
        assert!(score("shou qian", "签收").is_some());
        assert_eq!(score("ianshou", "签收"), None);
        assert_eq!(line_spans(&Query::new("s"), "签收"), vec![3..6]);
        assert_eq!(score("", ""), Some(0));
    }

    #[test]
    fn hostile_rows_are_only_text() {
        let marks = format!("e{}工匠", "\u{301}".repeat(10_000));
        assert!(contains(&Query::new("gj"), &marks).is_some());
        assert!(
            contains(&Query::new("\u{1b}[31m"), "\u{1b}[31m工匠")
                .is_some_and(|spans| spans.len() == 1)
        );
    }
}
