//! Parts against their total: 共9家，其中国家级2家、省级7家 — across commas, brackets and nested 其中.
//!
//! Figures in an answer are read by deputies who count. Parts above the total are an error; parts
//! below it are a warning only where the list is whole by its own words (down to the lowest level,
//! all in one bracket, 分别为, 共计). Every reading under which the figures fit is accepted first:
//! a right letter must never be called wrong. Parts that may overlap are not added.

mod judge;
mod label;
mod list;
mod medals;
mod pieces;
#[cfg(test)]
mod tests;

use std::ops::Range;

use super::{
    Finding,
    number::{Manner, Quantity, Unit},
    paper::{Paper, has},
    queue::Against,
};
use judge::{How, Sum};
pub(super) use label::{Axis, axis};
use list::{Part, parts};
use pieces::{Lead, Piece, pieces};

/// The id, as the JSON promises it.
pub(super) const ID: &str = "sums";

/// How far a total stands before its 其中, in pieces. Chosen by us.
const BACK: usize = 12;
/// Brackets within brackets that are followed.
const DEEP: usize = 4;
/// How many characters may stand between a total and its bracket: 103名高技能人才（…）. Chosen by us.
const TO_BRACKET: usize = 16;

/// Checks every sentence.
pub(super) fn run(paper: &Paper, _: &Against, found: &mut Vec<Finding>) {
    let mut previous: (usize, Vec<Quantity>) = (0, Vec::new());
    for sentence in paper.sentences() {
        // 。 stands between sentences of one paragraph; a line end is further.
        if sentence.start > previous.0 + 2 {
            previous.1.clear();
        }
        let own = Level {
            paper,
            outer: None,
            before: &previous.1,
            depth: 0,
        };
        let quantities = own.read(&sentence, found);
        previous = (sentence.end, quantities);
    }
}

/// A sentence, or the inside of a bracket.
struct Level<'a> {
    paper: &'a Paper,
    /// The quantity right before the bracket.
    outer: Option<&'a Quantity>,
    /// The quantities of the sentence before.
    before: &'a [Quantity],
    depth: usize,
}

/// Tells whether a number can be a total or a part.
fn counts(own: &Quantity) -> bool {
    !matches!(own.manner, Manner::Range | Manner::Rate)
        && ![
            Unit::PERCENT,
            Unit::POINT,
            Unit::TIMES,
            Unit("岁"),
            Unit("‰"),
        ]
        .contains(&own.unit)
}

