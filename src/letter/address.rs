//! Whom a letter speaks to: salutation and pronoun.
//!
//! Forms seen on real answers: one deputy by name, two or three each with their own 代表, more as
//! `某某等四位代表` with the first name only, members of the conference as 委员, a body by its name.

use super::{
    numerals::chinese,
    profile::Profile,
    template::{Field, Form},
};

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

/// Returns the salutation without its colon, or nothing without addressees.
///
/// A form that names one `{姓名}` stands once for each person, one that names the `{名单}` once for all.
/// Persons come before bodies, and the words of respect stand before a person's name alone.
pub fn salutation(addressees: &[Addressee], profile: &Profile) -> Option<String> {
    let mut parts = Vec::new();
    for standing in [Standing::Deputy, Standing::Member] {
        let names = names_of(addressees, standing);
        let (key, shown) = match names.len() {
            0 => continue,
            1 => ("one", &names[..]),
            more if more <= profile.named_at_most() => ("several", &names[..]),
            _ => ("many", &names[..1]),
        };
        let form = profile.salutation(key)?;
        let set = |name: &str| {
            form.set(|field| {
                Some(match field {
                    Field::Name => name.to_owned(),
                    Field::Names => names.join("、"),
                    Field::Count => names.len().to_string(),
                    // Two persons are 二位 in the letters seen, and in the numerals of headings.
                    Field::CountWords => chinese(u16::try_from(names.len()).unwrap_or(u16::MAX)),
                    Field::Whose => standing.word().to_owned(),
                    _ => return None,
                })
            })
        };
        if form.names(Field::Names) {
            parts.push(set(""));
        } else {
            parts.extend(shown.iter().map(|name| set(name)));
        }
    }
    let respect = profile.salutation("respect").map(Form::source);
    let respect = respect.filter(|_| !parts.is_empty()).unwrap_or_default();
    parts.extend(names_of(addressees, Standing::Body));
    (!parts.is_empty()).then(|| format!("{respect}{}", parts.join("、")))
}

fn names_of(addressees: &[Addressee], standing: Standing) -> Vec<String> {
    let own = addressees.iter().filter(|one| one.standing == standing);
    own.map(|one| plain_name(&one.name))
        .filter(|name| !name.is_empty())
        .collect()
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
    use crate::letter::kit::Kit;

    fn people(names: &[&str], standing: Standing) -> Vec<Addressee> {
        let one = |name: &&str| Addressee {
            name: (*name).to_owned(),
            standing,
        };
        names.iter().map(one).collect()
    }

    fn said(addressees: &[Addressee], profile: &str) -> Option<String> {
        let profile = Kit::shipped().profile(Some(profile), "").unwrap();
        salutation(addressees, profile)
    }

    #[test]
    fn salutations_follow_the_number_of_persons() {
        use Standing::{Body, Deputy, Member};
        let four = ["甲一", "乙二", "丙三", "丁四"];
        for (names, standing, expected, pronoun_expected) in [
            (&["甲一"][..], Deputy, "甲一代表", "您"),
            (&["甲　一"], Member, "甲一委员", "您"),
            (&four[..2], Deputy, "甲一代表、乙二代表", "你们"),
            (&four[..3], Member, "甲一委员、乙二委员、丙三委员", "你们"),
            (&four, Deputy, "甲一等4位代表", "你们"),
            (&["区政协某某委员会"], Body, "区政协某某委员会", "你们"),
            (&["Ann Lee"], Member, "Ann Lee委员", "您"),
        ] {
            let people = people(names, standing);
            assert_eq!(said(&people, "standard").as_deref(), Some(expected));
            assert_eq!(pronoun(&people), Some(pronoun_expected));
        }
        assert_eq!(
            (said(&[], "standard"), pronoun(&[]), standing_word(&[])),
            (None, None, None)
        );
        assert_eq!(said(&people(&["  "], Deputy), "standard"), None);
    }

    #[test]
    fn each_profile_addresses_in_its_own_form() {
        use Standing::{Body, Deputy};
        for (profile, names, standing, expected) in [
            (
                "organ-title",
                &["甲一", "乙二"][..],
                Deputy,
                "尊敬的甲一代表、乙二代表",
            ),
            ("organ-title", &["某某小组"], Body, "某某小组"),
            ("one-line", &["甲一", "乙二"], Deputy, "甲一、乙二二位代表"),
            (
                "one-line",
                &["甲一", "乙二", "丙三"],
                Deputy,
                "甲一、乙二、丙三三位代表",
            ),
            ("one-line", &["甲一"], Deputy, "甲一代表"),
        ] {
            assert_eq!(
                said(&people(names, standing), profile).as_deref(),
                Some(expected)
            );
        }
    }

    #[test]
    fn mixed_proposers_are_named_by_kind() {
        let mut mixed = people(&["某某界别"], Standing::Body);
        mixed.extend(people(&["甲一"], Standing::Member));
        assert_eq!(
            said(&mixed, "standard").as_deref(),
            Some("甲一委员、某某界别")
        );
        assert_eq!(
            said(&mixed, "organ-title").as_deref(),
            Some("尊敬的甲一委员、某某界别")
        );
        assert_eq!(standing_word(&mixed), Some("委员"));
    }
}
