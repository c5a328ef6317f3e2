//! Whom a letter speaks to: salutation and pronoun.
//!
//! Forms seen on real answers: one deputy by name, two or three each with their own 代表, more as
//! `某某等四位代表` with the first name only, members of the conference as 委员, a body by its name.

/// What an addressee is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// 代表 of a people's congress.
    Deputy,
    /// 委员 of a consultative conference.
    Member,
    /// A delegation, party, committee or group that proposed as a body.
    Body,
}

impl Standing {
    /// Returns the word set behind a name.
    pub fn word(self) -> &'static str {
        match self {
            Self::Deputy => "代表",
            Self::Member => "委员",
            Self::Body => "",
        }
    }
}

/// One of those who proposed the item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addressee {
    /// The name, without 代表 or 委员.
    pub name: String,
    /// What the addressee is.
    pub standing: Standing,
}

/// From how many persons on only the first is named. The forms seen name three at most.
const NAMED_AT_MOST: usize = 3;

/// Returns the salutation without its colon, or nothing without addressees.
pub fn salutation(addressees: &[Addressee]) -> Option<String> {
    let mut parts = Vec::new();
    for standing in [Standing::Deputy, Standing::Member, Standing::Body] {
        let names: Vec<String> = addressees
            .iter()
            .filter(|one| one.standing == standing)
            .map(|one| plain_name(&one.name))
            .filter(|name| !name.is_empty())
            .collect();
        let word = standing.word();
        match names.as_slice() {
            [first, ..] if names.len() > NAMED_AT_MOST && standing != Standing::Body => {
                parts.push(format!("{first}等{}位{word}", names.len()));
            }
            names => parts.extend(names.iter().map(|name| format!("{name}{word}"))),
        }
    }
    (!parts.is_empty()).then(|| parts.join("、"))
}

/// Returns 您 for one person, 你们 for several or a body, nothing without addressees.
pub fn pronoun(addressees: &[Addressee]) -> Option<&'static str> {
    match addressees {
        [] => None,
        [one] if one.standing != Standing::Body => Some("您"),
        _ => Some("你们"),
    }
}

/// Returns the word for all proposers together, or nothing when only bodies proposed.
pub fn standing_word(addressees: &[Addressee]) -> Option<&'static str> {
    let mut persons = addressees.iter().map(|one| one.standing);
    persons
        .find(|&standing| standing != Standing::Body)
        .map(Standing::word)
}

/// Takes out the spaces that forms put between two characters of a name.
fn plain_name(name: &str) -> String {
    let has_latin = name.contains(|c: char| c.is_ascii_alphabetic());
    if has_latin {
        name.trim().to_owned()
    } else {
        name.split_whitespace().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(names: &[&str], standing: Standing) -> Vec<Addressee> {
        let one = |name: &&str| Addressee {
            name: (*name).to_owned(),
            standing,
        };
        names.iter().map(one).collect()
    }

    #[test]
    fn salutations_follow_the_number_of_persons() {
        use Standing::{Body, Deputy, Member};
        for (names, standing, expected, pronoun_expected) in [
            (vec!["甲一"], Deputy, "甲一代表", "您"),
            (vec!["甲　一"], Member, "甲一委员", "您"),
            (vec!["甲一", "乙二"], Deputy, "甲一代表、乙二代表", "你们"),
            (
                vec!["甲一", "乙二", "丙三"],
                Member,
                "甲一委员、乙二委员、丙三委员",
                "你们",
            ),
            (
                vec!["甲一", "乙二", "丙三", "丁四"],
                Deputy,
                "甲一等4位代表",
                "你们",
            ),
            (vec!["区政协某某委员会"], Body, "区政协某某委员会", "你们"),
            (vec!["Ann Lee"], Member, "Ann Lee委员", "您"),
        ] {
            let people = people(&names, standing);
            assert_eq!(salutation(&people).as_deref(), Some(expected));
            assert_eq!(pronoun(&people), Some(pronoun_expected));
        }
        assert_eq!(
            (salutation(&[]), pronoun(&[]), standing_word(&[])),
            (None, None, None)
        );
        assert_eq!(salutation(&people(&["  "], Deputy)), None);
    }

    #[test]
    fn mixed_proposers_are_named_by_kind() {
        let mut mixed = people(&["某某界别"], Standing::Body);
        mixed.extend(people(&["甲一"], Standing::Member));
        assert_eq!(salutation(&mixed).as_deref(), Some("甲一委员、某某界别"));
        assert_eq!(standing_word(&mixed), Some("委员"));
    }
}
