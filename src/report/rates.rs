//! The rates of the trade (`domain.md` 5.1), each a part of a base with the items behind both.
//!
//! Their definitions in words, with where each was found, are `report.definition.*` and
//! `report.source.*` of `data/lang`, printed beside every rate; here is what they count. A base is of
//! items that are ours to answer: what was returned, withdrawn, merged or refused is in none.

use std::collections::BTreeMap;

use super::{By, Contact, Course, Filing, Group, Percent};
use crate::{
    domain::{
        coded,
        id::ProposalId,
        outcome::{Rating, ResultClass},
        proposal::Role,
    },
    rules::{Pack, Unreturned},
};

coded! {
    /// A rate.
    RateKind {
        /// 办复率: answered in time ÷ assigned.
        Answered = "answered",
        /// 办结率: finished ÷ assigned.
        Concluded = "concluded",
        /// 沟通率: with any contact ÷ 主办 and 分办.
        Contacted = "contacted",
        /// 面商率: with a meeting, a visit or a forum ÷ 主办 and 分办.
        Met = "met",
        /// 满意率: satisfied ÷ evaluated.
        Satisfied = "satisfied",
        /// 一次满意率: satisfied without being handled again ÷ evaluated.
        FirstSatisfied = "first_satisfied",
        /// 反馈率: slips back ÷ slips sent.
        Returned = "returned",
        /// 解决率: class A ÷ answered.
        Solved = "solved",
        /// 落实率: kept promises ÷ promises.
        Kept = "kept",
        /// 立案率: filed ÷ decided on.
        Filed = "filed",
        /// 按时签收率: signed for in time ÷ signed for under a term.
        SignedFor = "signed_for",
    }
}

/// A part of a base, with the items behind it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// 分子.
    pub part: u64,
    /// 分母.
    pub base: u64,
    /// The items that count in full or in part.
    pub hits: Vec<ProposalId>,
    /// The items of the base that do not count in full.
    pub misses: Vec<ProposalId>,
}

impl Share {
    /// Returns the rate; none of an empty base.
    pub fn percent(&self) -> Option<Percent> {
        Percent::of(self.part, self.base)
    }

    fn add(&mut self, id: ProposalId, part: u64, base: u64) {
        self.part += part;
        self.base += base;
        if part > 0 {
            self.hits.push(id);
        }
        if part < base {
            self.misses.push(id);
        }
    }
}

/// Computes a rate over items.
pub fn rate<'a>(
    kind: RateKind,
    courses: impl IntoIterator<Item = &'a Course>,
    pack: &Pack,
) -> Share {
    let mut share = Share::default();
    for course in courses {
        if let Some((part, base)) = counts(kind, course, pack) {
            share.add(course.id, part, base);
        }
    }
    share
}

/// Computes a rate for each part; parts without a base are there, with a base of zero.
pub fn rates_by<'a>(
    kind: RateKind,
    by: By,
    courses: impl IntoIterator<Item = &'a Course>,
    pack: &Pack,
) -> BTreeMap<Group, Share> {
    let mut groups: BTreeMap<Group, Share> = BTreeMap::new();
    for course in courses {
        let share = groups.entry(Group::of(by, course)).or_default();
        if let Some((part, base)) = counts(kind, course, pack) {
            share.add(course.id, part, base);
        }
    }
    groups
}

/// Returns what an item adds to part and base; none when the rate does not ask about it.
fn counts(kind: RateKind, course: &Course, pack: &Pack) -> Option<(u64, u64)> {
    let one = |counts: bool| Some((u64::from(counts), 1));
    let own = course.role != Role::Co;
    if kind == RateKind::Filed {
        return match course.filing {
            Filing::Unknown => None,
            filing => one(filing == Filing::Filed),
        };
    }
    if !course.is_ours() {
        return None;
    }
    match kind {
        RateKind::Answered => one(course.is_in_time()),
        RateKind::Concluded => one(!course.state.is_open()),
        RateKind::Contacted if own => one(course.contact >= Contact::Talked),
        RateKind::Met if own => one(course.contact == Contact::Met),
        RateKind::Satisfied if own => one(evaluated(course, pack)?),
        RateKind::FirstSatisfied if own => one(evaluated(course, pack)? && course.rounds == 0),
        RateKind::Returned if own && course.slips_sent > 0 => {
            Some((u64::from(course.slips_back), u64::from(course.slips_sent)))
        }
        RateKind::Solved if own => {
            course.answered?;
            one(course.class.is_some_and(|class| is_solved(class, pack)))
        }
        RateKind::Kept if !course.promises.is_empty() => {
            let kept = course.promises.iter().filter(|own| own.kept.is_some());
            Some((kept.count() as u64, course.promises.len() as u64))
        }
        RateKind::SignedFor => one(course.accepted_in_time?),
        _ => None,
    }
}

/// Returns whether the evaluation is a satisfying one; none without an evaluation. A slip that never
/// came back is one where the region keeps it in the base.
fn evaluated(course: &Course, pack: &Pack) -> Option<bool> {
    let stays = course.lapsed && pack.unreturned == Unreturned::Counted;
    match course.rating {
        Some(rating) => Some(is_satisfied(rating, pack)),
        None => stays.then_some(false),
    }
}

/// Returns whether a rating counts as satisfying in the region.
pub fn is_satisfied(rating: Rating, pack: &Pack) -> bool {
    if pack.satisfied_includes_basically {
        rating != Rating::Unsatisfied
    } else {
        rating <= Rating::Satisfied
    }
}

/// Returns whether a class is the region's A; where it gives no letters, whether it is solved.
fn is_solved(class: ResultClass, pack: &Pack) -> bool {
    let rule = pack.classes.iter().find(|rule| rule.class == class);
    match rule.and_then(|rule| rule.letter.as_deref()) {
        Some(letter) => letter == "A" || letter == "甲",
        None => class == ResultClass::Solved,
    }
}
