//! What a person decided not to heed: a finding of a check that does not apply here, with the reason.
//!
//! A waiver is for the words that were found, not for their place: it stands while the letter says
//! them, whatever is written elsewhere. Waivers are only ever appended; the last on the same words counts.

use chrono::NaiveDateTime;

/// A finding waived, or a waiver taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiver {
    /// The check's id: `sums`.
    pub check: String,
    /// The words that were found.
    pub words: String,
    /// Why it does not apply; none when an earlier waiver is taken back.
    pub reason: Option<String>,
    /// Who decided.
    pub by: String,
    /// When.
    pub at: NaiveDateTime,
}

/// Returns the waiver of a finding that stands, given all in the order they were written.
pub fn standing<'a>(waivers: &'a [Waiver], check: &str, words: &str) -> Option<&'a Waiver> {
    let same = |own: &&Waiver| own.check == check && own.words == words;
    waivers
        .iter()
        .rev()
        .find(same)
        .filter(|own| own.reason.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waiver(words: &str, reason: Option<&str>) -> Waiver {
        Waiver {
            check: "sums".into(),
            words: words.into(),
            reason: reason.map(str::to_owned),
            by: "王一".into(),
            at: NaiveDateTime::default(),
        }
    }

    #[test]
    fn the_last_word_on_the_same_words_counts() {
        let mut all = vec![waiver("9家", Some("另有口径")), waiver("8家", Some("旧数"))];
        assert_eq!(standing(&all, "sums", "9家"), Some(&all[0]));
        assert_eq!(standing(&all, "percent", "9家"), None);
        assert_eq!(standing(&all, "sums", "7家"), None);
        all.push(waiver("9家", None));
        assert_eq!(standing(&all, "sums", "9家"), None);
        assert_eq!(standing(&all, "sums", "8家"), Some(&all[1]));
        all.push(waiver("9家", Some("已核实")));
        assert_eq!(standing(&all, "sums", "9家"), Some(&all[3]));
    }
}