impl Level<'_> {
    fn read(&self, span: &Range<usize>, found: &mut Vec<Finding>) -> Vec<Quantity> {
        let pieces = pieces(self.paper, span);
        for (at, piece) in pieces.iter().enumerate() {
            for bracket in &piece.brackets {
                self.bracket(piece, bracket, found);
            }
            let sum = match piece.lead {
                Lead::Among => self.among(&pieces, at, How::Among),
                Lead::Include => self.among(&pieces, at, How::Include),
                Lead::Split => self.among(&pieces, at, How::Whole),
                Lead::Each => self.each(&pieces, at),
                Lead::Total => self.after(&pieces, at).or_else(|| self.plain(&pieces, at)),
                Lead::Running => self
                    .running(&pieces, at)
                    .or_else(|| self.plain(&pieces, at)),
                Lead::None if at > 0 && list::is_base(self.paper, &pieces[at - 1], piece) => {
                    self.among(&pieces, at, How::Among)
                }
                Lead::None => self.plain(&pieces, at),
            };
            let again = sum.as_ref().and_then(|sum| self.again(&pieces, at, sum));
            found.extend(again.and_then(|sum| judge::judge(self.paper, &sum)));
            found.extend(sum.and_then(|sum| judge::judge(self.paper, &sum)));
        }
        medals::medals(self.paper, span, found);
        let all = pieces.into_iter().flat_map(|own| own.quantities);
        all.filter(counts).collect()
    }

    fn bracket(&self, piece: &Piece, bracket: &Range<usize>, found: &mut Vec<Finding>) {
        if self.depth >= DEEP {
            return;
        }
        let outer = piece.quantities.iter().rfind(|own| {
            own.span.end <= bracket.start && bracket.start - own.span.end <= TO_BRACKET
        });
        let inner = bracket.start + 1..bracket.end - 1;
        let level = Level {
            paper: self.paper,
            outer: outer.filter(|own| counts(own)),
            before: &[],
            depth: self.depth + 1,
        };
        level.read(&inner, found);
        let Some(outer) = level.outer else { return };
        // Without a lead of its own, a bracket that holds nothing but parts holds all of them.
        let own = pieces(self.paper, &inner);
        let led = own.first().is_some_and(|own| own.lead != Lead::None);
        if led || own.iter().any(|own| own.lead == Lead::Total) {
            return;
        }
        let list = parts(self.paper, &own, 0, Some(outer.unit));
        if list.parts.len() < 2 || list.end < own.len() || list.unsure {
            return;
        }
        let sum = Sum {
            total: outer.clone(),
            others: Vec::new(),
            parts: list.parts,
            how: How::Bracket,
            name: list::name_of(self.paper, piece, outer),
        };
        found.extend(judge::judge(self.paper, &sum));
    }

    /// 其中: the parts follow, the total stands before.
    fn among(&self, all: &[Piece], at: usize, how: How) -> Option<Sum> {
        // 分两期：, 包括4个部分：: the parts stand behind the colon.
        let colon = all
            .get(at + 1)
            .is_some_and(|next| matches!(next.mark, '：' | ':'));
        let staged = how == How::Whole && list::stages(self.paper, &all[at]);
        if staged && !colon {
            return None;
        }
        let headed = how != How::Among && colon;
        let list = parts(self.paper, all, at + usize::from(staged || headed), None);
        let unit = list.parts.first()?.quantity.unit;
        if list.unsure {
            return None;
        }
        // 包括4部分16条：第一部分3条
        let mut own = all[at].quantities.iter().filter(|own| own.unit == unit);
        if let Some(total) = own.next_back().filter(|own| headed && counts(own)) {
            return Some(Sum {
                total: total.clone(),
                others: Vec::new(),
                parts: list.parts,
                how,
                name: list::name_of(self.paper, &all[at], total),
            });
        }
        let (total, others, name) = self.totals(all, at, unit, &list.parts)?;
        Some(Sum {
            total,
            others,
            parts: list.parts,
            how,
            name,
        })
    }

    /// 44件，其中主办18件，会办26件；建议26件，提案18件: the same total divided again.
    fn again(&self, all: &[Piece], at: usize, sum: &Sum) -> Option<Sum> {
        if sum.how != How::Among {
            return None;
        }
        let next = (at + 1..all.len().min(at + list::MOST))
            .find(|next| matches!(all[*next].mark, '；' | ';'))?;
        let list = parts(self.paper, all, next, Some(sum.total.unit));
        let first = list.parts.first()?.axis;
        let once = list.parts.iter().map(|own| &own.label);
        let known = list
            .parts
            .iter()
            .all(|own| own.axis.divides() && own.axis.same(first));
        let other = sum
            .parts
            .iter()
            .all(|own| own.axis.divides() && !own.axis.same(first));
        let whole = matches!(
            first,
            Axis::Role | Axis::Origin | Axis::Sex(_) | Axis::Pair(..)
        );
        let fits = once.count() == 2 && known && other && whole && !list.unsure;
        (fits && all[next].lead == Lead::None).then(|| Sum {
            total: sum.total.clone(),
            others: sum.others.clone(),
            parts: list.parts,
            how: How::Among,
            name: sum.name.clone(),
        })
    }

    /// 分别为: the parts follow; the labels may stand before the word.
    fn each(&self, all: &[Piece], at: usize) -> Option<Sum> {
        // 其中省、市、县级分别为: read from 其中 on
        let led = all[..at]
            .iter()
            .rev()
            .take(8)
            .any(|own| own.lead == Lead::Among && own.quantities.is_empty());
        if led {
            return None;
        }
        // 分别新增12项和44项，累计分别达到64项和288项: those of the second stand for themselves.
        let running = at > 0 && all[at].mark == ' ' && all[at - 1].lead == Lead::Running;
        let again = all[..at]
            .iter()
            .rev()
            .take(8)
            .any(|own| own.lead == Lead::Each);
        if running || again {
            return None;
        }
        let labelled = list::labels_before(self.paper, all, at);
        let list = parts(self.paper, all, at - labelled.min(at), None);
        let unit = list.parts.first()?.quantity.unit;
        if list.unsure || list.parts.len() < 2 {
            return None;
        }
        if labelled > 0 && !list.parts.iter().all(|own| own.axis.divides()) {
            return None;
        }
        let (total, others, name) = self.totals(all, at - labelled.min(at), unit, &list.parts)?;
        let adjacent = others.is_empty();
        Some(Sum {
            total,
            others,
            parts: list.parts,
            how: if adjacent { How::Each } else { How::Include },
            name,
        })
    }

    /// Returns the nearest total before a piece, the other numbers that may be meant, and its name.
    fn totals(
        &self,
        all: &[Piece],
        at: usize,
        unit: Unit,
        parts: &[Part],
    ) -> Option<(Quantity, Vec<Quantity>, String)> {
        let han = parts.iter().any(|own| own.quantity.han);
        // 三项工程 is a phrase and no total of 5项.
        let may = |own: &&Quantity| {
            counts(own)
                && own.unit == unit
                && (!own.han || han || own.value > 10 * super::number::ONE)
        };
        let mut own: Vec<Quantity> = Vec::new();
        let mut name = String::new();
        let mut row = false;
        for (index, piece) in all[..at].iter().enumerate().rev().take(BACK) {
            for quantity in piece.quantities.iter().rev().filter(may) {
                if own.is_empty() {
                    row = piece.mark == '、';
                    name = list::name_of(self.paper, piece, quantity);
                    // 三年累计600人: what stands before the lead names the total as well.
                    if piece.mark == ' ' && index > 0 {
                        name.insert_str(0, &self.paper.words(&all[index - 1].span));
                    }
                } else if own.len() == 1 {
                    let called = list::name_of(self.paper, piece, quantity);
                    let (last, this) = (label::axis(&name), label::axis(&called));
                    row |= last.divides() && last.same(this);
                }
                own.push(quantity.clone());
            }
            // 57家；当年新建9家，其中…: another clause has another total.
            if !own.is_empty() && matches!(piece.mark, '；' | ';') {
                break;
            }
        }
        if own.is_empty() {
            own.extend(self.outer.filter(|own| may(own)).cloned());
        }
        let begins = all[..at].iter().all(|own| own.span.is_empty());
        if own.is_empty() && begins {
            own.extend(self.before.iter().rev().filter(|own| may(own)).cloned());
        }
        if own.is_empty() {
            return None;
        }
        // Numbers in a row may be meant together: 省级5名、市级10名，其中女性12名.
        let together: i128 = own.iter().map(|own| own.value).sum();
        let total = own.remove(0);
        if row && !own.is_empty() {
            own.push(Quantity {
                value: together,
                ..total.clone()
            });
        }
        Some((total, own, name))
    }

    /// 共计: the parts stand before.
    fn after(&self, all: &[Piece], at: usize) -> Option<Sum> {
        let piece = &all[at];
        let total = piece.quantities.first().filter(|own| counts(own))?.clone();
        if matches!(piece.mark, '；' | ';') {
            return None;
        }
        // 共有120人参赛 counts others than the prizes before it.
        let next = total.span.end..(total.span.end + 4).min(piece.span.end);
        let other = ["参", "报", "受", "获", "通过", "入选", "参加", "申", "次"];
        if other.iter().any(|word| self.paper.at(next.start, word))
            || has(&self.paper.chars, &next, &["参赛", "参加", "报名"])
        {
            return None;
        }
        // 三批共129名: the word that counts the parts is none of them.
        let mut stop = at;
        let timed = at > 0 && list::names_time(self.paper, &all[at - 1]);
        if piece.mark == ' ' && at > 0 && (timed || list::counts_parts(self.paper, &all[at - 1])) {
            stop -= 1;
        }
        let mut first = stop;
        while first > 0 && stop - first < list::MOST {
            let own = &all[first - 1];
            if own
                .quantities
                .iter()
                .any(|own| own.unit == total.unit && !counts(own))
            {
                break;
            }
            let same = own.quantities.iter().filter(|own| own.unit == total.unit);
            let open = matches!(all[first].mark, '、' | '，' | ',' | ' ' | '；' | ';');
            if same.count() != 1 || !open {
                break;
            }
            first -= 1;
            if own.lead != Lead::None {
                break;
            }
        }
        if stop - first < 2 {
            return None;
        }
        let list = parts(self.paper, &all[first..stop], 0, Some(total.unit));
        if list.parts.len() != stop - first
            || list.unsure
            || list.parts.iter().any(|own| !counts(&own.quantity))
            || timed && list.parts.iter().any(|own| own.axis != Axis::Ordinal)
        {
            return None;
        }
        let how = if list::names_other(self.paper, piece, &total) {
            How::Running
        } else {
            How::After
        };
        Some(Sum {
            total,
            others: Vec::new(),
            parts: list.parts,
            how,
            name: String::new(),
        })
    }

    /// 分别新增300人、400人，累计新增600人: at least the parts.
    fn running(&self, all: &[Piece], at: usize) -> Option<Sum> {
        let mut sum = self.after(all, at)?;
        let each = all[..at]
            .iter()
            .rev()
            .take(list::MOST)
            .any(|own| own.lead == Lead::Each);
        let tied = each
            || sum
                .parts
                .iter()
                .all(|own| own.axis.divides() && own.axis.same(sum.parts[0].axis));
        if each {
            // 分别 has told them apart, whatever the verb is.
            sum.parts
                .iter_mut()
                .for_each(|own| own.axis = Axis::Ordinal);
        }
        tied.then_some(Sum {
            how: How::Running,
            ..sum
        })
    }

    /// 共有9家，国家级2家、省级7家: no word leads the parts, their levels do.
    fn plain(&self, all: &[Piece], at: usize) -> Option<Sum> {
        let piece = &all[at];
        let follower = all.get(at + 1)?;
        if follower.lead != Lead::None
            || piece.quantities.iter().filter(|own| counts(own)).count() != 1
        {
            return None;
        }
        let total = piece.quantities.iter().find(|own| counts(own))?.clone();
        if total.han && total.value <= 10 * super::number::ONE {
            return None;
        }
        let colon = matches!(follower.mark, '：' | ':');
        // A member of an enumeration is no total; and the first follower must look like a part.
        if piece.mark == '、' || !follower.quantities.iter().any(|own| own.unit == total.unit) {
            return None;
        }
        let one = parts(self.paper, &all[at + 1..at + 2], 0, Some(total.unit));
        if !colon && !one.parts.first()?.axis.divides() {
            return None;
        }
        let list = parts(self.paper, all, at + 1, Some(total.unit));
        let axis = list.parts.first()?.axis;
        let divides = |own: Axis| match own {
            Axis::Skill(_) => colon,
            other => other.divides(),
        };
        let same = list.parts.iter().all(|own| own.axis.same(axis));
        let whole =
            colon && list.end == all.len() && list.parts.iter().all(|own| own.axis != Axis::Trait);
        if list.unsure || list.parts.len() < 2 || !(whole || same && divides(axis)) {
            return None;
        }
        let name = list::name_of(self.paper, piece, &total);
        // 共评出1名B类、19名C类: the first is a part like the others.
        let like = |own: Axis| own.divides() && own.same(axis);
        let member =
            like(label::axis(&name)) || like(label::axis(&list::behind(self.paper, piece, &total)));
        if member {
            return None;
        }
        let said =
            piece.lead == Lead::Total || colon || has(&self.paper.chars, &piece.span, &["共"]);
        Some(Sum {
            total,
            others: Vec::new(),
            parts: list.parts,
            how: if said { How::Plain } else { How::Bare },
            name,
        })
    }
}
