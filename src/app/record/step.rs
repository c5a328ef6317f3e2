//! The fields of a letter's step: who did it where it was another, on what evidence, when.

use super::{FieldKind, FieldSpec, Read, date, line, words};
use crate::app::review::{StepAct, Wish};

/// A step being typed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepText {
    /// The step.
    pub act: StepAct,
    /// Whether its number is counted elsewhere and typed in.
    pub number_typed: bool,
}

const PLAIN: &[FieldSpec] = &[
    ("said", FieldKind::Line),
    ("done_by", FieldKind::Line),
    ("done_evidence", FieldKind::Line),
    ("done_on", FieldKind::Date),
];

const WITH_NUMBER: &[FieldSpec] = &[
    ("doc_number", FieldKind::Line),
    ("done_by", FieldKind::Line),
    ("done_evidence", FieldKind::Line),
    ("done_on", FieldKind::Date),
];

const WITH_REASON: &[FieldSpec] = &[
    ("why", FieldKind::Line),
    ("done_by", FieldKind::Line),
    ("done_evidence", FieldKind::Line),
    ("done_on", FieldKind::Date),
];

pub(super) fn fields(own: &StepText) -> &'static [FieldSpec] {
    match own.act.wish {
        Wish::Back | Wish::Void => WITH_REASON,
        Wish::Number if own.number_typed => WITH_NUMBER,
        _ => PLAIN,
    }
}

/// A letter with open remarks may be sent back without more words; the office asks where it has none.
pub(super) fn must(own: &StepText) -> Option<&'static str> {
    match own.act.wish {
        Wish::Void => Some("why"),
        Wish::Number if own.number_typed => Some("doc_number"),
        _ => None,
    }
}

pub(super) fn get(own: &StepText, field: &str) -> String {
    let act = &own.act;
    match field {
        "said" | "why" => words(act.remark.as_ref()),
        "done_by" => words(act.by.as_ref()),
        "done_evidence" => words(act.evidence.as_ref()),
        "done_on" => act.on.map(|day| day.to_string()).unwrap_or_default(),
        "doc_number" => words(act.number.as_ref()),
        _ => String::new(),
    }
}

pub(super) fn set(own: &mut StepText, field: &str, text: &str) -> Read {
    let act = &mut own.act;
    match field {
        "said" | "why" => act.remark = line(text),
        "done_by" => act.by = line(text),
        "done_evidence" => act.evidence = line(text),
        "done_on" => act.on = date(text)?,
        "doc_number" => act.number = line(text),
        _ => {}
    }
    Ok(())
}
