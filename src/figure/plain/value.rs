//! What a field says of a record.
//!
//! Apart from what is counted: one arm a field, and nothing of the question.

use chrono::Datelike;

use super::{
    super::{Field, Value},
    Roster,
};
use crate::domain::{
    craftsman::{Certificate, Craftsman, Honour, TalentClass, talent_class},
    employer::{Employer, Standing},
    id::EmployerId,
    studio::{Duty, Grant, Studio},
};

pub(super) fn text(value: Option<&str>) -> Value {
    match value {
        None | Some("") => Value::Nothing,
        Some(own) => Value::Text(own.to_owned()),
    }
}

pub(super) fn year(value: Option<i32>) -> Value {
    value.map_or(Value::Nothing, Value::Year)
}

pub(super) fn employer(roster: &Roster, id: Option<EmployerId>) -> Option<&Employer> {
    roster.employers.iter().find(|own| Some(own.id) == id)
}

pub(super) fn person_value(field: Field, own: &Craftsman, roster: &Roster) -> Value {
    let person = &own.value;
    match field {
        Field::Level => person.level.map_or(Value::Nothing, Value::Skill),
        Field::Town => text(person.town.as_deref()),
        Field::Trade => text(person.trade.as_deref()),
        Field::Gender => text(person.gender.as_deref()),
        Field::TalentClass => text(person.talent_class.as_deref().map(talent_class).as_deref()),
        Field::BirthYear => {
            let month = person.birth_month.as_deref();
            year(month.and_then(|own| own.get(..4)?.parse().ok()))
        }
        _ => {
            let tied = employer(roster, person.employer).map(|own| own.value.name.as_str());
            text(tied.or(person.employer_name.as_deref()))
        }
    }
}

pub(super) fn studio_value(field: Field, own: &Studio, roster: &Roster) -> Value {
    let studio = &own.value;
    let host = employer(roster, studio.host);
    match field {
        Field::StudioName => text(Some(&studio.name)),
        Field::StudioLevel => Value::Honour(studio.level),
        Field::StudioTown => text(host.and_then(|own| own.value.town.as_deref())),
        Field::StudioTrade => text(studio.trade.as_deref()),
        Field::Host => text(
            host.map(|own| own.value.name.as_str())
                .or(studio.host_name.as_deref()),
        ),
        Field::Leader => {
            let tied = roster
                .people
                .iter()
                .find(|own| Some(own.id) == studio.leader);
            let tied = tied.map(|own| own.value.name.as_str());
            text(tied.or(studio.leader_name.as_deref()))
        }
        Field::ApprovedYear => year(studio.approved.map(|day| day.year())),
        _ => year(studio.term_end.map(|day| day.year())),
    }
}

pub(super) fn employer_value(field: Field, own: &Employer) -> Value {
    match field {
        Field::EmployerName => text(Some(&own.value.name)),
        Field::EmployerKind => Value::Employer(own.value.kind),
        _ => text(own.value.town.as_deref()),
    }
}

pub(super) fn standing_value(field: Field, own: &Standing) -> Value {
    match field {
        Field::Standing => Value::Standing(own.kind),
        _ => year(own.since.map(|day| day.year())),
    }
}

pub(super) fn honour_value(field: Field, own: &Honour) -> Value {
    match field {
        Field::Honour => text(Some(&own.name)),
        Field::HonourLevel => Value::Honour(own.level),
        _ => year(own.year),
    }
}

pub(super) fn certificate_value(field: Field, own: &Certificate) -> Value {
    match field {
        Field::CertificateLevel => Value::Skill(own.level),
        Field::CertificateTrade => text(Some(&own.trade)),
        _ => year(own.issued.map(|day| day.year())),
    }
}

pub(super) fn class_value(field: Field, own: &TalentClass) -> Value {
    match field {
        Field::ClassHeld => text(Some(&talent_class(&own.class))),
        _ => year(own.since.map(|day| day.year())),
    }
}

pub(super) fn grant_value(field: Field, own: &Grant) -> Value {
    match field {
        Field::GrantLevel => Value::Honour(own.level),
        _ => year(own.year),
    }
}

pub(super) fn duty_value(field: Field, own: &Duty) -> Value {
    match field {
        Field::Duty => Value::Duty(own.kind),
        Field::DutyYear => year(own.year),
        _ => Value::Outcome(own.outcome()),
    }
}
