//! The steps that a letter has taken in its chain, as they are written down and kept.
//!
//! Invariant: steps are only ever appended; one is undone by another that names it.

use chrono::{NaiveDate, NaiveDateTime};

use super::{chain::StepKind, id::EventId};

/// A step of a letter as it is written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewStep {
    /// What was done.
    pub kind: StepKind,
    /// What the chain called it then.
    pub name: String,
    /// Who did it.
    pub by: String,
    /// The day it was done.
    pub on: NaiveDate,
    /// When it was typed in.
    pub recorded_at: NaiveDateTime,
    /// Who typed it in.
    pub typed_by: String,
    /// On what evidence, where another did it: 纸质签发单.
    pub evidence: Option<String>,
    /// What was said with it.
    pub remark: Option<String>,
    /// The step that this one undoes.
    pub takes_back: Option<i64>,
}

/// A kept step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Counts from 1 in each letter.
    pub ordinal: i64,
    /// What was written down.
    pub step: NewStep,
    /// The number given or made void by it.
    pub number: Option<String>,
    /// The fact of the queue that was recorded with it.
    pub event: Option<EventId>,
    /// The version of the text that it was done on.
    pub version: i64,
    /// Hash of that text, lower-case hex of SHA-256.
    pub text_hash: String,
    /// Hash of the step, the text's hash and the hash of the step before.
    pub hash: String,
}

/// Returns the steps that still stand: those not undone, without the undoings.
pub fn in_force(steps: &[Step]) -> Vec<&Step> {
    let mut undone: Vec<i64> = Vec::new();
    for own in steps.iter().rev() {
        if let Some(target) = own.step.takes_back
            && !undone.contains(&own.ordinal)
        {
            undone.push(target);
        }
    }
    let stands =
        |own: &&Step| own.step.kind != StepKind::TakenBack && !undone.contains(&own.ordinal);
    steps.iter().filter(stands).collect()
}

/// Returns whether a step may be undone: nothing that still stands came after it.
pub fn may_take_back(steps: &[Step], ordinal: i64) -> bool {
    let is_undoing = |own: &Step| own.ordinal == ordinal && own.step.takes_back.is_some();
    if steps.iter().any(is_undoing) {
        return steps.last().is_some_and(|own| own.ordinal == ordinal);
    }
    in_force(steps)
        .last()
        .is_some_and(|own| own.ordinal == ordinal)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Steps of these kinds and names, with what each undoes.
    pub fn steps(done: &[(StepKind, &str, Option<i64>)]) -> Vec<Step> {
        let on = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
        let done = done.iter().zip(1..);
        done.map(|((kind, name, takes_back), ordinal)| Step {
            ordinal,
            step: NewStep {
                kind: *kind,
                name: (*name).into(),
                by: "王一".into(),
                on,
                recorded_at: on.into(),
                typed_by: "王一".into(),
                evidence: None,
                remark: None,
                takes_back: *takes_back,
            },
            number: None,
            event: None,
            version: 1,
            text_hash: String::new(),
            hash: String::new(),
        })
        .collect()
    }

    #[test]
    fn only_the_last_step_that_stands_may_be_undone() {
        use StepKind as K;
        let own = steps(&[(K::Draft, "拟稿", None), (K::Review, "会签", None)]);
        assert!(!may_take_back(&own, 1));
        assert!(may_take_back(&own, 2));
        let own = steps(&[
            (K::Draft, "拟稿", None),
            (K::Review, "会签", None),
            (K::TakenBack, "撤销", Some(2)),
        ]);
        assert!(may_take_back(&own, 1));
        assert!(!may_take_back(&own, 2));
        assert!(may_take_back(&own, 3));
        assert_eq!(in_force(&own).len(), 1);
    }
}
