//! The fields of a decision on the publishing of a letter.

use super::{FieldKind, FieldSpec, Read, line, words};
use crate::domain::publishing::Publicity;

/// A decision being typed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishText {
    /// What is decided.
    pub publicity: Publicity,
    /// Why.
    pub reason: Option<String>,
}

pub(super) const PUBLISH: &[FieldSpec] = &[
    (
        "publicity",
        FieldKind::Choice("publicity", &["open", "on_request", "withheld"]),
    ),
    ("publish_reason", FieldKind::Line),
];

pub(super) fn must(own: &PublishText) -> Option<&'static str> {
    own.publicity.needs_reason().then_some("publish_reason")
}

pub(super) fn get(own: &PublishText, field: &str) -> String {
    match field {
        "publicity" => own.publicity.code().to_owned(),
        "publish_reason" => words(own.reason.as_ref()),
        _ => String::new(),
    }
}

pub(super) fn set(own: &mut PublishText, field: &str, text: &str) -> Read {
    match field {
        "publicity" => own.publicity = Publicity::from_code(text).ok_or("choice")?,
        "publish_reason" => own.reason = line(text),
        _ => {}
    }
    Ok(())
}
