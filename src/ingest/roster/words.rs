//! Records in the words that tables have: what is written out, and what two readings of a record are
//! compared by.

use chrono::NaiveDate;

use super::{Field, List, list};
use crate::domain::{
    craftsman::{Person, SkillLevel},
    employer::{EmployerKind, Firm},
    studio::Workshop,
};

/// The words of each kind of employer, as tables have them.
pub(super) const KINDS: [(EmployerKind, &str, &[&str]); 5] = [
    (EmployerKind::SelfAssessing, "自主评价企业", &["自主评价"]),
    (
        EmployerKind::AssessmentBody,
        "评价机构",
        &["评价机构", "鉴定"],
    ),
    (EmployerKind::TrainingBase, "实训基地", &["实训"]),
    (EmployerKind::School, "学校", &["学校", "院校", "学院"]),
    (EmployerKind::Enterprise, "企业", &["企业", "公司"]),
];

/// Returns the word that we write for a kind of employer.
pub fn employer_word(kind: EmployerKind) -> &'static str {
    let own = KINDS.iter().find(|(own, ..)| *own == kind);
    own.map_or("", |(_, word, _)| word)
}

/// Returns the fields of a record in the words that tables have, in the order of the list's columns.
pub fn person_words(person: &Person) -> Vec<(Field, String)> {
    let text = |own: &Option<String>| own.clone().unwrap_or_default();
    let columns = List::Craftsmen.columns().iter().map(|(field, _)| *field);
    columns
        .filter(|field| {
            !matches!(
                field,
                Field::Identity
                    | Field::CertificateKind
                    | Field::Issuer
                    | Field::Issued
                    | Field::Expires
                    | Field::CertificateNumber
            )
        })
        .map(|field| {
            let words = match field {
                Field::Name => person.name.clone(),
                Field::Gender => text(&person.gender),
                Field::Birth => text(&person.birth_month),
                Field::Employer => text(&person.employer_name),
                Field::Trade => text(&person.trade),
                Field::Level => person.level.map_or("", SkillLevel::word).to_owned(),
                Field::Town => text(&person.town),
                Field::Phone => person
                    .phone
                    .as_ref()
                    .map_or(String::new(), |phone| phone.reveal().to_owned()),
                Field::TalentClass => text(&person.talent_class),
                Field::TalentSince => {
                    let own = person.classes.iter();
                    let present =
                        own.filter(|own| Some(&own.class) == person.talent_class.as_ref());
                    let day = present.filter_map(|own| own.since).max();
                    day.map_or(String::new(), |day| day.to_string())
                }
                Field::Honours => list::honours_text(&person.honours),
                Field::Certificates => list::certificates_text(&person.certificates),
                Field::Note => text(&person.note),
                _ => String::new(),
            };
            (field, words)
        })
        .collect()
}

/// Returns the fields of a studio; as [`person_words`].
pub fn studio_words(studio: &Workshop) -> Vec<(Field, String)> {
    let text = |own: &Option<String>| own.clone().unwrap_or_default();
    let day = |own: Option<NaiveDate>| own.map_or(String::new(), |day| day.to_string());
    let columns = List::Studios.columns().iter().map(|(field, _)| {
        let words = match field {
            Field::Name => studio.name.clone(),
            Field::StudioLevel => list::level_word(studio.level).to_owned(),
            Field::Leader => text(&studio.leader_name),
            Field::Employer => text(&studio.host_name),
            Field::Trade => text(&studio.trade),
            Field::Approval => text(&studio.approval),
            Field::Approved => day(studio.approved),
            Field::TermStart => day(studio.term_start),
            Field::TermEnd => day(studio.term_end),
            Field::Grants => list::grants_text(&studio.grants),
            Field::Note => text(&studio.note),
            _ => String::new(),
        };
        (*field, words)
    });
    columns.collect()
}

/// Returns the fields of an employer; as [`person_words`].
pub fn employer_words(firm: &Firm) -> Vec<(Field, String)> {
    let text = |own: &Option<String>| own.clone().unwrap_or_default();
    let columns = List::Employers.columns().iter().map(|(field, _)| *field);
    // What 认定 has in it is not written beside it once more.
    let columns = columns
        .filter(|field| !matches!(field, Field::Approved | Field::TermEnd | Field::Approval));
    let columns = columns.map(|field| {
        let words = match field {
            Field::Name => firm.name.clone(),
            Field::Kind => employer_word(firm.kind).to_owned(),
            Field::Standing => list::standings_text(&firm.standings),
            Field::Town => text(&firm.town),
            Field::Phone => text(&firm.phone),
            Field::Note => text(&firm.note),
            _ => String::new(),
        };
        (field, words)
    });
    columns.collect()
}
