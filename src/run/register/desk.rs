//! Performing what the desk asks of the register.

use super::FactRefusal;
use crate::{
    app::{
        Msg,
        effect::SaveWhat,
        msg::{Saved, Trouble},
        record::{FactText, Record, change_lines},
        registering::RegisterAsk,
    },
    lang::Lang,
    run::{office::Office, perform::Performed},
    store::{NameId, Result},
};

/// How many changes the log shows.
const CHANGES: usize = 100;
/// How many look-alikes are offered.
const ALIKE: usize = 20;

/// Performs an order to the register.
///
/// # Errors
/// When the store refuses or fails.
pub fn perform(office: &mut Office, ask: RegisterAsk, lang: Lang) -> Result<Performed> {
    match ask {
        RegisterAsk::Remove(of, seen, kind, place) => {
            Ok(match office.remove_fact((of, seen), kind, place) {
                Ok(id) => written(Saved::Name(id), &[id]),
                Err(refusal) => failed(refusal.sentence(kind, lang)),
            })
        }
        RegisterAsk::Undo(id) => match office.last_change(id)? {
            Some(change) => taken_back(office, id, change.id),
            None => Ok(failed(lang.say("register.nothing_to_undo").to_owned())),
        },
        RegisterAsk::Redo(id) => match office.last_undo(id)? {
            Some(change) => taken_back(office, id, change.id),
            None => Ok(failed(lang.say("register.nothing_to_redo").to_owned())),
        },
        RegisterAsk::Reveal(id, fields) => {
            office.reveal(id, &fields)?;
            Ok(Performed::of(Msg::Revealed(id)))
        }
        RegisterAsk::Log(id) => {
            let log = office.store.roster_changes(id, CHANGES)?;
            let mut lines: Vec<String> = log
                .iter()
                .flat_map(|change| change_lines(id, change, lang))
                .collect();
            if lines.is_empty() {
                lines.push(lang.say("register.no_log").to_owned());
            }
            let name = office.name_of(id)?.unwrap_or_default();
            let title = lang.say_with("register.log_of", &[("name", &name)]);
            Ok(Performed::of(Msg::Told(title, lines)))
        }
        RegisterAsk::LookAlikes(id) => {
            let found = office.store.look_alikes_of(id, ALIKE)?;
            let mut others = Vec::new();
            for pair in found.pairs {
                let other = if pair.first == id {
                    pair.second
                } else {
                    pair.first
                };
                let reasons = pair.likeness.reasons.iter();
                let words: Vec<String> =
                    reasons.map(|own| lang.word("alike", own.code())).collect();
                let name = office.name_of(other)?.unwrap_or_default();
                let label = format!(
                    "{name} {}  {}  {}",
                    other.word(),
                    pair.likeness.score,
                    words.join(lang.pick("、", ", "))
                );
                others.push((other, label));
            }
            Ok(Performed::of(Msg::AlikeFound(id, others)))
        }
        RegisterAsk::Merge(keep, gone) => {
            office.merge(keep, gone, &[])?;
            Ok(written(Saved::Name(keep), &[keep, gone]))
        }
        RegisterAsk::Apart(first, second) => {
            let signed = office.signed();
            office.store.keep_apart(first, second, &signed)?;
            Ok(written(Saved::Name(first), &[]))
        }
    }
}

fn taken_back(
    office: &mut Office,
    id: NameId,
    change: crate::domain::id::ChangeId,
) -> Result<Performed> {
    let names = office.undo_change(change)?;
    Ok(written(Saved::Undone(id), &names))
}

/// Saves a fact of a form. What is refused comes back with its form, so that nothing typed is lost.
///
/// # Errors
/// When the store refuses or fails.
pub fn save_fact(
    office: &mut Office,
    what: SaveWhat,
    own: &FactText,
    lang: Lang,
) -> Result<Performed> {
    let SaveWhat::Fact(of, seen, place) = what else {
        return Ok(Performed::default());
    };
    match office.save_fact((of, seen), place, own) {
        Ok(id) => Ok(written(Saved::Name(id), &[id])),
        Err(FactRefusal::Store(error)) => Err(error),
        Err(refusal) => {
            let says = refusal.sentence(own.fact.kind(), lang);
            let record = Box::new(Record::Fact(Box::new(own.clone())));
            let field = refusal.field().unwrap_or_default();
            Ok(Performed::of(Msg::FactRefused(what, record, field, says)))
        }
    }
}

fn written(saved: Saved, names: &[NameId]) -> Performed {
    Performed {
        messages: vec![Msg::RecordSaved(saved)],
        items: Vec::new(),
        names: names.to_vec(),
    }
}

fn failed(says: String) -> Performed {
    Performed::of(Msg::Failed(Trouble::said(says)))
}
