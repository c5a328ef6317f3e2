//! Performing the effects that concern the office. The same function serves the desk's worker and
//! the tests.

mod out;
mod papers;
mod read;
mod save;

use std::sync::Arc;

pub(super) use self::out::exported;
use self::{
    out::{export, number_and_export, plan_export, write_one, write_slips},
    papers::{inbox, read_paper, read_paper_file},
    read::read,
    save::{find_merge, save_draft, save_record},
};
use super::{
    beside, ledger,
    newer::{newer, refused as why_refused},
    office::Office,
    programmes, publishing,
    refusal::Refusal,
    register, review, roster_in, roster_out, rules,
    trouble::sentence,
};
use crate::{
    app::{
        Effect, Msg,
        effect::{Acted, Copy, Waiving},
        msg::Trouble,
        record::Record,
        views::Moves,
    },
    domain::{event::EventKind, id::ProposalId},
    figure::Pivot,
    lang::Lang,
    store::{NameId, StoreError},
};

/// What performing needs besides the office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The language of refusals.
    pub lang: Lang,
    /// The inbox folder.
    pub inbox: Option<String>,
}

/// What an effect brought about.
#[derive(Debug, Default, PartialEq)]
pub struct Performed {
    /// What goes back to the model.
    pub messages: Vec<Msg>,
    /// Items that were written.
    pub items: Vec<ProposalId>,
    /// Names of the roster that were written.
    pub names: Vec<NameId>,
}

impl Performed {
    pub(super) fn of(msg: Msg) -> Self {
        Self {
            messages: vec![msg],
            ..Self::default()
        }
    }

    fn failed(says: String) -> Self {
        Self::of(Msg::Failed(Trouble::said(says)))
    }
}

fn waive(office: &mut Office, own: &Waiving) -> Result<Performed, StoreError> {
    let found = (own.check, own.words.as_str());
    office.waive(own.letter, found, own.reason.as_deref())?;
    Ok(Performed::of(Msg::Waived(own.letter)))
}

fn count_pivots(
    office: &Office,
    generation: u64,
    pivots: Vec<(usize, Pivot)>,
) -> Result<Performed, StoreError> {
    let mut performed = Performed::default();
    for (at, pivot) in pivots {
        performed.messages.push(Msg::PivotCounted {
            generation,
            at,
            table: Arc::new(office.pivot(&pivot)?),
            done: 1_000,
        });
    }
    Ok(performed)
}

/// Performs an effect of the office; other effects do nothing here. A failure names the effect.
pub fn perform(office: &mut Office, setting: &Setting, effect: Effect) -> Performed {
    let order = effect.clone();
    let mut performed = carried_out(office, setting, effect);
    for msg in &mut performed.messages {
        name_order(msg, &order);
        if let Some(trouble) = troubles(msg).first_mut() {
            // Where even this cannot be read, the failure is told as it is.
            trouble.newer = newer(office, &order).ok().flatten().map(Box::new);
        }
    }
    performed
}

fn troubles(msg: &mut Msg) -> &mut [Trouble] {
    match msg {
        Msg::Failed(trouble) => std::slice::from_mut(trouble),
        Msg::Refused(all) => all,
        _ => &mut [],
    }
}

/// Writes into a failure which order failed.
pub(super) fn name_order(msg: &mut Msg, order: &Effect) {
    for own in troubles(msg) {
        own.order = Some(Box::new(order.clone()));
    }
}

