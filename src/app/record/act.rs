//! The fields of a fact to be recorded: its day, remark, set date and details, by its kind.
//!
//! One table for all kinds, so that every act can be typed into a form, named on the command line
//! and read back in words. Choices that are data (the unit's sections and staff, the region's
//! reasons and classes) come with the record, because the table is fixed and they are not.

use super::{FieldKind, FieldSpec, Read, date, line, names};
use crate::{
    app::effect::Act,
    domain::{
        delivery::kind_of,
        event::{Attention, Channel, ContactManner, Detail, EventKind},
        id::{ProposalId, Version},
        outcome::{Rating, ResultClass},
        proposal::Role,
    },
};

/// A value that can be picked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Stored.
    pub code: String,
    /// Shown.
    pub label: String,
    /// Why it is offered, or what it means, in a few words.
    pub why: String,
    /// The fact it makes instead of the one asked for: granted or refused.
    pub kind: Option<EventKind>,
    /// Whether the form follows: the choice alone does not say enough.
    pub goes_on: bool,
    /// Whether no digit picks it: it stands before the others and moves none of theirs.
    pub is_unnumbered: bool,
    /// Another field that it fills, with its text.
    pub also: Option<(&'static str, String)>,
}

impl Choice {
    /// Returns a choice that explains itself.
    pub fn new(code: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            label: label.into(),
            ..Self::default()
        }
    }

    /// Returns the choice with what is to be known of it.
    #[must_use]
    pub fn because(mut self, why: impl Into<String>) -> Self {
        self.why = why.into();
        self
    }

    /// Returns the choice as one that no digit picks.
    #[must_use]
    pub fn unnumbered(mut self) -> Self {
        self.is_unnumbered = true;
        self
    }

    /// Returns the choice as one that fills another field too.
    #[must_use]
    pub fn with(mut self, field: &'static str, text: impl Into<String>) -> Self {
        self.also = Some((field, text.into()));
        self
    }

    /// Returns the choice as one that the form follows.
    #[must_use]
    pub fn going_on(mut self) -> Self {
        self.goes_on = true;
        self
    }

    /// Returns the choice as one that makes another fact.
    #[must_use]
    pub fn making(mut self, kind: EventKind) -> Self {
        self.kind = Some(kind);
        self
    }
}

/// A fact being typed in, with what can be chosen for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActText {
    /// The fact and the items it goes to.
    pub act: Act,
    /// The choices of fields whose values are data.
    pub choices: Vec<(&'static str, Vec<Choice>)>,
    /// Fields of the kind that the region does not ask for.
    pub left_out: Vec<&'static str>,
}

impl ActText {
    /// Returns a fact of a kind that says nothing yet.
    pub fn new(kind: EventKind, targets: Vec<(ProposalId, Version)>) -> Self {
        Self {
            act: Act::plain(kind, targets),
            choices: Vec::new(),
            left_out: Vec::new(),
        }
    }

    /// Returns the fact with the choices of a field.
    #[must_use]
    pub fn offering(mut self, field: &'static str, choices: Vec<Choice>) -> Self {
        self.choices.push((field, choices));
        self
    }

    /// Returns the choices of a field; none where it is typed freely.
    pub fn choices_of(&self, field: &str) -> &[Choice] {
        let own = self.choices.iter().find(|(own, _)| *own == field);
        own.map_or(&[], |(_, choices)| choices)
    }

    /// Takes a choice into a field.
    pub fn choose(&mut self, field: &'static str, choice: &Choice) {
        if let Some(kind) = choice.kind {
            self.act.kind = kind;
        }
        // A choice of another fact alone has no value of its own.
        if !choice.code.is_empty() {
            let _ = set(self, field, &choice.code);
        }
        if let Some((field, text)) = &choice.also {
            let _ = set(self, field, text);
        }
    }
}

const DAY: FieldSpec = ("day", FieldKind::Date);
const REMARK: FieldSpec = ("remark", FieldKind::Line);
const REASON: FieldSpec = ("reason", FieldKind::Pick);
const UNIT: FieldSpec = ("unit", FieldKind::Line);
const UNITS: FieldSpec = ("unit", FieldKind::Names);
const UNTIL: FieldSpec = ("until", FieldKind::Date);
const OUTCOME: FieldSpec = ("outcome", FieldKind::Line);
const PROPOSER: FieldSpec = ("proposer", FieldKind::Pick);
const CHANNEL: FieldSpec = (
    "channel",
    FieldKind::Choice("channel", &["", "post", "in_person", "platform", "hand"]),
);

