//! The questions about programmes, their entries and the goals of plans, answered from every record.

use std::collections::BTreeSet;

use chrono::Datelike;

use super::{Roster, all_admit, day_by_then, filters, one, summed, text, year};
use crate::{
    domain::programme::{Goal, KeptEntry, Party, Programme, ProgrammeKind, Target, What},
    figure::{Field, Measure, Part, Question, Row, RowOf, Subject, Value},
};

fn programme_value(field: Field, own: &Programme) -> Value {
    let scheme = &own.value;
    match field {
        Field::ContestLevel | Field::PlanLevel => {
            scheme.level.map_or(Value::Nothing, Value::Honour)
        }
        Field::ContestItem | Field::ClassTrade => text(scheme.trade.as_deref()),
        Field::ContestOrganiser | Field::ClassOrganiser => text(scheme.organiser.as_deref()),
        Field::ContestYear | Field::ClassYear => year(scheme.start.map(|day| day.year())),
        Field::Account => text(scheme.account.as_deref()),
        _ => text(Some(&scheme.name)),
    }
}

fn entry_value(field: Field, own: &KeptEntry) -> Value {
    match (field, &own.entry.what) {
        (Field::PaidYear, _) => Value::Year(own.entry.year()),
        (Field::Ranking, What::Placed { place, .. }) => {
            let place = place.and_then(|own| i32::try_from(own).ok());
            place.map_or(Value::Nothing, Value::Place)
        }
        (Field::Finish, What::Learnt { finish, .. }) => Value::Finish(*finish),
        (
            _,
            What::Placed {
                promoted: level, ..
            }
            | What::Learnt { level, .. }
            | What::Paid { level, .. },
        ) => level.map_or(Value::Nothing, Value::Skill),
        _ => Value::Nothing,
    }
}

fn goal_value(field: Field, (target, goal): (&Target, &Goal)) -> Value {
    match field {
        Field::Target => text(Some(&target.name)),
        _ => Value::Year(goal.year),
    }
}

/// Returns the rows, and puts the units of the targets that are added up among others.
pub(super) fn programmes(
    question: &Question,
    roster: &Roster,
    units: &mut BTreeSet<String>,
) -> Vec<Row> {
    let kind = match question.subject {
        Subject::Contests => ProgrammeKind::Contest,
        Subject::Trainings => ProgrammeKind::Training,
        Subject::Subsidies => ProgrammeKind::Subsidy,
        _ => ProgrammeKind::Plan,
    };
    let mut rows = Vec::new();
    for (own, all) in roster
        .programmes
        .iter()
        .filter(|(own, _)| own.value.kind == kind)
    {
        rows.extend(programme(question, own, all, units));
    }
    rows
}

fn programme(
    question: &Question,
    own: &Programme,
    all: &[KeptEntry],
    units: &mut BTreeSet<String>,
) -> Vec<Row> {
    let of = RowOf::Programme(own.id);
    let [own_filters, entry_filters, goal_filters] =
        [Part::Own, Part::Entries, Part::Goals].map(|part| filters(question, part));
    let entries: Vec<&KeptEntry> = all
        .iter()
        .filter(|entry| entry.stands() && day_by_then(question, Some(entry.entry.on)))
        .filter(|entry| all_admit(&entry_filters, |field| entry_value(field, entry)))
        .collect();
    let targets = own.value.targets.iter();
    let goals: Vec<(&Target, &Goal)> = targets
        .flat_map(|target| target.goals.iter().map(move |goal| (target, goal)))
        .filter(|(_, goal)| super::by_then(question, Some(goal.year)))
        .filter(|goal| all_admit(&goal_filters, |field| goal_value(field, *goal)))
        .collect();
    let lacks_entries = !entry_filters.is_empty() && entries.is_empty();
    let lacks_goals = !goal_filters.is_empty() && goals.is_empty();
    let chosen = day_by_then(question, own.value.start)
        && all_admit(&own_filters, |field| programme_value(field, own));
    if !chosen || lacks_entries || lacks_goals {
        return Vec::new();
    }
    let by = |field: Part| question.by.filter(|by| by.part() == field);
    let own_part = question.by.map(|by| programme_value(by, own));
    let of_entry = |entry: &KeptEntry| match by(Part::Entries) {
        Some(by) => Some(entry_value(by, entry)),
        None => own_part.clone(),
    };
    let of_goal = |goal: (&Target, &Goal)| match by(Part::Goals) {
        Some(by) => Some(goal_value(by, goal)),
        None => own_part.clone(),
    };
    let by_then: Vec<KeptEntry> = all
        .iter()
        .filter(|entry| day_by_then(question, Some(entry.entry.on)))
        .cloned()
        .collect();
    let reached = |(target, goal): (&Target, &Goal)| match target.stated(goal.year, &by_then) {
        Some(KeptEntry { entry, .. }) => match entry.what {
            What::Reached { amount, .. } => Some(amount),
            _ => None,
        },
        None => None,
    };
    let mut summed_goals = |amount: &dyn Fn((&Target, &Goal)) -> Option<i64>| {
        let each = goals.iter().filter_map(|goal| {
            let amount = amount(*goal)?;
            units.extend(own.value.target(&goal.0.name).map(|own| own.unit.clone()));
            Some((amount, of_goal(*goal)))
        });
        summed(of, each.collect())
    };
    match question.measure {
        Measure::Entrants | Measure::Enrolled | Measure::Payments => summed(
            of,
            entries.iter().map(|entry| (1, of_entry(entry))).collect(),
        ),
        Measure::Paid => {
            let yuan = |entry: &KeptEntry| match entry.entry.what {
                What::Paid { yuan, .. } => yuan,
                _ => 0,
            };
            let each = entries.iter().map(|entry| (yuan(entry), of_entry(entry)));
            summed(of, each.collect())
        }
        Measure::Contestants | Measure::Trainees | Measure::Receivers => {
            let each = entries.iter().filter_map(|entry| match entry.entry.who {
                Some(Party::Craftsman(id)) => Some(one(RowOf::Craftsman(id), of_entry(entry))),
                _ => None,
            });
            each.collect()
        }
        Measure::Hours => {
            let hours = own.value.hours.map(i64::from);
            let row = hours.map(|amount| Row {
                of,
                amount,
                part: own_part.clone(),
            });
            row.into_iter().collect()
        }
        Measure::Goals => summed_goals(&|(_, goal)| Some(goal.amount)),
        Measure::Reached => summed_goals(&reached),
        _ if by(Part::Entries).is_some() => entries
            .iter()
            .map(|entry| one(of, of_entry(entry)))
            .collect(),
        _ if by(Part::Goals).is_some() => {
            goals.iter().map(|goal| one(of, of_goal(*goal))).collect()
        }
        _ => vec![one(of, own_part)],
    }
}