#[expect(clippy::too_many_lines, reason = "an arm an effect")]
fn carried_out(office: &mut Office, setting: &Setting, effect: Effect) -> Performed {
    let done = match effect {
        Effect::SaveDraft { id, seen, draft } => Ok(save_draft(office, setting, id, seen, &draft)),
        Effect::Waive(own) => waive(office, &own),
        Effect::Record(act) => {
            let (acted, refused) = office.record(&act);
            let items: Vec<ProposalId> = acted.events.iter().map(|(id, _)| *id).collect();
            let left = match acted.kind {
                EventKind::Sent => office.left_behind(&items, setting.lang),
                _ => None,
            };
            let says = sentences(office, &refused, setting);
            let mut done = acted_on(Msg::Recorded(acted), items, says);
            done.messages.extend(left.map(Msg::Besides));
            Ok(done)
        }
        Effect::Reverse(acted) => {
            let (acted, refused) = office.reverse(&acted);
            let items = acted.events.iter().map(|(id, _)| *id).collect();
            let says = sentences(office, &refused, setting);
            Ok(acted_on(Msg::Reversed(acted), items, says))
        }
        Effect::Correct {
            id,
            seen,
            event,
            reason,
        } => Ok(match office.correct(id, seen, event, &reason) {
            Ok(event) => {
                let acted = Acted {
                    kind: EventKind::Reversed,
                    events: vec![(id, event)],
                };
                acted_on(Msg::Recorded(acted), vec![id], Vec::new())
            }
            Err(refusal) => Performed::failed(why_refused(office, &refusal, setting.lang)),
        }),
        Effect::FindMerge(act) => find_merge(office, setting, act),
        Effect::SaveRecord(what, record) => match *record {
            Record::Entry(text) => Ok(programmes::desk::enter(office, text, setting.lang)),
            Record::Fact(ref own) => register::desk::save_fact(office, what, own, setting.lang),
            record => save_record(office, what, &record),
        },
        Effect::Register(ask) => register::desk::perform(office, ask, setting.lang),
        Effect::ReadProgrammes(_) | Effect::BeginEntry(_) => {
            programmes::desk::perform(office, &effect, setting.lang)
        }
        Effect::StartLetter(id, kind) => office.start_letter(id, kind).and_then(|letter| {
            let view = office.open_letter(letter)?;
            Ok(Performed {
                messages: vec![Msg::LetterRead(view.map(Box::new))],
                items: vec![id],
                names: Vec::new(),
            })
        }),
        Effect::Lift(..) | Effect::ConfirmLifted(..) => beside::keep(office, effect),
        Effect::CountPivots { generation, pivots } => count_pivots(office, generation, pivots),
        Effect::WriteSlips(id, path) => write_slips(office, setting, id, &path),
        Effect::TakeStep(_)
        | Effect::KeepPromises(..)
        | Effect::AddRemark { .. }
        | Effect::SettleRemark(..)
        | Effect::FindPromises(_)
        | Effect::ReadChanges(_) => review::desk::perform(office, effect, setting.lang),
        Effect::ExportLetter(id, path) => Ok(export(office, setting, id, (&path, Copy::Letter))),
        Effect::ExportDraft(id, path) => Ok(export(office, setting, id, (&path, Copy::Draft))),
        Effect::ExportPublic(id, path) => Ok(export(office, setting, id, (&path, Copy::Public))),
        Effect::NumberAndExport(act, path, copy) => {
            number_and_export(office, setting, &act, (&path, copy))
        }
        Effect::ForgetFonts => {
            office.fonts.forget();
            Ok(Performed::default())
        }
        Effect::DecidePublishing(id, publicity, reason) => {
            publishing::decide(office, id, publicity, reason)
        }
        Effect::PlanExport(which, path) => plan_export(office, setting, &which, &path),
        Effect::WriteLetter(id, path) => Ok(write_one(office, setting, id, &path)),
        Effect::StorePaper(paper) => office.take_paper(&paper).map(|taken| Performed {
            items: taken.proposals.clone(),
            names: Vec::new(),
            messages: vec![Msg::PaperStored(taken.proposals, taken.sources.len())],
        }),
        Effect::PlanLedger(ledger) => ledger::desk::plan(office, &ledger).map(|plan| {
            let question = ledger::desk::question(&plan, setting.lang);
            Performed::of(Msg::LedgerPlanned(ledger, question))
        }),
        Effect::StoreLedger(ledger) => {
            ledger::desk::store(office, &ledger).map(|items| Performed {
                messages: vec![Msg::LedgerStored(items.clone())],
                items,
                names: Vec::new(),
            })
        }
        Effect::ReadEnding(_)
        | Effect::CountEnding
        | Effect::BeginList(_)
        | Effect::MakeList(_) => {
            let read = roster_out::desk::read(office, &effect, setting.lang);
            read.map(|msg| msg.map(Performed::of).unwrap_or_default())
        }
        Effect::Table(ask) => Ok(roster_in::desk::perform(office, ask, setting.lang)),
        Effect::ExportLedger(path) => Ok(match ledger::desk::export(office, &path, setting.lang) {
            Ok(()) => exported(&path),
            Err(says) => Performed::failed(says),
        }),
        Effect::ReadPaperFile(path) => Ok(read_paper_file(office, setting, &path)),
        Effect::ReadPaperText(text) => Ok(read_paper(
            office,
            setting,
            setting.lang.say("papers.pasted"),
            text.as_bytes(),
        )),
        Effect::WhatIf(asking) => {
            let told = rules::tried_out(office, &asking, setting.lang);
            Ok(Performed::of(told))
        }
        Effect::ReadCalendar(path) => {
            rules::year_read(office, &path, setting.lang).map(Performed::of)
        }
        Effect::ReadMoves => office.moves(None).map(|moves| {
            let found = Moves { year: None, moves };
            Performed::of(Msg::MovesRead(Box::new(found)))
        }),
        Effect::ApplyRules(year) => rules::applied(office, year.as_deref()),
        Effect::ReadInbox => Ok(Performed::of(Msg::InboxRead(
            setting.inbox.clone(),
            inbox(setting.inbox.as_deref()),
        ))),
        Effect::SaveView {
            name,
            filter,
            order,
        } => office
            .store
            .save_view(&name, &filter, order)
            .and_then(|_| office.store.saved_views())
            .map(|views| Performed::of(Msg::ViewsRead(views))),
        Effect::SaveLook(name, pivot) => office
            .store
            .save_look(&name, &pivot)
            .and_then(|_| office.store.looks())
            .map(|looks| Performed::of(Msg::LooksRead(looks))),
        Effect::RemoveLook(id) => office
            .store
            .remove_look(id)
            .and_then(|()| office.store.looks())
            .map(|looks| Performed::of(Msg::LooksRead(looks))),
        Effect::RemoveView(id) => office
            .store
            .remove_view(id)
            .and_then(|()| office.store.saved_views())
            .map(|views| Performed::of(Msg::ViewsRead(views))),
        reading => read(office, &reading, setting.lang)
            .map(|msg| msg.map(Performed::of).unwrap_or_default()),
    };
    done.unwrap_or_else(|error| Performed::failed(sentence(&error, setting.lang)))
}

fn sentences(office: &Office, refused: &[Refusal], setting: &Setting) -> Vec<String> {
    let all = refused.iter();
    all.map(|own| why_refused(office, own, setting.lang))
        .collect()
}

fn acted_on(msg: Msg, items: Vec<ProposalId>, refused: Vec<String>) -> Performed {
    let mut performed = Performed {
        messages: Vec::new(),
        items,
        names: Vec::new(),
    };
    if !performed.items.is_empty() {
        performed.messages.push(msg);
    }
    if !refused.is_empty() {
        let refused = refused.into_iter().map(Trouble::said).collect();
        performed.messages.push(Msg::Refused(refused));
    }
    performed
}
