//! The fields of craftsmen, studios and employers.

use super::{FieldKind, FieldSpec, Read, date, line, words};
use crate::domain::{
    craftsman::{Certificate, CertificateKind, Honour, HonourLevel, Person, SkillLevel},
    employer::{EmployerKind, Firm},
    private::Private,
    studio::{Grant, Workshop},
};

/// Level words of honours and studios. Source: the printed forms of registers.
const HONOUR_LEVELS: &[(&str, HonourLevel)] = &[
    ("国家级", HonourLevel::National),
    ("省级", HonourLevel::Province),
    ("市级", HonourLevel::City),
    ("区县级", HonourLevel::County),
    ("企业级", HonourLevel::Enterprise),
];

/// Returns the printed word of an honour's or a studio's level.
pub(crate) fn honour_level_word(level: HonourLevel) -> &'static str {
    HONOUR_LEVELS
        .iter()
        .find(|(_, known)| *known == level)
        .map_or("", |(word, _)| word)
}

fn honour_level(word: &str) -> Option<HonourLevel> {
    HONOUR_LEVELS
        .iter()
        .find(|(known, _)| *known == word)
        .map(|(_, level)| *level)
}

const HONOUR_CODES: FieldKind = FieldKind::Choice(
    "honour_level",
    &["national", "province", "city", "county", "enterprise"],
);

pub(super) const PERSON: &[FieldSpec] = &[
    ("name", FieldKind::Line),
    ("gender", FieldKind::Choice("gender", &["", "男", "女"])),
    ("birth_month", FieldKind::Line),
    ("employer_name", FieldKind::Line),
    ("trade", FieldKind::Line),
    (
        "skill",
        FieldKind::Choice(
            "skill",
            &[
                "",
                "apprentice",
                "junior",
                "middle",
                "senior",
                "technician",
                "senior_technician",
                "special_technician",
                "chief_technician",
            ],
        ),
    ),
    ("town", FieldKind::Line),
    ("phone", FieldKind::Line),
    ("talent_class", FieldKind::Line),
    ("honours", FieldKind::Paper),
    ("certificates", FieldKind::Paper),
    ("note", FieldKind::Line),
];

pub(super) fn get_person(person: &Person, field: &str) -> String {
    match field {
        "name" => person.name.clone(),
        "gender" => words(person.gender.as_ref()),
        "birth_month" => words(person.birth_month.as_ref()),
        "employer_name" => words(person.employer_name.as_ref()),
        "trade" => words(person.trade.as_ref()),
        "skill" => person
            .level
            .map(SkillLevel::code)
            .unwrap_or_default()
            .into(),
        "town" => words(person.town.as_ref()),
        "phone" => person
            .phone
            .as_ref()
            .map(|p| p.reveal().to_owned())
            .unwrap_or_default(),
        "talent_class" => words(person.talent_class.as_ref()),
        "note" => words(person.note.as_ref()),
        "honours" => rows(person.honours.iter().map(honour_row)),
        "certificates" => rows(person.certificates.iter().map(certificate_row)),
        _ => String::new(),
    }
}

pub(super) fn set_person(person: &mut Person, field: &str, text: &str) -> Read {
    match field {
        "name" => text.clone_into(&mut person.name),
        "gender" => person.gender = line(text),
        "birth_month" => {
            let fits = text.len() == 7 && date(&format!("{text}-01")).is_ok();
            if !text.is_empty() && !fits {
                return Err("month");
            }
            person.birth_month = line(text);
        }
        "employer_name" => {
            // A name typed anew may be another employer; the row is found again when it is saved.
            if person.employer_name.as_deref() != Some(text) {
                person.employer = None;
            }
            person.employer_name = line(text);
        }
        "trade" => person.trade = line(text),
        "skill" if text.is_empty() => person.level = None,
        "skill" => person.level = Some(SkillLevel::from_code(text).ok_or("choice")?),
        "town" => person.town = line(text),
        "phone" => person.phone = line(text).map(Private::new),
        "talent_class" => person.talent_class = line(text),
        "note" => person.note = line(text),
        "honours" => person.honours = each_row(text, read_honour)?,
        "certificates" => person.certificates = each_row(text, read_certificate)?,
        _ => {}
    }
    Ok(())
}

fn rows(all: impl Iterator<Item = String>) -> String {
    all.collect::<Vec<_>>().join("\n")
}

fn each_row<T>(
    text: &str,
    read: impl Fn(&[&str]) -> Result<T, &'static str>,
) -> Result<Vec<T>, &'static str> {
    text.lines()
        .map(|row| row.split_whitespace().collect::<Vec<_>>())
        .filter(|parts| !parts.is_empty())
        .map(|parts| read(&parts))
        .collect()
}

/// `2023 云桥工匠 区县级 [授予单位]`.
fn honour_row(honour: &Honour) -> String {
    let mut parts = Vec::new();
    parts.extend(honour.year.map(|year| year.to_string()));
    parts.push(honour.name.clone());
    parts.push(honour_level_word(honour.level).into());
    parts.extend(honour.body.clone());
    parts.join(" ")
}

