//! What a form is for, and what becomes of what was typed into it.
//!
//! Apart from the typing: a new kind of form is a purpose here and a record, and no key.

use super::Outcome;
use crate::{
    app::{
        Effect,
        effect::{Act, Copy, SaveWhat, Which},
        record::Record,
        tables::{TableAsk, TableFrom},
    },
    domain::{
        event::{Detail, EventKind},
        id::{EventId, LetterId, ProposalId, Version},
    },
    store::NewRemark,
};

/// What a form is for.
#[derive(Clone, Debug, PartialEq)]
pub enum Purpose {
    /// Save the record.
    Save(SaveWhat),
    /// Record the fact as it stands.
    Act,
    /// Ask before recording the fact.
    AskedAct,
    /// Take back an event of an item, for the reason given.
    TakeBack(ProposalId, Version, EventId),
    /// Read a paper from a path.
    PaperPath,
    /// Export a letter to a path.
    Export(LetterId),
    /// Export a letter to a path as the public may read it.
    ExportPublic(LetterId),
    /// Export letters into a folder.
    ExportLetters(Which),
    /// Decide on the publishing of a letter.
    Publish(LetterId),
    /// Take a letter's step.
    Step,
    /// Give a letter its number, then export it to this path.
    NumberFor(String, Copy),
    /// Remark on words of a letter of this version.
    Remark(LetterId, Version, std::ops::Range<usize>, String),
    /// Export the ledger to a path.
    ExportLedger,
    /// Write an item's slips into a folder.
    Slips(ProposalId),
    /// Correct what a paper brings.
    Correct,
    /// Look at the roster so, and keep it under its name.
    Look,
    /// Try a case out.
    WhatIf,
    /// Read a calendar year from a path.
    Calendar,
    /// Look at a table of the roster at a path.
    TablePath,
    /// Write a list of the roster.
    List,
    /// Tell the dialog below.
    Below,
}

impl Purpose {
    /// Returns what the form of an act is for: what goes to several items, or out of the house, or ends
    /// the handling, is asked about.
    pub fn of(act: &Act) -> Self {
        let weighty = matches!(
            act.kind,
            EventKind::ReturnAsked
                | EventKind::Extended
                | EventKind::ExtensionAsked
                | EventKind::Withdrawn
                | EventKind::Merged
        );
        if weighty || act.targets.len() > 1 {
            Purpose::AskedAct
        } else {
            Purpose::Act
        }
    }

    /// Returns what becomes of the record that was typed.
    pub(super) fn end(&self, record: Record) -> Outcome {
        match (self, record) {
            (Purpose::Save(what), record) => {
                Outcome::Close(vec![Effect::SaveRecord(*what, Box::new(record))])
            }
            (Purpose::Act, Record::Act(own)) => Outcome::Close(vec![Effect::Record(own.act)]),
            (Purpose::AskedAct, Record::Act(own)) => Outcome::AskFirst(own),
            (Purpose::TakeBack(id, seen, event), Record::Act(own)) => {
                let reason = own
                    .act
                    .details
                    .into_iter()
                    .find(|(detail, _)| *detail == Detail::Reason)
                    .map(|(_, reason)| reason)
                    .unwrap_or_default();
                Outcome::Close(vec![Effect::Correct {
                    id: *id,
                    seen: *seen,
                    event: *event,
                    reason,
                }])
            }
            (Purpose::PaperPath, Record::File(path)) => {
                Outcome::Close(vec![Effect::ReadPaperFile(path)])
            }
            (Purpose::Export(id), Record::File(path)) => {
                Outcome::Close(vec![Effect::ExportLetter(*id, path)])
            }
            (Purpose::ExportPublic(id), Record::File(path)) => {
                Outcome::Close(vec![Effect::ExportPublic(*id, path)])
            }
            (Purpose::ExportLetters(which), Record::File(path)) => {
                Outcome::Close(vec![Effect::PlanExport(which.clone(), path)])
            }
            (Purpose::Publish(id), Record::Publish(own)) => {
                let decide = Effect::DecidePublishing(*id, own.publicity, own.reason);
                Outcome::Close(vec![decide])
            }
            (Purpose::Step, Record::Step(own)) => Outcome::Close(vec![Effect::TakeStep(own.act)]),
            (Purpose::NumberFor(path, copy), Record::Step(own)) => {
                Outcome::Close(vec![Effect::NumberAndExport(own.act, path.clone(), *copy)])
            }
            (Purpose::Remark(id, seen, range, quote), Record::Remark(text)) => {
                Outcome::Close(vec![Effect::AddRemark {
                    id: *id,
                    seen: *seen,
                    remark: NewRemark {
                        range: range.clone(),
                        quote: quote.clone(),
                        text,
                    },
                }])
            }
            (Purpose::WhatIf, Record::Case(asking)) => Outcome::Stay(vec![Effect::WhatIf(asking)]),
            (Purpose::Calendar, Record::File(path)) => {
                Outcome::Close(vec![Effect::ReadCalendar(path)])
            }
            (Purpose::TablePath, Record::File(path)) => {
                let from = TableFrom::file(&path);
                Outcome::Close(vec![Effect::Table(TableAsk::Look(Box::new(from)))])
            }
            (Purpose::List, Record::List(own)) => Outcome::Close(vec![Effect::MakeList(own)]),
            (Purpose::Below, Record::File(text) | Record::Sender(text)) => Outcome::Told(text),
            (Purpose::Slips(id), Record::File(path)) => {
                Outcome::Close(vec![Effect::WriteSlips(*id, path)])
            }
            (Purpose::ExportLedger, Record::File(path)) => {
                Outcome::Close(vec![Effect::ExportLedger(path)])
            }
            (Purpose::Look, Record::Look(name, line)) => Outcome::Look { name, line },
            (Purpose::Correct, record) => Outcome::Corrected(Box::new(record)),
            (
                Purpose::Act
                | Purpose::AskedAct
                | Purpose::TakeBack(..)
                | Purpose::PaperPath
                | Purpose::Export(_)
                | Purpose::ExportPublic(_)
                | Purpose::ExportLetters(_)
                | Purpose::Publish(_)
                | Purpose::Step
                | Purpose::NumberFor(..)
                | Purpose::Remark(..)
                | Purpose::ExportLedger
                | Purpose::Look
                | Purpose::Slips(_)
                | Purpose::WhatIf
                | Purpose::TablePath
                | Purpose::List
                | Purpose::Below
                | Purpose::Calendar,
                _,
            ) => Outcome::CLOSE,
        }
    }
}
