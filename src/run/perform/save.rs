//! What a person keeps: drafts, records, and the item that another goes into.

use super::{Performed, Setting};
use crate::{
    app::{
        Msg,
        effect::{Act, SaveWhat},
        msg::Saved,
        record::Record,
    },
    domain::{
        event::Detail,
        id::{LetterId, Version},
        proposal::PaperState,
    },
    run::{office::Office, trouble::sentence},
    store::{Draft, StoreError},
};

/// Finds the item an act merges into by its number: one of the same kind before others, the newest
/// sitting first.
pub(super) fn find_merge(
    office: &Office,
    setting: &Setting,
    mut act: Act,
) -> Result<Performed, StoreError> {
    let lang = setting.lang;
    let typed = act
        .details
        .iter()
        .find(|(detail, _)| *detail == Detail::Item)
        .map(|(_, number)| number.clone())
        .unwrap_or_default();
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let first = match act.targets.first() {
        Some((id, _)) => office.store.proposal(*id)?,
        None => None,
    };
    let mut found = Vec::new();
    for id in office.store.numbered(digits.parse().unwrap_or(0))? {
        found.extend(office.store.proposal(id)?);
    }
    let kind = first.map(|kept| kept.value.sitting.kind);
    found.sort_by_key(|kept| Some(kept.value.sitting.kind) != kind);
    let named = found.len();
    found.retain(|kept| act.targets.iter().all(|(id, _)| *id != kept.id));
    let Some(into) = found.into_iter().next() else {
        return Ok(Performed::failed(if named > 0 {
            lang.say("act.merge_itself").to_owned()
        } else {
            lang.say_with("act.merge_nowhere", &[("number", &typed)])
        }));
    };
    let number = into.value.number_printed.clone().unwrap_or(typed);
    let called = format!("{number} {}", into.value.title);
    for (detail, value) in &mut act.details {
        if *detail == Detail::Item {
            *value = into.id.0.to_string();
        }
    }
    // The number stands in the remark, where people read it.
    act.text = Some(match act.text.take() {
        Some(text) => format!("{number} {text}"),
        None => number,
    });
    Ok(Performed::of(Msg::MergeFound(Box::new(act), called)))
}

pub(super) fn save_draft(
    office: &mut Office,
    setting: &Setting,
    id: LetterId,
    seen: Version,
    draft: &Draft,
) -> Performed {
    let (by, at) = (office.actor(), office.now());
    match office.store.save_draft(id, seen, draft, &by, at) {
        Ok(version) => Performed::of(Msg::DraftSaved(id, version)),
        Err(StoreError::Stale { .. }) => match office.store.letter(id) {
            Ok(Some(theirs)) => Performed::of(Msg::DraftStale(id, theirs.version)),
            Ok(None) => Performed::failed(sentence(
                &StoreError::Missing {
                    what: "letter",
                    id: id.0,
                },
                setting.lang,
            )),
            Err(error) => Performed::failed(sentence(&error, setting.lang)),
        },
        Err(error) => Performed::failed(sentence(&error, setting.lang)),
    }
}

pub(super) fn save_record(
    office: &mut Office,
    what: SaveWhat,
    record: &Record,
) -> Result<Performed, StoreError> {
    let saved = |saved| Msg::RecordSaved(saved);
    match (what, record) {
        (SaveWhat::Item(id, seen), Record::Item(item)) => {
            office.save_item(id, seen, item)?;
            Ok(Performed {
                messages: vec![saved(Saved::Item(id))],
                items: vec![id],
                names: Vec::new(),
            })
        }
        (_, Record::Item(item)) => {
            let mut item = item.clone();
            item.paper = PaperState::Present;
            let id = office.add_item(&item, &[])?;
            Ok(Performed {
                messages: vec![saved(Saved::Item(id))],
                items: vec![id],
                names: Vec::new(),
            })
        }
        (SaveWhat::Unit(seen), Record::Unit(unit)) => {
            office.store.save_unit(unit, seen)?;
            office.reread_unit()?;
            office.settle_basis()?;
            let mut performed = Performed::of(saved(Saved::Unit));
            if office.basis_differs()? {
                performed.messages.push(Msg::RulesDiffer);
            }
            Ok(performed)
        }
        (what, record) => {
            let seen = if let SaveWhat::Name(id, version) = what {
                Some((id, version))
            } else {
                None
            };
            let id = office.save_name(seen, record)?;
            Ok(Performed {
                messages: vec![saved(Saved::Name(id))],
                items: Vec::new(),
                names: vec![id],
            })
        }
    }
}
