//! The program's own words in Chinese and English, chosen by flag, configuration, then locale.
//!
//! Words are data (`data/lang/*.toml`), looked up by a dotted key; `{name}` stands for a value. Data
//! of the office (titles, names, levels) is never translated.

use std::{collections::HashMap, sync::OnceLock};

/// A language the program speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    /// Chinese.
    Zh,
    /// English.
    En,
}

type Words = HashMap<String, String>;

static ZH: OnceLock<Words> = OnceLock::new();
static EN: OnceLock<Words> = OnceLock::new();

impl Lang {
    /// Returns the language of a tag or locale: `zh`, `en`, `en_GB.UTF-8`; C, POSIX and nothing mean
    /// Chinese, any other language English.
    pub fn of_locale(locale: &str) -> Self {
        let tag = locale
            .split(['_', '.', '-', '@'])
            .next()
            .unwrap_or_default();
        match tag.to_ascii_lowercase().as_str() {
            "" | "c" | "posix" | "zh" => Lang::Zh,
            _ => Lang::En,
        }
    }

    /// Returns the tag: `zh` or `en`.
    pub const fn tag(self) -> &'static str {
        match self {
            Lang::Zh => "zh",
            Lang::En => "en",
        }
    }

    /// Returns the Chinese or the English of a pair.
    pub const fn pick(self, zh: &'static str, en: &'static str) -> &'static str {
        match self {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    fn words(self) -> &'static Words {
        let (cell, text) = match self {
            Lang::Zh => (&ZH, include_str!("../../data/lang/zh.toml")),
            Lang::En => (&EN, include_str!("../../data/lang/en.toml")),
        };
        cell.get_or_init(|| {
            let table: toml::Table = text
                .parse()
                .expect("embedded; `both_languages_have_the_same_keys` reads it");
            let mut words = Words::new();
            flatten("", &table, &mut words);
            words
        })
    }

    /// Returns the words of a key; the key itself when there are none, so that a gap shows.
    pub fn say(self, key: &str) -> &str {
        self.words().get(key).map_or(key, String::as_str)
    }

    /// Returns the word of a code, such as `answered` of `state`; the code itself when there is none.
    pub fn word(self, table: &str, code: &str) -> String {
        let words = self.words().get(&format!("{table}.{code}"));
        words.map_or(code, String::as_str).to_owned()
    }

    /// Returns what a step of a letter's way is called; the name that a unit gave it stands as it is.
    pub fn step(self, name: &str) -> String {
        self.word("step_name", name)
    }

    /// Returns the words of a key with its values filled in.
    pub fn say_with(self, key: &str, values: &[(&str, &str)]) -> String {
        let mut words = self.say(key).to_owned();
        for (name, value) in values {
            let blank = format!("{{{name}}}");
            if self == Self::En && *value == "1" {
                words = of_one(&words, &blank);
            }
            words = words.replace(&blank, value);
        }
        words
    }

    /// Returns whether a key has words.
    pub fn knows(self, key: &str) -> bool {
        self.words().contains_key(key)
    }
}

/// Returns a sentence for a count of one: the word behind the blank loses its plural s.
fn of_one(words: &str, blank: &str) -> String {
    let mut parts = words.split(blank);
    let mut said = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        said.push_str(blank);
        let end = part
            .char_indices()
            .skip(1)
            .find(|(_, c)| !c.is_ascii_lowercase())
            .map_or(part.len(), |(at, _)| at);
        let (word, rest) = part.split_at(end);
        let counted = word.starts_with(' ') && !word.ends_with("ss");
        said.push_str(if counted {
            word.trim_end_matches('s')
        } else {
            word
        });
        said.push_str(rest);
    }
    said
}

fn flatten(prefix: &str, table: &toml::Table, words: &mut Words) {
    for (key, value) in table {
        let path = if prefix.is_empty() {
            key.clone()
        } else {
            format!("{prefix}.{key}")
        };
        match value {
            toml::Value::Table(inner) => flatten(&path, inner, words),
            toml::Value::String(text) => {
                words.insert(path, text.clone());
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blanks(text: &str) -> Vec<&str> {
        let mut names: Vec<&str> = text
            .split('{')
            .skip(1)
            .filter_map(|part| part.split_once('}').map(|(name, _)| name))
            .collect();
        names.sort_unstable();
        names
    }

    #[test]
    fn both_languages_have_the_same_keys_and_values_to_fill() {
        let (zh, en) = (Lang::Zh.words(), Lang::En.words());
        for (key, words) in zh {
            let other = en.get(key).unwrap_or_else(|| panic!("English lacks {key}"));
            assert_eq!(blanks(words), blanks(other), "{key}");
        }
        for key in en.keys() {
            assert!(zh.contains_key(key), "Chinese lacks {key}");
        }
    }

    #[test]
    fn a_locale_finds_its_language() {
        for (locale, lang) in [
            ("zh_CN.UTF-8", Lang::Zh),
            ("C", Lang::Zh),
            ("C.UTF-8", Lang::Zh),
            ("POSIX", Lang::Zh),
            ("", Lang::Zh),
            ("en_GB.UTF-8", Lang::En),
            ("en", Lang::En),
            ("de_DE", Lang::En),
        ] {
            assert_eq!(Lang::of_locale(locale), lang, "{locale}");
        }
    }
}