const PLAIN: &[FieldSpec] = &[REMARK, DAY];
/// Of facts that are recorded for their day.
const DATED: &[FieldSpec] = &[DAY, REMARK];
const NOTED: &[FieldSpec] = &[REMARK, DAY];
const RETURN: &[FieldSpec] = &[REASON, UNIT, REMARK, DAY];
const RETURNED: &[FieldSpec] = &[UNIT, REMARK, DAY];
const REFUSED: &[FieldSpec] = &[REASON, REMARK, DAY];
const ROUTED: &[FieldSpec] = &[
    ("section", FieldKind::Pick),
    ("person", FieldKind::Pick),
    REMARK,
    DAY,
];
const ROLE: &[FieldSpec] = &[
    (
        "role",
        FieldKind::Choice("role", &["lead", "co", "separate"]),
    ),
    UNITS,
    REMARK,
    DAY,
];
const CONTACTED: &[FieldSpec] = &[
    (
        "manner",
        FieldKind::Choice("manner", &["visit", "forum", "phone", "meeting"]),
    ),
    ("with", FieldKind::Names),
    OUTCOME,
    REMARK,
    DAY,
];
const ASKED: &[FieldSpec] = &[UNITS, UNTIL, REMARK, DAY];
const OPINION: &[FieldSpec] = &[UNIT, OUTCOME, REMARK, DAY];
const OPINION_BACK: &[FieldSpec] = &[UNIT, REASON, REMARK, DAY];
const DISPUTED: &[FieldSpec] = &[UNITS, REASON, REMARK, DAY];
const SETTLED: &[FieldSpec] = &[OUTCOME, REMARK, DAY];
const DELIVERED: &[FieldSpec] = &[PROPOSER, CHANNEL, ("receipt", FieldKind::Date), REMARK, DAY];
const RATED: &[FieldSpec] = &[
    PROPOSER,
    ("result", FieldKind::Pick),
    ("attitude", FieldKind::Pick),
    ("evidence", FieldKind::Line),
    REMARK,
    DAY,
];
const REMINDED: &[FieldSpec] = &[PROPOSER, CHANNEL, REMARK, DAY];
const EXTENSION: &[FieldSpec] = &[UNTIL, REASON, REMARK, DAY];
const EXTENDED: &[FieldSpec] = &[UNTIL, ("consent", FieldKind::Line), REASON, REMARK, DAY];
const CLASSIFIED: &[FieldSpec] = &[("class", FieldKind::Pick), REMARK, DAY];
const PRIORITISED: &[FieldSpec] = &[
    (
        "attention",
        FieldKind::Choice("attention", &["supervised", "led"]),
    ),
    ("leader", FieldKind::Line),
    REMARK,
    DAY,
];
const FOLLOWED: &[FieldSpec] = &[UNTIL, REMARK, DAY];
const WITHDRAWN: &[FieldSpec] = &[REASON, REMARK, DAY];
const MERGED: &[FieldSpec] = &[("item", FieldKind::Line), REMARK, DAY];
const REVERSED: &[FieldSpec] = &[REASON];

/// Returns what a fact of a kind says, the field that matters first.
pub fn fields_of(kind: EventKind) -> &'static [FieldSpec] {
    use EventKind as E;
    match kind {
        E::Assigned | E::SessionClosed | E::Notified => DATED,
        E::Noted => NOTED,
        E::ReturnAsked => RETURN,
        E::ReturnGranted => RETURNED,
        E::ReturnRefused | E::ExtensionRefused | E::NotFiled | E::SentBack => REFUSED,
        E::Routed => ROUTED,
        E::RoleSet => ROLE,
        E::Contacted => CONTACTED,
        E::OpinionAsked => ASKED,
        E::OpinionReceived => OPINION,
        E::OpinionSentBack => OPINION_BACK,
        E::Disputed => DISPUTED,
        E::Settled => SETTLED,
        E::Sent | E::Reanswered | E::Delivered => DELIVERED,
        E::RatedSatisfied | E::RatedBasically | E::RatedUnsatisfied => RATED,
        E::Reminded | E::Lapsed => REMINDED,
        E::ExtensionAsked => EXTENSION,
        E::Extended => EXTENDED,
        E::Classified => CLASSIFIED,
        E::Prioritised => PRIORITISED,
        E::FollowedUp | E::CarriedOver => FOLLOWED,
        E::Withdrawn => WITHDRAWN,
        E::Merged => MERGED,
        E::Reversed => REVERSED,
        E::Proposed
        | E::Examined
        | E::Filed
        | E::Received
        | E::Accepted
        | E::Drafted
        | E::Submitted
        | E::Signed
        | E::Numbered
        | E::Closed => PLAIN,
    }
}

/// Returns the field without which a fact of a kind says nothing.
pub fn must_of(kind: EventKind) -> Option<&'static str> {
    use EventKind as E;
    Some(match kind {
        E::Assigned => "day",
        E::Noted => "remark",
        // What a return must carry (`domain.md` 1.6): a written reason.
        E::ReturnAsked | E::Withdrawn | E::Reversed => "reason",
        E::Routed => "section",
        E::RoleSet => "role",
        E::Contacted => "manner",
        E::ExtensionAsked | E::Extended => "until",
        E::Classified => "class",
        E::Prioritised => "attention",
        E::Merged => "item",
        // Nobody fills in a slip for a deputy without saying on what (Chongqing art. 38).
        E::RatedSatisfied | E::RatedBasically | E::RatedUnsatisfied => "evidence",
        _ => return None,
    })
}

