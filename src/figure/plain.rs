//! Answers a question by looking at every record: slow, short and plainly right, to measure engines by.

mod programmes;
mod value;

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use self::{
    programmes::programmes,
    value::{
        certificate_value, class_value, duty_value, employer_value, grant_value, honour_value,
        person_value, standing_value, studio_value, text, year,
    },
};
use super::{Answer, Field, Filter, Measure, Part, Question, Row, RowOf, Tally, Tongue, Value};
use crate::domain::{
    craftsman::{Certificate, Craftsman, Honour, TalentClass},
    employer::{Employer, Standing},
    programme::{KeptEntry, Programme},
    studio::{Duty, Grant, Studio},
};

/// A whole roster.
#[derive(Clone, Debug, Default)]
pub(crate) struct Roster {
    pub people: Vec<Craftsman>,
    pub studios: Vec<Studio>,
    pub employers: Vec<Employer>,
    pub programmes: Vec<(Programme, Vec<KeptEntry>)>,
    /// The day on which what has a last day holds, unless a question names one.
    pub today: NaiveDate,
}

/// Returns the answer with all its rows.
pub(crate) fn answer(question: &Question, roster: &Roster) -> Answer {
    let mut units = BTreeSet::new();
    let mut rows = match question.measure {
        Measure::Persons | Measure::Honours | Measure::HonourGrants | Measure::Certificates => {
            people(question, roster)
        }
        Measure::Apprentices => {
            let masters = chosen_people(question, roster);
            apprentices(question, roster, &|id| {
                let own = masters.iter().find(|own| own.id == id)?;
                Some(question.by.map(|by| person_value(by, own, roster)))
            })
        }
        Measure::Raised => {
            let masters = chosen_people(question, roster);
            let mut rows = Vec::new();
            for own in &roster.people {
                for learnt in &own.value.apprenticeships {
                    let master = masters.iter().find(|own| own.id == learnt.master);
                    if let Some(master) = master
                        && learnt.reached.is_some()
                        && day_by_then(question, learnt.assessed)
                    {
                        let part = question.by.map(|by| person_value(by, master, roster));
                        rows.push(one(RowOf::Craftsman(own.id), part));
                    }
                }
            }
            rows
        }
        Measure::Studios
        | Measure::Grants
        | Measure::Duties
        | Measure::DutyGoals
        | Measure::DutyResults => studios(question, roster),
        Measure::Members => {
            let mut rows = Vec::new();
            for own in chosen_studios(question, roster) {
                let part = question.by.map(|by| studio_value(by, own, roster));
                let members = own.value.members.iter();
                let members = members.filter(|own| holds(question, roster, (own.from, own.to)));
                rows.extend(members.map(|own| one(RowOf::Craftsman(own.craftsman), part.clone())));
            }
            rows
        }
        Measure::StudioApprentices => {
            let mut rows = Vec::new();
            for own in chosen_studios(question, roster) {
                let part = question.by.map(|by| studio_value(by, own, roster));
                rows.extend(apprentices(question, roster, &|id| {
                    (own.value.leader == Some(id)).then(|| part.clone())
                }));
            }
            rows
        }
        Measure::Firms | Measure::Employed | Measure::Hosted => employers(question, roster),
        _ => programmes(question, roster, &mut units),
    };
    let key = |row: &Row| {
        let part = row.part.as_ref();
        let word = part.filter(|own| **own != Value::Nothing);
        (row.of, word.map(|own| own.word(Tongue::En)))
    };
    rows.sort_by_key(key);
    rows.dedup_by_key(|row| key(row));
    let mut tally = Tally::of(question, usize::MAX);
    if question.measure.part() == Part::Goals {
        tally.take_units(&units);
    }
    for row in &rows {
        tally.take(row.clone());
    }
    let mut answer = tally.answer();
    // The sum once more, in the plainest way.
    answer.amount = if question.measure.adds_up() {
        rows.iter().map(|row| row.amount).sum()
    } else {
        let mut records: Vec<RowOf> = rows.iter().map(|row| row.of).collect();
        records.dedup();
        i64::try_from(records.len()).unwrap()
    };
    answer
}

