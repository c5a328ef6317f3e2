//! Text cut into what a full-text index keeps: neighbouring characters in pairs, other words whole.
//!
//! Chinese has no blanks between words, and a word of two characters is a pair: `技能人才` is kept as
//! 技能, 能人, 人才, and 才 for the end, so that one character is found as the beginning of a pair. A
//! longer phrase is asked for as all of its pairs; that they stand in one place is not checked (of three
//! characters and more, hardly any text has all pairs and not the phrase). Latin words and numbers are
//! found by their beginning. Invariant: what is kept and what is asked for are cut by the same function.

use std::collections::HashSet;

use unicode_normalization::UnicodeNormalization;

use super::query::{fold, is_searchable};

/// Longer words are cut. Chosen by us: no word of a language is longer, and noise stays small.
const LONGEST_WORD: usize = 40;

/// Writes the distinct words of some texts, a blank between them, as an index keeps them.
pub fn index_words<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let mut folded = String::new();
    for text in texts {
        folded.extend(folded_chars(text));
        folded.push('\n');
    }
    let mut seen = HashSet::new();
    let mut words = String::new();
    let mut keep = |word| {
        if seen.insert(word) {
            words.push_str(word);
            words.push(' ');
        }
    };
    for run in runs(&folded) {
        if !run.is_han {
            keep(run.text);
            continue;
        }
        for (at, character) in run.text.char_indices() {
            let next = run.text[at + character.len_utf8()..].chars().next();
            let end = at + character.len_utf8() + next.map_or(0, char::len_utf8);
            keep(&run.text[at..end]);
        }
    }
    words
}

/// Writes what is asked of an index for a text: every word, the last letters of each left open. There is
/// nothing to ask when the text has no word.
pub fn index_query(text: &str) -> Option<String> {
    let folded: String = folded_chars(text).collect();
    let mut asked: Vec<String> = Vec::new();
    let mut ask = |word: String| {
        if !asked.contains(&word) {
            asked.push(word);
        }
    };
    for run in runs(&folded) {
        let characters: Vec<char> = run.text.chars().collect();
        if run.is_han && characters.len() > 1 {
            for pair in characters.windows(2) {
                ask(format!("\"{}{}\"", pair[0], pair[1]));
            }
        } else {
            ask(format!("\"{}\"*", run.text));
        }
    }
    (!asked.is_empty()).then(|| asked.join(" AND "))
}

/// Characters of one kind side by side.
struct Run<'a> {
    text: &'a str,
    is_han: bool,
}

fn folded_chars(text: &str) -> impl Iterator<Item = char> {
    text.nfc().map(fold)
}

fn runs(folded: &str) -> impl Iterator<Item = Run<'_>> {
    let mut rest = folded;
    std::iter::from_fn(move || {
        let start = rest.find(is_searchable)?;
        rest = &rest[start..];
        let is_han = rest.chars().next().is_some_and(is_han);
        let goes_on = |c: char| is_searchable(c) && self::is_han(c) == is_han;
        let mut end = rest.find(|c| !goes_on(c)).unwrap_or(rest.len());
        if !is_han && let Some((longest, _)) = rest[..end].char_indices().nth(LONGEST_WORD) {
            end = longest;
        }
        let (text, after) = rest.split_at(end);
        rest = after;
        Some(Run { text, is_han })
    })
}

/// Returns whether a character stands beside others without a blank: Han, kana, and private use, where
/// older systems keep rare characters of names.
fn is_han(c: char) -> bool {
    matches!(c,
        '\u{2e80}'..='\u{2fdf}' | '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{e000}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn characters_are_kept_in_pairs_and_words_whole() {
        let words = index_words(["技能人才，GB/T 9704"]);
        assert_eq!(words, "技能 能人 人才 才 gb t 9704 ");
        assert_eq!(index_words(["", "\u{1b}[0m·"]), "0m ");
        assert_eq!(index_words(["工匠", "匠工匠"]), "工匠 匠 匠工 ");
        // a word ends with its text
        assert_eq!(index_words(["工", "匠"]), "工 匠 ");
        assert_eq!(index_words(["Cafe\u{301} ＡＢ"]), "café ab ");
    }

    #[test]
    fn a_phrase_asks_for_all_its_pairs() {
        let asked = |text| index_query(text).unwrap_or_default();
        assert_eq!(asked("技能人才"), "\"技能\" AND \"能人\" AND \"人才\"");
        assert_eq!(asked("技"), "\"技\"*");
        assert_eq!(asked("技能 AB"), "\"技能\" AND \"ab\"*");
        assert_eq!(asked("\"x\" OR 工匠"), "\"x\"* AND \"or\"* AND \"工匠\"");
        for text in ["", " ", "，。", "\u{301}", "\u{1b}["] {
            assert_eq!(index_query(text), None, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn any_part_of_a_text_asks_only_for_what_is_kept(
            text in "[工匠精神a-c0-9 ，e\u{301}\u{1b}\u{20000}]{0,20}", from in 0..20usize, len in 1..8usize
        ) {
            let text: String = text.nfc().collect();
            let part: String = text.chars().skip(from).take(len).collect();
            let kept = index_words([text.as_str()]);
            for asked in index_query(&part).iter().flat_map(|asked| asked.split(" AND ")) {
                let is_open = asked.ends_with('*');
                let word = asked.trim_end_matches('*').trim_matches('"');
                let found = kept.split(' ').any(|own| if is_open { own.contains(word) } else { own == word });
                prop_assert!(found, "{asked} in {kept}");
            }
        }
    }
}
