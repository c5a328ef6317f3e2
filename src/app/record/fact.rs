//! The fields of the register's dated facts, and a fact as one line of a card.

use super::{
    FieldKind, FieldSpec, Read,
    choices::{HONOUR_LEVEL, SKILL, SKILL_IF_ANY},
};
use crate::{
    domain::{
        fact::{
            Fact, FactKind,
            value::{amount, trade_code},
        },
        private::Private,
    },
    lang::Lang,
};

/// A fact in a form. Whom it is tied to is typed as a name, or as `craftsman:5`; the row is found when it
/// is saved.
#[derive(Clone, Debug, PartialEq)]
pub struct FactText {
    /// The fact.
    pub fact: Fact,
    /// Whom it is tied to, as typed.
    pub who: String,
}

impl FactText {
    /// Returns a fact with whom it is tied to in words.
    pub fn of(fact: Fact, who: impl Into<String>) -> Self {
        let who = who.into();
        Self { fact, who }
    }

    /// Returns the value that names a person of the roster, if the kind has one.
    pub const fn tie(kind: FactKind) -> Option<&'static str> {
        match kind {
            FactKind::Apprenticeship => Some("master"),
            FactKind::Member => Some("craftsman"),
            _ => None,
        }
    }

    pub(super) fn get(&self, field: &str) -> String {
        if Self::tie(self.fact.kind()) == Some(field) {
            self.who.clone()
        } else {
            self.fact.get(field)
        }
    }

    pub(super) fn set(&mut self, field: &str, text: &str) -> Read {
        if Self::tie(self.fact.kind()) == Some(field) {
            text.clone_into(&mut self.who);
            return Ok(());
        }
        // An employer typed anew may be another one.
        if field == "employer_name" && self.fact.get(field) != text {
            self.fact.set("employer", "")?;
        }
        // A code that stands there already was read from a paper, and stays as printed.
        if field == "trade_code" && self.fact.get(field) != text {
            let code = trade_code(text)?;
            return self.fact.set(field, &code.unwrap_or_default());
        }
        self.fact.set(field, text)
    }
}

const CERTIFICATE: &[FieldSpec] = &[
    (
        "kind",
        FieldKind::Choice("certificate_kind", &["qualification", "grade"]),
    ),
    ("level", SKILL),
    ("trade", FieldKind::Line),
    ("trade_code", FieldKind::Line),
    ("number", FieldKind::Line),
    ("issuer", FieldKind::Line),
    ("issued", FieldKind::Date),
    ("expires", FieldKind::Date),
];

const HONOUR: &[FieldSpec] = &[
    ("name", FieldKind::Line),
    ("level", HONOUR_LEVEL),
    ("tier", FieldKind::Line),
    ("year", FieldKind::Number),
    ("batch", FieldKind::Line),
    ("body", FieldKind::Line),
    ("document", FieldKind::Line),
    ("grant_yuan", FieldKind::Number),
    ("valid_until", FieldKind::Date),
    ("revoked", FieldKind::Date),
    ("revoked_why", FieldKind::Line),
];

const CLASS: &[FieldSpec] = &[
    ("class", FieldKind::Line),
    ("since", FieldKind::Date),
    ("until", FieldKind::Date),
    ("document", FieldKind::Line),
];

const JOB: &[FieldSpec] = &[
    ("employer_name", FieldKind::Line),
    ("post", FieldKind::Line),
    ("from", FieldKind::Date),
    ("to", FieldKind::Date),
];

const APPRENTICESHIP: &[FieldSpec] = &[
    ("master", FieldKind::Line),
    ("trade", FieldKind::Line),
    ("start", FieldKind::Date),
    ("end", FieldKind::Date),
    ("target", SKILL_IF_ANY),
    ("sessions", FieldKind::Number),
    ("allowance_yuan", FieldKind::Number),
    ("reached", SKILL_IF_ANY),
    ("assessed", FieldKind::Date),
];

const MEMBER: &[FieldSpec] = &[
    ("craftsman", FieldKind::Line),
    ("from", FieldKind::Date),
    ("to", FieldKind::Date),
];

const GRANT: &[FieldSpec] = &[
    ("level", HONOUR_LEVEL),
    ("year", FieldKind::Number),
    ("amount_yuan", FieldKind::Number),
];

const DUTY: &[FieldSpec] = &[
    ("year", FieldKind::Number),
    (
        "kind",
        FieldKind::Choice(
            "duty",
            &[
                "apprentices",
                "problems",
                "inventions",
                "hours",
                "raised",
                "benefit",
            ],
        ),
    ),
    ("target", FieldKind::Number),
    ("result", FieldKind::Number),
];

const REVIEW: &[FieldSpec] = &[
    (
        "kind",
        FieldKind::Choice("review_kind", &["assessment", "renewal", "removal"]),
    ),
    ("on", FieldKind::Date),
    (
        "verdict",
        FieldKind::Choice("verdict", &["", "excellent", "passed", "failed"]),
    ),
    ("until", FieldKind::Date),
    ("document", FieldKind::Line),
    ("reason", FieldKind::Line),
];

const STANDING: &[FieldSpec] = &[
    (
        "kind",
        FieldKind::Choice(
            "standing",
            &[
                "self_assessing",
                "assessment_body",
                "training_base",
                "school",
                "model_unit",
                "growth_sme",
            ],
        ),
    ),
    ("since", FieldKind::Date),
    ("until", FieldKind::Date),
    ("number", FieldKind::Line),
];