fn one(of: RowOf, part: Option<Value>) -> Row {
    Row {
        of,
        amount: 1,
        part,
    }
}

fn by_then(question: &Question, year: Option<i32>) -> bool {
    let last = question.as_of.map(|day| day.year());
    last.zip(year).is_none_or(|(last, year)| year <= last)
}

fn day_by_then(question: &Question, day: Option<NaiveDate>) -> bool {
    question
        .as_of
        .zip(day)
        .is_none_or(|(last, day)| day <= last)
}

/// Returns whether what has a first and a last day holds on the day asked for.
fn holds(
    question: &Question,
    roster: &Roster,
    (first, last): (Option<NaiveDate>, Option<NaiveDate>),
) -> bool {
    let day = question.as_of.unwrap_or(roster.today);
    first.is_none_or(|first| first <= day) && last.is_none_or(|last| day <= last)
}

fn filters(question: &Question, part: Part) -> Vec<&Filter> {
    let all = question.filters.iter();
    all.filter(|own| own.field.part() == part).collect()
}

fn all_admit(filters: &[&Filter], value: impl Fn(Field) -> Value) -> bool {
    filters.iter().all(|own| own.admits(&value(own.field)))
}

/// The things of a part that stood on the day asked for and that the part's filters admit.
fn admitted<'a, T>(
    (question, part): (&Question, Part),
    all: impl IntoIterator<Item = &'a T>,
    stood: impl Fn(&T) -> bool,
    value: impl Fn(Field, &T) -> Value,
) -> Vec<&'a T> {
    let filters = filters(question, part);
    let all = all.into_iter().filter(|own| stood(own));
    all.filter(|own| all_admit(&filters, |field| value(field, own)))
        .collect()
}

/// An honour that was revoked counts only as of a day before that.
fn honours<'a>(question: &Question, own: &'a Craftsman) -> Vec<&'a Honour> {
    let stood = |own: &Honour| {
        let before = |day| question.as_of.is_some_and(|asked| asked < day);
        by_then(question, own.year) && own.revoked.is_none_or(before)
    };
    let of = (question, Part::Honours);
    admitted(of, &own.value.honours, stood, honour_value)
}

fn certificates<'a>(question: &Question, own: &'a Craftsman) -> Vec<&'a Certificate> {
    let stood = |own: &Certificate| day_by_then(question, own.issued);
    let of = (question, Part::Certificates);
    admitted(of, &own.value.certificates, stood, certificate_value)
}

fn classes<'a>(question: &Question, own: &'a Craftsman) -> Vec<&'a TalentClass> {
    let stood = |own: &TalentClass| day_by_then(question, own.since);
    let of = (question, Part::Classes);
    admitted(of, &own.value.classes, stood, class_value)
}

/// The studios that a person leads or belongs to.
fn studios_of<'a>(question: &Question, own: &Craftsman, roster: &'a Roster) -> Vec<&'a Studio> {
    let stood = |studio: &Studio| {
        let mut members = studio.value.members.iter();
        let belongs = members
            .any(|one| one.craftsman == own.id && holds(question, roster, (one.from, one.to)));
        (studio.value.leader == Some(own.id) || belongs)
            && day_by_then(question, studio.value.approved)
    };
    let name = |_, studio: &Studio| text(Some(&studio.value.name));
    admitted((question, Part::Studios), &roster.studios, stood, name)
}

fn grants<'a>(question: &Question, own: &'a Studio) -> Vec<&'a Grant> {
    let stood = |own: &Grant| by_then(question, own.year);
    let of = (question, Part::Grants);
    admitted(of, &own.value.grants, stood, grant_value)
}

fn standings<'a>(question: &Question, own: &'a Employer, roster: &Roster) -> Vec<&'a Standing> {
    let stood = |own: &Standing| holds(question, roster, (own.since, own.until));
    let of = (question, Part::Standings);
    admitted(of, &own.value.standings, stood, standing_value)
}

