//! What an employer was recognised as, in one column or beside its day and number.

use super::{Reader, add_note};
use crate::{
    domain::employer::{EmployerKind, Firm, Standing, StandingKind},
    ingest::{
        roster::{
            Field, Wrong,
            list::{self, shown},
            value::day_of,
        },
        sheet::Cell,
    },
};

/// Columns that say more of a recognition that another column names.
const ABOUT: [Field; 3] = [Field::Approved, Field::TermEnd, Field::Approval];

/// Puts what a row says of recognitions into an employer. Without a column that names one, 类型 does: a list
/// of self-assessing enterprises has the day of each and nothing else.
pub(super) fn standings(
    reader: &mut Reader<'_>,
    firm: &mut Firm,
    kind: Option<EmployerKind>,
) -> Result<(), Wrong> {
    let row = reader.row;
    let mut found: Vec<Standing> = Vec::new();
    for (column, cell) in row.each(Field::Standing) {
        let (own, others) = list::standings(&shown(cell));
        reader.keep(Field::Standing, column, cell, &list::standings_text(&own));
        found.extend(own);
        for other in others {
            add_note(&mut firm.note, &other);
        }
    }
    let day = |cell: &Cell| {
        let day = day_of(cell)?;
        Ok((day, day.to_string()))
    };
    let since = reader.one(Field::Approved, day)?;
    let until = reader.one(Field::TermEnd, day)?;
    let number = reader.text(Field::Approval);
    let says_more = since.is_some() || until.is_some() || number.is_some();
    if found.is_empty() && says_more {
        let kind = kind.and_then(|kind| StandingKind::from_code(kind.code()));
        found.extend(kind.map(Standing::of));
    }
    if found.is_empty() {
        // Of nothing that we know, and not lost.
        for (column, cell) in ABOUT.iter().flat_map(|field| row.each(*field)) {
            let label = &reader.layout.columns[column].label;
            add_note(&mut firm.note, &format!("{label}：{}", shown(cell)));
        }
    }
    for own in &mut found {
        own.since = own.since.or(since);
        own.until = own.until.or(until);
        own.number = own.number.take().or_else(|| number.clone());
    }
    hold(firm, found);
    Ok(())
}

/// Adds recognitions, newest first; one of the same kind and day is brought up to date.
fn hold(firm: &mut Firm, found: Vec<Standing>) {
    // Two of one row are two.
    let mut is_met = vec![false; firm.standings.len()];
    for own in found {
        let standings = &firm.standings;
        let meets = |test: &dyn Fn(&Standing) -> bool| {
            (0..standings.len()).find(|at| !is_met[*at] && test(&standings[*at]))
        };
        let at = meets(&|kept| *kept == own).or_else(|| {
            meets(&|kept| {
                let is_undated = kept.since.is_none() || own.since.is_none();
                kept.kind == own.kind && (kept.since == own.since || is_undated)
            })
        });
        if let Some(at) = at {
            let kept = &mut firm.standings[at];
            kept.since = kept.since.or(own.since);
            kept.until = own.until.or(kept.until);
            kept.number = own.number.or(kept.number.take());
            is_met[at] = true;
        } else {
            let older = firm
                .standings
                .iter()
                .position(|kept| kept.since < own.since);
            let at = older.unwrap_or(firm.standings.len());
            firm.standings.insert(at, own);
            is_met.insert(at, true);
        }
    }
}