fn detail_of(field: &str) -> Option<Detail> {
    Detail::from_code(field)
}

/// Returns the key of a field's label in `lang`.
pub(super) fn label(field: &str) -> String {
    if detail_of(field).is_some() {
        format!("detail.{field}")
    } else {
        format!("field.{field}")
    }
}

pub(super) fn get(own: &ActText, field: &str) -> String {
    let act = &own.act;
    match field {
        "day" => act.on.map(|day| day.to_string()).unwrap_or_default(),
        "until" => act.until.map(|day| day.to_string()).unwrap_or_default(),
        "remark" => act.text.clone().unwrap_or_default(),
        _ => {
            let all: Vec<&str> = act
                .details
                .iter()
                .filter(|(detail, _)| detail.code() == field)
                .map(|(_, value)| value.as_str())
                .collect();
            all.join("、")
        }
    }
}

pub(super) fn set(own: &mut ActText, field: &str, text: &str) -> Read {
    match field {
        "day" => own.act.on = date(text)?,
        "until" => own.act.until = date(text)?,
        "remark" => own.act.text = line(text),
        _ => {
            let Some(detail) = detail_of(field) else {
                return Ok(());
            };
            let values = values(own.act.kind, detail, text)?;
            // A slip is kept as the kind that its judgement says.
            if detail == Detail::Result
                && let Some(rating) = Rating::from_code(text)
            {
                own.act.kind = kind_of(rating);
            }
            // A changed value stays where it stood, so that facts read alike.
            let details = &mut own.act.details;
            let at = details
                .iter()
                .position(|(own, _)| *own == detail)
                .unwrap_or(details.len());
            details.retain(|(own, _)| *own != detail);
            let at = at.min(details.len());
            details.splice(at..at, values.into_iter().map(|value| (detail, value)));
        }
    }
    Ok(())
}

/// Reads the values of a detail; nothing is no value.
fn values(kind: EventKind, detail: Detail, text: &str) -> Result<Vec<String>, &'static str> {
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let known = match detail {
        Detail::Role => Role::from_code(text).is_some(),
        Detail::Manner => ContactManner::from_code(text).is_some(),
        Detail::Channel => Channel::from_code(text).is_some(),
        Detail::Attention => Attention::from_code(text).is_some(),
        Detail::Class => ResultClass::from_code(text).is_some(),
        Detail::Attitude | Detail::Result => Rating::from_code(text).is_some(),
        _ => true,
    };
    if !known {
        return Err("choice");
    }
    if detail == Detail::Receipt {
        return Ok(date(text)?.iter().map(ToString::to_string).collect());
    }
    let several = fields_of(kind)
        .iter()
        .any(|(field, how)| *field == detail.code() && *how == FieldKind::Names);
    Ok(if several {
        names(text)
    } else {
        vec![text.to_owned()]
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{app::record::Record, lang::Lang};

    #[test]
    fn every_kind_has_fields_with_labels_and_what_it_must_say_among_them() {
        for kind in EventKind::ALL {
            let record = Record::Act(Box::new(ActText::new(*kind, Vec::new())));
            let fields = record.fields();
            assert!(!fields.is_empty(), "{kind:?}");
            for (field, _) in fields {
                for lang in [Lang::Zh, Lang::En] {
                    assert!(lang.knows(&record.label(field)), "{field}");
                }
            }
            if let Some(must) = record.must() {
                assert!(fields.iter().any(|(field, _)| *field == must), "{kind:?}");
            }
        }
    }

    #[test]
    fn several_units_are_several_details_and_a_changed_one_keeps_its_place() {
        let mut own = ActText::new(EventKind::RoleSet, Vec::new());
        set(&mut own, "role", "lead").unwrap();
        set(&mut own, "unit", "区人社局、区教育局").unwrap();
        assert_eq!(
            own.act.details,
            [
                (Detail::Role, "lead".to_owned()),
                (Detail::Unit, "区人社局".to_owned()),
                (Detail::Unit, "区教育局".to_owned()),
            ]
        );
        set(&mut own, "role", "co").unwrap();
        assert_eq!(own.act.details[0], (Detail::Role, "co".to_owned()));
        assert_eq!(get(&own, "unit"), "区人社局、区教育局");
        set(&mut own, "unit", "").unwrap();
        assert_eq!(own.act.details.len(), 1);
        assert_eq!(set(&mut own, "role", "主办"), Err("choice"));
    }

    #[test]
    fn a_choice_may_make_another_fact() {
        let mut own = ActText::new(EventKind::ReturnGranted, Vec::new());
        let refused = Choice::new("", "不同意").making(EventKind::ReturnRefused);
        own.choose("reason", &refused);
        assert_eq!(own.act.kind, EventKind::ReturnRefused);
        assert!(own.act.details.is_empty());
    }
}