fn duties<'a>(question: &Question, own: &'a Studio) -> Vec<&'a Duty> {
    let stood = |own: &Duty| by_then(question, own.year);
    let of = (question, Part::Duties);
    admitted(of, &own.value.duties, stood, duty_value)
}

fn chosen_people<'a>(question: &Question, roster: &'a Roster) -> Vec<&'a Craftsman> {
    let own_filters = filters(question, Part::Own);
    let lacks = |part: Part, found: bool| !filters(question, part).is_empty() && !found;
    roster
        .people
        .iter()
        .filter(|own| all_admit(&own_filters, |field| person_value(field, own, roster)))
        .filter(|own| !lacks(Part::Honours, !honours(question, own).is_empty()))
        .filter(|own| !lacks(Part::Certificates, !certificates(question, own).is_empty()))
        .filter(|own| !lacks(Part::Classes, !classes(question, own).is_empty()))
        .filter(|own| {
            let found = studios_of(question, own, roster);
            !lacks(Part::Studios, !found.is_empty())
        })
        .collect()
}

fn chosen_studios<'a>(question: &Question, roster: &'a Roster) -> Vec<&'a Studio> {
    let own_filters = filters(question, Part::Own);
    roster
        .studios
        .iter()
        .filter(|own| day_by_then(question, own.value.approved))
        .filter(|own| all_admit(&own_filters, |field| studio_value(field, own, roster)))
        .filter(|own| {
            filters(question, Part::Grants).is_empty() || !grants(question, own).is_empty()
        })
        .filter(|own| {
            filters(question, Part::Duties).is_empty() || !duties(question, own).is_empty()
        })
        .collect()
}

/// Adds up amounts by part.
fn summed(of: RowOf, amounts: Vec<(i64, Option<Value>)>) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (amount, part) in amounts {
        match rows.iter_mut().find(|row| row.part == part) {
            Some(row) => row.amount += amount,
            None => rows.push(Row { of, amount, part }),
        }
    }
    rows
}

fn people(question: &Question, roster: &Roster) -> Vec<Row> {
    let mut rows = Vec::new();
    for own in chosen_people(question, roster) {
        let of = RowOf::Craftsman(own.id);
        let own_part = |by: Field| person_value(by, own, roster);
        let (honours, certificates) = (honours(question, own), certificates(question, own));
        let part = |honour: Option<&Honour>, certificate: Option<&Certificate>| {
            question
                .by
                .map(|by| match (by.part(), honour, certificate) {
                    (Part::Honours, Some(honour), _) => honour_value(by, honour),
                    (Part::Certificates, _, Some(certificate)) => {
                        certificate_value(by, certificate)
                    }
                    _ => own_part(by),
                })
        };
        match question.measure {
            Measure::Honours => {
                let each = honours.iter().map(|own| (1, part(Some(own), None)));
                rows.extend(summed(of, each.collect()));
            }
            Measure::HonourGrants => {
                let paid = honours.iter();
                let paid = paid.filter_map(|own| Some((own.grant_yuan?, part(Some(own), None))));
                rows.extend(summed(of, paid.collect()));
            }
            Measure::Certificates => {
                let each = certificates.iter().map(|own| (1, part(None, Some(own))));
                rows.extend(summed(of, each.collect()));
            }
            _ => match question.by.map(Field::part) {
                Some(Part::Honours) => {
                    rows.extend(honours.iter().map(|own| one(of, part(Some(own), None))));
                }
                Some(Part::Certificates) => {
                    let each = certificates.iter();
                    rows.extend(each.map(|own| one(of, part(None, Some(own)))));
                }
                Some(Part::Classes) => {
                    let each = classes(question, own).into_iter();
                    let by = question.by.unwrap_or(Field::ClassHeld);
                    rows.extend(each.map(|own| one(of, Some(class_value(by, own)))));
                }
                Some(Part::Studios) => {
                    let each = studios_of(question, own, roster).into_iter();
                    rows.extend(each.map(|own| one(of, Some(text(Some(&own.value.name))))));
                }
                _ => rows.push(one(of, part(None, None))),
            },
        }
    }
    rows
}

