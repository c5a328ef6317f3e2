//! Which orders lead the keys somewhere else, and which messages answer them.
//!
//! Both lists belong together: an order without its answer would hold what is typed for a second.

use crate::app::{Effect, Msg, tables::TableAsk};

/// Returns whether an order leads the keys somewhere else: what is typed behind it is meant for there,
/// and must not act on what is still on screen.
pub(super) fn opens(effect: &Effect) -> bool {
    matches!(
        effect,
        Effect::StartLetter(..)
            | Effect::ReadLetter(_)
            | Effect::ReadItem(_)
            | Effect::ReadCard(_)
            | Effect::BeginList(_)
            | Effect::BeginEntry(_)
            | Effect::Register(_)
            | Effect::ReadSource(_)
            | Effect::FindNumber(_)
            | Effect::OpenUnit
            // The cursor goes on when an act is done: the next key is meant for the next row.
            | Effect::Record(_)
            | Effect::Reverse(_)
            | Effect::Correct { .. }
            | Effect::FindMerge(_)
            | Effect::TakeStep(_)
            | Effect::NumberAndExport(..)
            | Effect::AddRemark { .. }
            | Effect::ReadChanges(_)
            | Effect::FindPromises(_)
            | Effect::PlanExport(..)
            | Effect::ReadClocks(..)
            | Effect::ReadPaperFile(_)
            | Effect::Table(TableAsk::Look(_))
            | Effect::PlanLedger(_)
            | Effect::ReadPaperText(_)
            | Effect::WhatIf(_)
            | Effect::ReadCalendar(_)
            | Effect::ReadMoves
    )
}

/// Returns whether a message answers such an order.
pub(super) fn ends_opening(msg: &Msg) -> bool {
    matches!(
        msg,
        Msg::LetterRead(_)
            | Msg::ItemRead(_)
            | Msg::CardRead(_)
            | Msg::EntryBegun(_)
            | Msg::ListBegun(_)
            | Msg::EntryRefused(..)
            | Msg::Entered(_)
            | Msg::SourceRead(_)
            | Msg::NumberFound(..)
            | Msg::UnitOpened(..)
            | Msg::PaperRead(_)
            | Msg::Recorded(_)
            | Msg::Reversed(_)
            | Msg::MergeFound(..)
            | Msg::Stepped(..)
            | Msg::Remarked(..)
            | Msg::Compared(..)
            | Msg::PromisesFound(..)
            | Msg::ExportPlanned(..)
            | Msg::ClocksRead(..)
            | Msg::Refused(_)
            | Msg::Told(..)
            | Msg::MovesRead(_)
            | Msg::LedgerRead(_)
            | Msg::LedgerPlanned(..)
            | Msg::TableRead(_)
            | Msg::Failed(_)
    )
}
