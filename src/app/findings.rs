//! What the checks found in the open letter: said in words, and where it stands in the editor.

use crate::{check::Finding, lang::Lang, text::clean};

/// Returns the rule of a finding in one sentence with its values; what comes from the paper is cleaned.
pub fn says(own: &Finding, lang: Lang) -> String {
    let values: Vec<(&str, String)> = own
        .values
        .iter()
        .map(|(name, value)| (*name, clean::line(value).text))
        .collect();
    let values: Vec<(&str, &str)> = values
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    lang.say_with(&own.key(), &values)
}