fn studios(question: &Question, roster: &Roster) -> Vec<Row> {
    let mut rows = Vec::new();
    for own in chosen_studios(question, roster) {
        let of = RowOf::Studio(own.id);
        let grants = grants(question, own);
        let duties = duties(question, own);
        let own_part = question
            .by
            .filter(|by| by.part() == Part::Own)
            .map(|by| studio_value(by, own, roster));
        let of_grant = |grant: &Grant| match question.by {
            Some(by) if by.part() == Part::Grants => Some(grant_value(by, grant)),
            _ => own_part.clone(),
        };
        let of_duty = |duty: &Duty| match question.by {
            Some(by) if by.part() == Part::Duties => Some(duty_value(by, duty)),
            _ => own_part.clone(),
        };
        let owed = |amount: &dyn Fn(&Duty) -> Option<i64>| {
            let each = duties.iter();
            let each = each.filter_map(|own| Some((amount(own)?, of_duty(own))));
            summed(of, each.collect())
        };
        rows.extend(match (question.measure, question.by.map(Field::part)) {
            (Measure::Grants, _) => {
                let paid = grants.iter().map(|own| (own.amount_yuan, of_grant(own)));
                summed(of, paid.collect())
            }
            (Measure::Duties, _) => owed(&|_| Some(1)),
            (Measure::DutyGoals, _) => owed(&|own| own.target),
            (Measure::DutyResults, _) => owed(&|own| own.result),
            (_, Some(Part::Grants)) => grants.iter().map(|own| one(of, of_grant(own))).collect(),
            (_, Some(Part::Duties)) => duties.iter().map(|own| one(of, of_duty(own))).collect(),
            _ => vec![one(of, own_part)],
        });
    }
    rows
}

fn employers(question: &Question, roster: &Roster) -> Vec<Row> {
    let own_filters = filters(question, Part::Own);
    let mut rows = Vec::new();
    for own in &roster.employers {
        let standings = standings(question, own, roster);
        let lacks = !filters(question, Part::Standings).is_empty() && standings.is_empty();
        if lacks || !all_admit(&own_filters, |field| employer_value(field, own)) {
            continue;
        }
        if let Some(by) = question.by.filter(|by| by.part() == Part::Standings) {
            let parts = standings.iter().map(|own| standing_value(by, own));
            rows.extend(parts.map(|part| one(RowOf::Employer(own.id), Some(part))));
            continue;
        }
        let part = question.by.map(|by| employer_value(by, own));
        match question.measure {
            Measure::Employed => {
                let people = roster.people.iter();
                let people = people.filter(|person| person.value.employer == Some(own.id));
                rows.extend(people.map(|person| one(RowOf::Craftsman(person.id), part.clone())));
            }
            Measure::Hosted => {
                let studios = roster.studios.iter();
                let studios = studios
                    .filter(|studio| studio.value.host == Some(own.id))
                    .filter(|studio| day_by_then(question, studio.value.approved));
                rows.extend(studios.map(|studio| one(RowOf::Studio(studio.id), part.clone())));
            }
            _ => rows.push(one(RowOf::Employer(own.id), part)),
        }
    }
    rows
}

fn apprentices(
    question: &Question,
    roster: &Roster,
    part_of: &dyn Fn(crate::domain::id::CraftsmanId) -> Option<Option<Value>>,
) -> Vec<Row> {
    let mut rows = Vec::new();
    for own in &roster.people {
        for learnt in &own.value.apprenticeships {
            if let Some(part) = part_of(learnt.master)
                && day_by_then(question, learnt.start)
            {
                rows.push(one(RowOf::Craftsman(own.id), part));
            }
        }
    }
    rows
}
