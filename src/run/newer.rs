//! What others wrote meanwhile, where an order is refused for it.

use super::{
    office::Office,
    refusal::{Refusal, Why},
};
use crate::{
    app::{Effect, effect::SaveWhat, newer::Newer, record::Record},
    domain::{
        id::{LetterId, ProposalId, Version},
        roster_entry::RosterEntry,
    },
    lang::Lang,
    store::{NameId, Result, StoreError},
};

/// Reads what an order was about as it is now; nothing where it is as the order saw it.
///
/// # Errors
/// When the store cannot be read.
pub(super) fn newer(office: &mut Office, order: &Effect) -> Result<Option<Newer>> {
    Ok(match order {
        Effect::SaveRecord(what, record) => row(office, *what, record)?,
        Effect::Record(act) => {
            let mut items = Vec::new();
            for (id, seen) in &act.targets {
                items.extend(item(office, *id, *seen)?);
            }
            (!items.is_empty()).then_some(Newer::Items(items))
        }
        Effect::Correct { id, seen, .. } => {
            item(office, *id, *seen)?.map(|own| Newer::Items(vec![own]))
        }
        Effect::TakeStep(act) | Effect::NumberAndExport(act, ..) => {
            letter(office, act.letter, act.seen)?
        }
        Effect::AddRemark { id, seen, .. } => letter(office, *id, *seen)?,
        _ => None,
    })
}

fn row(office: &mut Office, what: SaveWhat, record: &Record) -> Result<Option<Newer>> {
    let newer = |what, record| Newer::Row(what, Box::new(record));
    Ok(match (what, record) {
        (SaveWhat::Item(id, seen), _) => {
            let kept = office.store.proposal(id)?;
            let kept = kept.filter(|kept| kept.version != seen);
            kept.map(|kept| {
                let what = SaveWhat::Item(id, kept.version);
                newer(what, Record::Item(Box::new(kept.value)))
            })
        }
        (SaveWhat::Name(id, seen), _) => {
            let kept = entry(office, id, seen)?;
            kept.map(|(entry, version)| newer(SaveWhat::Name(id, version), record_of(entry)))
        }
        (SaveWhat::Fact(id, seen, place), Record::Fact(own)) => {
            let kept = entry(office, id, seen)?;
            kept.map(|(entry, version)| {
                let what = SaveWhat::Fact(id, version, place);
                Newer::Facts(what, entry.facts(own.fact.kind()))
            })
        }
        (SaveWhat::Unit(seen), _) => {
            let version = office.reread_unit()?;
            let unit = Record::Unit(Box::new(office.unit.clone()));
            (version != seen).then(|| newer(SaveWhat::Unit(version), unit))
        }
        _ => None,
    })
}

fn entry(office: &Office, id: NameId, seen: Version) -> Result<Option<(RosterEntry, Version)>> {
    let kept = office.store.entry(id)?;
    Ok(kept.filter(|(_, version)| *version != seen))
}

fn record_of(entry: RosterEntry) -> Record {
    match entry {
        RosterEntry::Person(own) => Record::Person(own),
        RosterEntry::Studio(own) => Record::Studio(own),
        RosterEntry::Employer(own) => Record::Employer(own),
        RosterEntry::Programme(own) => Record::Programme(own),
    }
}

fn item(office: &Office, id: ProposalId, seen: Version) -> Result<Option<(ProposalId, Version)>> {
    let kept = office.store.proposal(id)?;
    let version = kept.map(|kept| kept.version);
    Ok(version.filter(|own| *own != seen).map(|own| (id, own)))
}

fn letter(office: &Office, id: LetterId, seen: Version) -> Result<Option<Newer>> {
    let view = office.open_letter(id)?;
    let changed = view.filter(|view| view.letter.version != seen);
    Ok(changed.map(|view| Newer::Letter(Box::new(view))))
}

/// Returns why an item was refused; of one that others wrote on, what was recorded last.
pub(super) fn refused(office: &Office, refusal: &Refusal, lang: Lang) -> String {
    let says = refusal.sentence(lang);
    let Why::Store(StoreError::Stale { .. }) = refusal.why else {
        return says;
    };
    let events = office.store.events(refusal.id).unwrap_or_default();
    let Some(last) = events.last() else {
        return says;
    };
    let what = lang.word("event", last.fact.kind.code());
    let values = [
        ("says", &*says),
        ("day", &*last.fact.on.to_string()),
        ("what", &*what),
        ("who", &*last.fact.actor),
    ];
    lang.say_with("act.stale_since", &values)
}
