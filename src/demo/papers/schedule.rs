//! Which state an invented paper is in, and the days on which it got there.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::GenStage::{AwaitingCoOpinion, Drafting};
use super::{GenRole, GenStage, GenStep};
use crate::demo::rng::Rng;

/// How many papers are of this year; chosen by us, because a desk handles 5 to 200 items a year.
const THIS_YEAR: usize = 200;
/// Papers of each earlier year when there are more.
const A_YEAR: usize = 4000;

/// The states of twenty-eight neighbouring papers, so that a desk of thirty shows each of them.
const STAGES: [GenStage; 28] = {
    use GenStage::{
        Answered, AwaitingCoOpinion, BasicallySatisfied, Closed, Contacting, Drafting, FollowedUp,
        InReview, Merged, NotSatisfied, Received, Returned, Routed, Satisfied, Signed, SignedFor,
        Withdrawn,
    };
    [
        Drafting,
        Received,
        Contacting,
        Answered,
        InReview,
        Routed,
        Satisfied,
        AwaitingCoOpinion,
        SignedFor,
        Drafting,
        Returned,
        Signed,
        Contacting,
        NotSatisfied,
        Received,
        Routed,
        BasicallySatisfied,
        Drafting,
        FollowedUp,
        InReview,
        AwaitingCoOpinion,
        Closed,
        SignedFor,
        Withdrawn,
        Contacting,
        Merged,
        Drafting,
        Satisfied,
    ]
};

/// Days from today to the answer's due date for papers being worked on.
const DUE_IN: [i64; 17] = [-2, 0, 3, 12, 1, 26, -9, 5, 0, 41, 2, 7, -1, 18, 4, 60, 33];

/// Year of the session and number within it; earlier years start again at one.
///
/// A session is in spring, and the papers of its year are worked on into the next winter.
pub(super) fn number_of(index: usize, today: NaiveDate) -> (i32, u32) {
    let this_year = (today - Days::new(120)).year();
    match index.checked_sub(THIS_YEAR) {
        None => (this_year, index as u32 + 1),
        Some(older) => (
            this_year - 1 - (older / A_YEAR) as i32,
            (older % A_YEAR) as u32 + 1,
        ),
    }
}

/// The state of a paper.
pub(super) fn stage_of(index: usize, is_ours: bool, rng: &mut Rng) -> GenStage {
    if index < THIS_YEAR {
        return match STAGES[index % STAGES.len()] {
            // Only the lead waits for the opinions of others.
            AwaitingCoOpinion if !is_ours => Drafting,
            stage => stage,
        };
    }
    match rng.below(100) {
        0..3 => GenStage::FollowedUp,
        3..5 => GenStage::Withdrawn,
        5..8 => GenStage::Merged,
        8..10 => GenStage::BasicallySatisfied,
        _ => GenStage::Closed,
    }
}

/// The day of assignment, placed so that what is due is due around today.
pub(super) fn assigned_on(
    index: usize,
    stage: GenStage,
    today: NaiveDate,
    rng: &mut Rng,
) -> NaiveDate {
    use GenStage::{
        AwaitingCoOpinion, Contacting, Drafting, InReview, Received, Returned, Routed, Signed,
        SignedFor,
    };
    let days_ago = |days: i32| today - Days::new(days as u64);
    if index >= THIS_YEAR {
        let years = 1 + (index - THIS_YEAR) / A_YEAR;
        return today - Months::new(12 * years as u32) - Days::new(rng.below(60) as u64);
    }
    match stage {
        Received => days_ago(rng.between(0, 9)),
        SignedFor | Returned => days_ago(rng.between(3, 14)),
        Contacting | AwaitingCoOpinion | Drafting | InReview | Signed | Routed => {
            let due = DUE_IN[(index / 2 + index / STAGES.len()) % DUE_IN.len()];
            let due = if due < 0 {
                today - Days::new(due.unsigned_abs())
            } else {
                today + Days::new(due as u64)
            };
            // At a month's end the months may not be of equal length; then the day nearest from below.
            due - Months::new(3)
        }
        _ => days_ago(rng.between(120, 240)),
    }
}

/// The way to a stage.
fn way_to(stage: GenStage, role: GenRole) -> Vec<GenStage> {
    use GenStage::{
        Answered, AwaitingCoOpinion, BasicallySatisfied, Closed, Contacting, Drafting, FollowedUp,
        InReview, Merged, NotSatisfied, Received, Returned, Routed, Satisfied, Signed, SignedFor,
        Withdrawn,
    };
    let mut way = match stage {
        Received => vec![],
        SignedFor => vec![Received],
        Returned | Withdrawn | Merged | Routed => vec![Received, SignedFor],
        Contacting => vec![Received, SignedFor, Routed],
        AwaitingCoOpinion | Drafting => vec![Received, SignedFor, Routed, Contacting],
        InReview => vec![Received, SignedFor, Routed, Contacting, Drafting],
        Signed => vec![Received, SignedFor, Routed, Contacting, Drafting, InReview],
        Answered => vec![
            Received, SignedFor, Routed, Contacting, Drafting, InReview, Signed,
        ],
        Satisfied | BasicallySatisfied | NotSatisfied => {
            vec![
                Received, SignedFor, Routed, Contacting, Drafting, InReview, Signed, Answered,
            ]
        }
        FollowedUp => vec![
            Received,
            SignedFor,
            Routed,
            Contacting,
            Drafting,
            InReview,
            Signed,
            Answered,
            BasicallySatisfied,
        ],
        Closed => vec![
            Received, SignedFor, Routed, Contacting, Drafting, InReview, Signed, Answered,
            Satisfied,
        ],
    };
    way.push(stage);
    // A co-handler's opinion goes to the lead unit; the deputy is not visited twice nor asked for a rating.
    if role == GenRole::Co {
        way.retain(|&step| {
            step == stage || !matches!(step, Contacting | Satisfied | BasicallySatisfied)
        });
    }
    way
}

/// The days of the way: signed for within days, answered within the term where it was, never after today.
pub(super) fn history(
    stage: GenStage,
    role: GenRole,
    assigned: NaiveDate,
    today: NaiveDate,
    rng: &mut Rng,
) -> Vec<GenStep> {
    let way = way_to(stage, role);
    let age = (today - assigned).num_days().max(0) as usize;
    // Finished papers took between six and twelve weeks; open ones are as old as they are.
    let span = age.min(rng.between(42, 84) as usize);
    let last = way.len().saturating_sub(1).max(1);
    way.iter()
        .enumerate()
        .map(|(at, &stage)| GenStep {
            stage,
            on: assigned + Days::new((span * at * at / (last * last)) as u64),
        })
        .collect()
}