/// Returns the fields of a kind of fact, in the order of its form.
pub const fn fact_fields(kind: FactKind) -> &'static [FieldSpec] {
    match kind {
        FactKind::Certificate => CERTIFICATE,
        FactKind::Honour => HONOUR,
        FactKind::Class => CLASS,
        FactKind::Job => JOB,
        FactKind::Apprenticeship => APPRENTICESHIP,
        FactKind::Member => MEMBER,
        FactKind::Grant => GRANT,
        FactKind::Duty => DUTY,
        FactKind::Review => REVIEW,
        FactKind::Standing => STANDING,
    }
}

/// Returns a fact as one line: its values in the order of the form, codes in words, whom it is tied to by
/// name, private values masked unless they are revealed.
pub fn fact_line(fact: &Fact, who: &str, reveals: bool, lang: Lang) -> String {
    let kind = fact.kind();
    let mut words: Vec<String> = Vec::new();
    for (field, of) in fact_fields(kind) {
        let mut value = fact.get(field);
        if value.is_empty() {
            continue;
        }
        if FactText::tie(kind) == Some(*field) && !who.is_empty() {
            who.clone_into(&mut value);
        }
        value = match of {
            FieldKind::Choice(table, _) => lang.word(table, &value),
            _ if *field == "number" && kind == FactKind::Certificate && !reveals => {
                Private::new(value).masked()
            }
            _ if field.ends_with("_yuan") => yuan(&value, lang),
            FieldKind::Number if kind == FactKind::Duty && *field != "year" => {
                counted(fact, &value, lang)
            }
            _ => value,
        };
        let label = format!("fact_said.{}.{field}", kind.code());
        words.push(if lang.knows(&label) {
            lang.say_with(&label, &[("value", &value)])
        } else {
            value
        });
    }
    words.join("  ")
}

fn yuan(text: &str, lang: Lang) -> String {
    let Ok(Some(amount)) = amount(text) else {
        return text.to_owned();
    };
    let (key, value) = if lang == Lang::Zh && amount >= 10_000 && amount % 100 == 0 {
        let whole = amount / 10_000;
        let part = format!("{:02}", amount % 10_000 / 100);
        let part = part.trim_end_matches('0');
        let dot = if part.is_empty() { "" } else { "." };
        ("fact_said.wan", format!("{whole}{dot}{part}"))
    } else {
        ("fact_said.yuan", amount.to_string())
    };
    lang.say_with(key, &[("value", &value)])
}

fn counted(fact: &Fact, value: &str, lang: Lang) -> String {
    match fact.get("kind").as_str() {
        "benefit" => yuan(value, lang),
        kind => lang.say_with(&format!("duty_said.{kind}"), &[("value", value)]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_has_every_value_but_the_rows_it_is_tied_to() {
        for kind in FactKind::ALL {
            let form: Vec<&str> = fact_fields(*kind).iter().map(|(field, _)| *field).collect();
            let own = kind.fields().iter().copied();
            let own: Vec<&str> = own.filter(|own| *own != "employer").collect();
            assert_eq!(form, own, "{kind:?}");
        }
    }

    #[test]
    fn a_line_says_codes_in_words_and_masks_what_is_private() {
        let mut own = FactKind::Certificate.blank();
        for (field, text) in [
            ("level", "技师"),
            ("trade", "焊工 e\u{301}"),
            ("number", "样YQ-2020-0001"),
        ] {
            own.set(field, text).unwrap();
        }
        let line = fact_line(&own, "", false, Lang::Zh);
        assert!(line.contains("技师  焊工 e\u{301}  编号 样YQ*"), "{line}");
        assert!(!line.contains("2020"), "{line}");
        assert!(fact_line(&own, "", true, Lang::En).contains("样YQ-2020-0001"));
    }

    #[test]
    fn a_trade_code_is_read_as_it_is_typed_and_one_from_a_paper_stays() {
        let mut fact = FactKind::Certificate.blank();
        fact.set("trade_code", "焊工").unwrap();
        let mut own = FactText::of(fact, "");
        own.set("trade_code", "焊工").unwrap();
        assert_eq!(own.set("trade_code", "焊工一"), Err("trade_code"));
        own.set("trade_code", "６－１８－０１－０１").unwrap();
        assert_eq!(own.get("trade_code"), "6-18-01-01");
        own.set("trade_code", "").unwrap();
        assert_eq!(own.get("trade_code"), "");
    }

    #[test]
    fn amounts_are_said_in_ten_thousands_when_they_are_even() {
        for (text, said) in [
            ("125000", "12.5万元"),
            ("10000", "1万元"),
            ("10001", "10001元"),
            ("9900", "9900元"),
        ] {
            assert_eq!(yuan(text, Lang::Zh), said);
        }
    }

    #[test]
    fn whom_it_is_tied_to_is_a_name_until_it_is_saved() {
        let mut own = FactText::of(FactKind::Apprenticeship.blank(), "");
        own.set("master", "周知行").unwrap();
        assert_eq!(own.get("master"), "周知行");
        assert_eq!(own.set("start", "昨天"), Err("date"));
    }
}
