//! Which state an invented paper is in, when it was assigned, and how long it took.
//!
//! The desk of a day must look like one: a few papers to sign for, some late, some due today and this
//! week, some answered and rated; those of earlier years finished. The terms (three months for an
//! answer, two for an opinion) only serve to place the dates; the program computes its own.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::{GenRole, GenStage};
use crate::demo::rng::Rng;

/// How many papers are near today; chosen by us, because a desk handles 5 to 200 items a year.
const NEAR: usize = 200;
/// Of those each seventh is a finished one of last year, so that the smallest demo has some.
const EACH_OLD: usize = 7;
/// Papers of each earlier year when there are more.
const A_YEAR: usize = 4000;

/// The states of thirty-six neighbouring papers of this year: a desk of forty-two shows each.
const STAGES: [GenStage; 36] = {
    use GenStage::{
        Answered, AwaitingCoOpinion, BasicallySatisfied, CarriedOver, Closed, Contacting, Drafting,
        FollowedUp, HandedBack, InReview, Merged, NotSatisfied, Received, Returned, Routed,
        Satisfied, Signed, SignedFor, Unreturned, Withdrawn,
    };
    [
        Drafting,
        Received,
        Contacting,
        AwaitingCoOpinion,
        InReview,
        Routed,
        Received,
        Satisfied,
        Answered,
        SignedFor,
        FollowedUp,
        Drafting,
        Received,
        Returned,
        Signed,
        AwaitingCoOpinion,
        NotSatisfied,
        Received,
        Routed,
        BasicallySatisfied,
        Drafting,
        Unreturned,
        Received,
        InReview,
        Closed,
        CarriedOver,
        SignedFor,
        Withdrawn,
        Received,
        Answered,
        Merged,
        FollowedUp,
        Contacting,
        HandedBack,
        Received,
        Closed,
    ]
};

/// Days from today to the answer's due date for papers being worked on.
const DUE_IN: [i64; 17] = [-2, 0, 1, 3, 12, -9, 0, 5, 41, 2, -1, 26, 7, 18, 4, 60, 33];

/// Which paper of which session a place in the list is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// Sessions before this year's.
    pub years_ago: usize,
    /// Its place among that session's papers, from zero.
    pub at: usize,
}

/// Returns which paper a place in the list is.
pub(super) fn place_of(index: usize) -> Place {
    let (years_ago, at) = match index.checked_sub(NEAR) {
        None if index % EACH_OLD == EACH_OLD - 1 => (1, index / EACH_OLD),
        None => (0, index - index / EACH_OLD),
        // Behind last year's that stand among those of this year.
        Some(older) => (1 + older / A_YEAR, NEAR / EACH_OLD + older % A_YEAR),
    };
    Place { years_ago, at }
}

/// Returns the paper of this year that an old one among them is like: look-alikes make sense of the
/// search for earlier answers.
pub(super) fn like(index: usize) -> usize {
    if index < NEAR && place_of(index).years_ago == 1 {
        index - 3
    } else {
        index
    }
}

/// Year of the session; earlier years start again at one.
///
/// A session is in spring, and the papers of its year are worked on into the next winter.
pub(super) fn year_of(place: Place, today: NaiveDate) -> i32 {
    (today - Days::new(120)).year() - place.years_ago as i32
}

/// The state of a paper.
pub(super) fn stage_of(place: Place, is_ours: bool, rng: &mut Rng) -> GenStage {
    if place.years_ago == 0 {
        let stage = STAGES[place.at % STAGES.len()];
        return match stage {
            // Only the lead waits for the opinions of others.
            GenStage::AwaitingCoOpinion if !is_ours => GenStage::Drafting,
            // One day brings a handful of papers, however many the year.
            GenStage::Received if place.at >= STAGES.len() && place.at % STAGES.len() > 1 => {
                GenStage::Drafting
            }
            stage => stage,
        };
    }
    match rng.below(1000) {
        // What was promised longer ago was kept or given up.
        0..4 if place.years_ago == 1 => GenStage::FollowedUp,
        4..20 => GenStage::Withdrawn,
        20..40 => GenStage::Merged,
        40..60 => GenStage::HandedBack,
        60..80 => GenStage::BasicallySatisfied,
        _ => GenStage::Closed,
    }
}

/// When a paper came and how many days its answer took or will take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Times {
    /// The day of assignment.
    pub assigned: NaiveDate,
    /// Days from assignment to the answer.
    pub took: i32,
}

/// Returns how many papers being worked on stand before a place.
fn works_before(at: usize) -> usize {
    let works = |stages: &[GenStage]| stages.iter().filter(|stage| is_worked_on(**stage)).count();
    let round = STAGES.len();
    at / round * works(&STAGES) + works(&STAGES[..at % round])
}

fn is_worked_on(stage: GenStage) -> bool {
    use GenStage::{AwaitingCoOpinion, Contacting, Drafting, InReview, Routed, Signed};
    matches!(
        stage,
        Contacting | AwaitingCoOpinion | Drafting | InReview | Signed | Routed
    )
}

/// Places a paper so that what is due is due around today.
pub(super) fn times(
    place: Place,
    stage: GenStage,
    role: GenRole,
    today: NaiveDate,
    rng: &mut Rng,
) -> Times {
    use GenStage::{
        Answered, AwaitingCoOpinion, BasicallySatisfied, CarriedOver, Closed, Contacting, Drafting,
        FollowedUp, HandedBack, InReview, Merged, NotSatisfied, Received, Returned, Routed,
        Satisfied, Signed, SignedFor, Unreturned, Withdrawn,
    };
    let days_ago = |days: i32| today - Days::new(days.max(0) as u64);
    // Most answers keep their term; of a hundred some six do not.
    let late = rng.chance(60);
    let took = match role {
        GenRole::Co if late => rng.between(66, 90),
        GenRole::Co => rng.between(25, 55),
        _ if late => rng.between(96, 130),
        _ => rng.between(42, 86),
    };
    let assigned = match stage {
        _ if place.years_ago > 0 => {
            let months = 12 * place.years_ago as u32;
            today - Months::new(months) - Days::new(rng.between(20, 240) as u64)
        }
        Received => days_ago(rng.between(0, 7)),
        SignedFor | Returned => days_ago(rng.between(3, 9)),
        HandedBack | Withdrawn | Merged => days_ago(rng.between(20, 90)),
        Contacting | AwaitingCoOpinion | Drafting | InReview | Signed | Routed => {
            let due = DUE_IN[works_before(place.at) % DUE_IN.len()];
            let due = if due < 0 {
                today - Days::new(due.unsigned_abs())
            } else {
                today + Days::new(due as u64)
            };
            let term = if role == GenRole::Co { 2 } else { 3 };
            // At a month's end the months may not be of equal length; then the day nearest from below.
            (due - Months::new(term)).min(days_ago(8))
        }
        Answered => days_ago(took + rng.between(4, 20)),
        Unreturned => days_ago(took + rng.between(50, 70)),
        NotSatisfied => days_ago(took + 34),
        Satisfied | BasicallySatisfied => days_ago(took + rng.between(30, 60)),
        FollowedUp | CarriedOver => days_ago(took + rng.between(45, 90)),
        Closed => days_ago(took + rng.between(60, 110)),
    };
    Times { assigned, took }
}