fn read_honour(parts: &[&str]) -> Result<Honour, &'static str> {
    let (year, rest) = match parts.first().and_then(|first| year(first)) {
        Some(year) => (Some(year), &parts[1..]),
        None => (None, parts),
    };
    let at = rest
        .iter()
        .position(|part| honour_level(part).is_some())
        .ok_or("honour")?;
    let name = rest[..at].join(" ");
    if name.is_empty() {
        return Err("honour");
    }
    let body = rest[at + 1..].join(" ");
    let level = honour_level(rest[at]).ok_or("honour")?;
    Ok(Honour {
        name,
        level,
        year,
        body: line(&body),
        grant_yuan: None,
    })
}

fn year(text: &str) -> Option<i32> {
    text.trim_end_matches('年')
        .parse()
        .ok()
        .filter(|year| (1900..2200).contains(year))
}

/// `技师 焊工 [发证机构] [2020-05-06]`.
fn certificate_row(certificate: &Certificate) -> String {
    let mut parts = vec![
        certificate.level.word().to_owned(),
        certificate.trade.clone(),
    ];
    parts.extend(certificate.issuer.clone());
    parts.extend(certificate.issued.map(|day| day.to_string()));
    parts.join(" ")
}

fn read_certificate(parts: &[&str]) -> Result<Certificate, &'static str> {
    let [level, trade, rest @ ..] = parts else {
        return Err("certificate");
    };
    let level = SkillLevel::from_word(level).ok_or("certificate")?;
    let (issued, rest) = match rest.split_last() {
        Some((last, before)) if last.starts_with(|c: char| c.is_ascii_digit()) => {
            (date(last)?, before)
        }
        _ => (None, rest),
    };
    Ok(Certificate {
        kind: CertificateKind::Grade,
        level,
        trade: (*trade).to_owned(),
        issuer: line(&rest.join(" ")),
        issued,
    })
}

pub(super) const STUDIO: &[FieldSpec] = &[
    ("name", FieldKind::Line),
    ("honour_level", HONOUR_CODES),
    ("leader", FieldKind::Line),
    ("host", FieldKind::Line),
    ("trade", FieldKind::Line),
    ("approved", FieldKind::Date),
    ("term_end", FieldKind::Date),
    ("grants", FieldKind::Paper),
    ("note", FieldKind::Line),
];

pub(super) fn get_studio(studio: &Workshop, field: &str) -> String {
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    match field {
        "name" => studio.name.clone(),
        "honour_level" => studio.level.code().into(),
        "leader" => words(studio.leader_name.as_ref()),
        "host" => words(studio.host_name.as_ref()),
        "trade" => words(studio.trade.as_ref()),
        "approved" => day(studio.approved),
        "term_end" => day(studio.term_end),
        "grants" => rows(studio.grants.iter().map(|grant| {
            let year = grant
                .year
                .map(|year| format!("{year} "))
                .unwrap_or_default();
            format!(
                "{year}{} {}",
                honour_level_word(grant.level),
                grant.amount_yuan
            )
        })),
        "note" => words(studio.note.as_ref()),
        _ => String::new(),
    }
}

pub(super) fn set_studio(studio: &mut Workshop, field: &str, text: &str) -> Read {
    match field {
        "name" => text.clone_into(&mut studio.name),
        "honour_level" => studio.level = HonourLevel::from_code(text).ok_or("choice")?,
        "leader" => {
            if studio.leader_name.as_deref() != Some(text) {
                studio.leader = None;
            }
            studio.leader_name = line(text);
        }
        "host" => {
            if studio.host_name.as_deref() != Some(text) {
                studio.host = None;
            }
            studio.host_name = line(text);
        }
        "trade" => studio.trade = line(text),
        "approved" => studio.approved = date(text)?,
        "term_end" => studio.term_end = date(text)?,
        "grants" => {
            studio.grants = each_row(text, |parts| {
                let (year, rest) = match parts.first().and_then(|first| year(first)) {
                    Some(year) => (Some(year), &parts[1..]),
                    None => (None, parts),
                };
                let [level, amount] = rest else {
                    return Err("grant");
                };
                let level = honour_level(level).ok_or("grant")?;
                let amount_yuan = amount.trim_end_matches('元').parse().map_err(|_| "grant")?;
                Ok(Grant {
                    level,
                    year,
                    amount_yuan,
                })
            })?;
        }
        "note" => studio.note = line(text),
        _ => {}
    }
    Ok(())
}

pub(super) const EMPLOYER: &[FieldSpec] = &[
    ("name", FieldKind::Line),
    (
        "employer_kind",
        FieldKind::Choice(
            "employer",
            &[
                "enterprise",
                "self_assessing",
                "assessment_body",
                "training_base",
                "school",
            ],
        ),
    ),
    ("town", FieldKind::Line),
    ("phone", FieldKind::Line),
    ("note", FieldKind::Line),
];

pub(super) fn get_employer(employer: &Firm, field: &str) -> String {
    match field {
        "name" => employer.name.clone(),
        "employer_kind" => employer.kind.code().into(),
        "town" => words(employer.town.as_ref()),
        "phone" => words(employer.phone.as_ref()),
        "note" => words(employer.note.as_ref()),
        _ => String::new(),
    }
}

pub(super) fn set_employer(employer: &mut Firm, field: &str, text: &str) -> Read {
    match field {
        "name" => text.clone_into(&mut employer.name),
        "employer_kind" => employer.kind = EmployerKind::from_code(text).ok_or("choice")?,
        "town" => employer.town = line(text),
        "phone" => employer.phone = line(text),
        "note" => employer.note = line(text),
        _ => {}
    }
    Ok(())
}
