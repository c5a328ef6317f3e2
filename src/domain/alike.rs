//! How alike two records of the roster are, and why. Only a person decides that they are one.
//!
//! Scores are chosen by us: homonyms are common, so a name alone is never enough; a name with the birth
//! month or with the employer is worth a look, both together are nearly sure.

use super::{coded, craftsman::Person, employer::Firm, studio::Workshop};

coded! {
    /// Why two records look alike, or not.
    AlikeReason {
        /// The same name.
        Name = "name",
        /// The same birth month.
        BirthMonth = "birth_month",
        /// The same employer or host.
        Employer = "employer",
        /// The same phone.
        Phone = "phone",
        /// A certificate of the same number.
        Certificate = "certificate",
        /// The same trade.
        Trade = "trade",
        /// The same leader.
        Leader = "leader",
        /// The same town.
        Town = "town",
        /// Another birth month.
        OtherBirthMonth = "other_birth_month",
        /// Another gender.
        OtherGender = "other_gender",
    }
}

/// The least score that is worth a look.
pub const WORTH_A_LOOK: u8 = 60;

/// How alike two records are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likeness {
    /// 0 to 100.
    pub score: u8,
    /// What speaks for it, and against it.
    pub reasons: Vec<AlikeReason>,
}

fn likeness(found: &[(bool, AlikeReason, i32)]) -> Likeness {
    let of: Vec<_> = found.iter().filter(|(is, _, _)| *is).collect();
    let score: i32 = of.iter().map(|(_, _, points)| points).sum();
    Likeness {
        score: u8::try_from(score.clamp(0, 100)).unwrap_or(100),
        reasons: of.iter().map(|(_, reason, _)| *reason).collect(),
    }
}

fn same<T: PartialEq>(a: Option<&T>, b: Option<&T>) -> bool {
    a.is_some() && a == b
}

fn same_unit(a: Option<&String>, b: Option<&String>) -> bool {
    let key = |name: Option<&String>| {
        name.map(|name| firm_key(name))
            .filter(|key| !key.is_empty())
    };
    same(key(a).as_ref(), key(b).as_ref())
}

fn differ<T: PartialEq>(a: Option<&T>, b: Option<&T>) -> bool {
    a.is_some() && b.is_some() && a != b
}

/// Returns how alike two people are.
pub fn people(a: &Person, b: &Person) -> Likeness {
    use AlikeReason as R;
    let employer = same(a.employer.as_ref(), b.employer.as_ref())
        || same_unit(a.employer_name.as_ref(), b.employer_name.as_ref());
    let certificate = a.certificates.iter().any(|own| {
        let mut others = b.certificates.iter();
        own.number.is_some() && others.any(|other| other.number == own.number)
    });
    likeness(&[
        (a.name == b.name, R::Name, 30),
        (
            same(a.birth_month.as_ref(), b.birth_month.as_ref()),
            R::BirthMonth,
            30,
        ),
        (employer, R::Employer, 30),
        (same(a.phone.as_ref(), b.phone.as_ref()), R::Phone, 30),
        (certificate, R::Certificate, 40),
        (same(a.trade.as_ref(), b.trade.as_ref()), R::Trade, 5),
        (
            differ(a.birth_month.as_ref(), b.birth_month.as_ref()),
            R::OtherBirthMonth,
            -30,
        ),
        (
            differ(a.gender.as_ref(), b.gender.as_ref()),
            R::OtherGender,
            -30,
        ),
    ])
}

/// Returns how alike two studios are.
pub fn studios(a: &Workshop, b: &Workshop) -> Likeness {
    use AlikeReason as R;
    let host =
        same(a.host.as_ref(), b.host.as_ref()) || same(a.host_name.as_ref(), b.host_name.as_ref());
    let leader = same(a.leader.as_ref(), b.leader.as_ref())
        || same(a.leader_name.as_ref(), b.leader_name.as_ref());
    likeness(&[
        (a.name == b.name, R::Name, 50),
        (host, R::Employer, 20),
        (leader, R::Leader, 20),
        (same(a.trade.as_ref(), b.trade.as_ref()), R::Trade, 10),
    ])
}

/// Returns how alike two employers are; names count as the same when only their form differs.
pub fn employers(a: &Firm, b: &Firm) -> Likeness {
    use AlikeReason as R;
    likeness(&[
        (firm_key(&a.name) == firm_key(&b.name), R::Name, 60),
        (same(a.town.as_ref(), b.town.as_ref()), R::Town, 20),
        (same(a.phone.as_ref(), b.phone.as_ref()), R::Phone, 20),
    ])
}

/// Returns what two ways of writing an employer's name have in common: brackets and blanks are left out,
/// and 有限责任公司 is 有限公司.
pub fn firm_key(name: &str) -> String {
    let bare: String = name
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '（' | '）' | '(' | ')' | '·'))
        .collect();
    bare.replace("有限责任公司", "有限公司").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(month: Option<&str>, employer: Option<&str>) -> Person {
        Person {
            name: "林小满".into(),
            birth_month: month.map(str::to_owned),
            employer_name: employer.map(str::to_owned),
            ..Person::default()
        }
    }

    #[test]
    fn a_name_alone_is_never_enough() {
        for (a, b, is_worth_a_look) in [
            (person(None, None), person(None, None), false),
            (
                person(Some("1987-05"), None),
                person(Some("1987-05"), None),
                true,
            ),
            (
                person(None, Some("厂")),
                person(Some("1987-05"), Some("厂")),
                true,
            ),
            (
                person(Some("1987-06"), Some("厂")),
                person(Some("1987-05"), Some("厂")),
                false,
            ),
        ] {
            let found = people(&a, &b);
            assert_eq!(found.score >= WORTH_A_LOOK, is_worth_a_look, "{found:?}");
            assert_eq!(found, people(&b, &a));
        }
    }

    #[test]
    fn the_form_of_a_firms_name_does_not_count() {
        let key = firm_key("云桥（集团）有限责任公司 e\u{301}");
        assert_eq!(key, firm_key("云桥集团有限公司e\u{301}"));
        assert_ne!(firm_key("甲厂"), firm_key("乙厂"));
    }
}
