//! What is read for the desk, and handed back as it stands.

use std::sync::Arc;

use super::super::{figures, office::Office, reports};
use crate::{
    app::{Effect, Msg, views::ItemView},
    domain::{
        deadline::ClockKind,
        event::{EventKind, standing},
        proposal::Case,
    },
    lang::Lang,
    rules::{Line, WhatIf, what_if},
    store::StoreError,
};

/// How many sources the list shows.
const SOURCES: usize = 500;
/// How many letters the list shows.
const LETTERS: usize = 200;
/// Reads what an effect asks for; other effects read nothing here.
pub(super) fn read(
    office: &mut Office,
    effect: &Effect,
    lang: Lang,
) -> Result<Option<Msg>, StoreError> {
    Ok(Some(match *effect {
        Effect::ReadLooks => Msg::LooksRead(office.store.looks()?),
        Effect::ReadViews => Msg::ViewsRead(office.store.saved_views()?),
        Effect::ReadCounts => Msg::CountsRead(office.store.queue_counts()?),
        Effect::ReadBoard => Msg::BoardRead(Arc::new(reports::figures(office)?)),
        Effect::ReadRosterCounts => Msg::RosterCounted(office.store.roster_counts()?),
        Effect::ReadClocks(action, ref targets) => {
            let mut clocks = Vec::new();
            for (id, _) in targets {
                let view = office.item(*id)?;
                clocks.extend(view.map(|view| (*id, dates(&view, office))));
            }
            Msg::ClocksRead(action, targets.clone(), clocks)
        }
        Effect::ReadItem(id) => Msg::ItemRead(office.item(id)?.map(Box::new)),
        Effect::FindNumber(number) => Msg::NumberFound(number, office.store.numbered(number)?),
        Effect::ReadLetters => Msg::LettersRead(office.store.letters(LETTERS)?),
        Effect::ReadSources => Msg::SourcesRead(office.store.sources(SOURCES)?),
        Effect::ReadSource(id) => Msg::SourceRead(office.store.source(id)?.map(Box::new)),
        Effect::CheckLetter {
            id,
            generation,
            ref text,
        } => Msg::Checked(id, generation, office.findings_in(id, text)?),
        Effect::ReadLetter(id) => Msg::LetterRead(office.open_letter(id)?.map(Box::new)),
        Effect::ReadBeside(id, ref like) => Msg::BesideRead(id, office.papers_beside(id, like)?),
        Effect::ReadCard(id) => Msg::CardRead(office.card(id, lang)?.map(Box::new)),
        Effect::ReadUnit => {
            office.reread_unit()?;
            Msg::UnitRead(
                Box::new(office.unit.clone()),
                Box::new(office.rules.clone()),
            )
        }
        Effect::OpenUnit => {
            let version = office.reread_unit()?;
            Msg::UnitOpened(Box::new(office.unit.clone()), version)
        }
        _ => return figures::perform(office, effect),
    }))
}

/// Reckons an item's clocks from what started them: one that was stopped has its rule all the same. An
/// answer that was put off is due on its later day.
fn dates(view: &ItemView, office: &Office) -> Vec<Line> {
    let starts = |kind| {
        matches!(
            kind,
            EventKind::Received | EventKind::Assigned | EventKind::SessionClosed
        )
    };
    let facts = standing(&view.events).into_iter();
    let facts = facts.filter(|own| starts(own.fact.kind));
    let mut facts: Vec<_> = facts.map(|own| (own.fact.kind, own.fact.on)).collect();
    // As the clocks of an item do: a receipt nobody wrote down is taken to be on the assignment's day.
    let day_of = |kind| facts.iter().rfind(|(own, _)| *own == kind).map(|own| own.1);
    if let (None, Some(day)) = (day_of(EventKind::Received), day_of(EventKind::Assigned)) {
        facts.push((EventKind::Received, day));
    }
    let ask = WhatIf {
        case: Case {
            role: view.projection.role,
            ..view.proposal.value.case()
        },
        facts,
        extended: None,
    };
    let mut lines = what_if(&ask, &office.rules);
    let answer = |kind: &ClockKind| *kind == ClockKind::Answer;
    if let Some(clock) = view.clocks.iter().find(|clock| answer(&clock.kind))
        && let Some(line) = lines.iter_mut().find(|line| answer(&line.kind))
    {
        line.clock = Some(clock.clone());
    }
    lines
}
