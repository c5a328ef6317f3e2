//! Making two records one, and finding those that look alike.
//!
//! What goes is taken out of its list and kept in the log, value by value, with every record that named
//! it; to take the change back puts all of it where it was. Look-alikes are found in the order of an
//! index: only records of one name are ever compared.

use std::collections::{HashMap, HashSet};

use rusqlite::{Connection, params};

use super::{
    super::{loading, rows, trouble::Answer},
    craftsmen, employers, ids,
    log::{self, Line},
    moved, studios,
};
use crate::{
    domain::{
        alike::{self, Likeness, WORTH_A_LOOK, firm_key},
        change::{ChangeAct, changes},
        craftsman::Craftsman,
        id::{CraftsmanId, EmployerId, StudioId},
        roster_entry::RosterEntry,
    },
    store::{AlikePair, AlikePairs, Merge, NameId, Signed, StoreError},
};

const APPRENTICES_OF: &str =
    "SELECT DISTINCT apprentice AS id FROM apprenticeship WHERE master = ?1";
const STUDIOS_LED: &str = "SELECT id FROM studio WHERE leader = ?1";
const STUDIOS_JOINED: &str = "SELECT DISTINCT studio AS id FROM studio_member WHERE craftsman = ?1";
const PEOPLE_OF: &str = "SELECT id FROM craftsman WHERE employer = ?1";
const FORMER_PEOPLE_OF: &str = "SELECT DISTINCT craftsman AS id FROM job WHERE employer = ?1";
const STUDIOS_HOSTED: &str = "SELECT id FROM studio WHERE host = ?1";

pub(in super::super) const PEOPLE_BY_NAME: &str =
    "SELECT name, birth_month, employer, id FROM craftsman
    INDEXED BY craftsman_by_name ORDER BY name, birth_month, employer";
/// What the index does not have, asked of homonyms alone.
const UNIT_OF: &str = "SELECT employer_name FROM craftsman WHERE id = ?1";
pub(in super::super) const HOMONYMS_OF: &str =
    "SELECT id, birth_month, employer, employer_name FROM craftsman WHERE name = ?1 AND id <> ?2";
const STUDIOS_BY_NAME: &str = "SELECT name, id FROM studio ORDER BY name, id";
const EMPLOYERS_BY_ROW: &str = "SELECT name, id FROM employer ORDER BY id";

const APART: &str = "SELECT change, list, record FROM roster_change_value
    WHERE change IN (SELECT id FROM roster_change AS c WHERE act = 'apart'
        AND NOT EXISTS (SELECT 1 FROM roster_change AS u WHERE u.undoes = c.id))
    ORDER BY change, position";

pub(in super::super) fn merge(db: &Connection, ask: &Merge, signed: &Signed) -> Answer<()> {
    let (keep, gone) = (ask.keep.0, ask.gone.0);
    if keep == gone {
        let (what, id) = keep.parts();
        return Err(StoreError::Missing { what, id }.into());
    }
    let before = log::seen(db, ask.keep)?;
    let goes = log::seen(db, ask.gone)?;
    let mut after = ask.entry.clone();
    retie(&mut after, gone, keep);
    if let NameId::Craftsman(keep) = keep {
        after.not_under(keep);
    }
    // The one that stays is named even when nothing in it changes.
    let mut lines = vec![Line::naming(keep)];
    log::rewrite(db, keep, ask.keep.1, &after)?;
    lines.extend(Line::of_changes(keep, changes(&before, &after)));
    for id in naming(db, gone)? {
        if id == keep || id == gone {
            continue;
        }
        let Some((own, version)) = log::entry(db, id)? else {
            continue;
        };
        let mut tied = own.clone();
        retie(&mut tied, gone, keep);
        log::rewrite(db, id, version, &tied)?;
        lines.extend(Line::of_changes(id, changes(&own, &tied)));
    }
    lines.extend(moved::hand_over(db, gone, keep)?);
    log::drop_entry(db, gone)?;
    lines.push(Line::went(gone, ask.gone.1));
    lines.extend(Line::of_changes(gone, changes(&goes, &log::blank(&goes))));
    log::write(db, ChangeAct::Merge, signed, None, &lines)?;
    Ok(())
}

fn retie(entry: &mut RosterEntry, from: NameId, to: NameId) {
    match (from, to) {
        (NameId::Craftsman(from), NameId::Craftsman(to)) => entry.retie_craftsman(from, to),
        (NameId::Employer(from), NameId::Employer(to)) => entry.retie_employer(from, to),
        _ => {}
    }
}

/// Returns every record that names one.
fn naming(db: &Connection, id: NameId) -> Answer<Vec<NameId>> {
    let people = |question: &str, row: i64| -> Answer<Vec<NameId>> {
        let found = ids(db, question, [row], CraftsmanId)?;
        Ok(found.into_iter().map(NameId::Craftsman).collect())
    };
    let rooms = |question: &str, row: i64| -> Answer<Vec<NameId>> {
        let found = ids(db, question, [row], StudioId)?;
        Ok(found.into_iter().map(NameId::Studio).collect())
    };
    let mut found = match id {
        NameId::Craftsman(id) => [
            people(APPRENTICES_OF, id.0)?,
            rooms(STUDIOS_LED, id.0)?,
            rooms(STUDIOS_JOINED, id.0)?,
        ]
        .concat(),
        NameId::Employer(id) => [
            people(PEOPLE_OF, id.0)?,
            people(FORMER_PEOPLE_OF, id.0)?,
            rooms(STUDIOS_HOSTED, id.0)?,
        ]
        .concat(),
        NameId::Studio(_) | NameId::Programme(_) => Vec::new(),
    };
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

pub(in super::super) fn keep_apart(
    db: &Connection,
    first: NameId,
    second: NameId,
    signed: &Signed,
) -> Answer<()> {
    for id in [first, second] {
        if log::entry(db, id)?.is_none() {
            let (what, id) = id.parts();
            return Err(StoreError::Missing { what, id }.into());
        }
    }
    let lines = [Line::naming(first), Line::naming(second)];
    log::write(db, ChangeAct::Apart, signed, None, &lines)?;
    Ok(())
}

/// The pairs that a person found to be two.
fn apart(db: &Connection) -> Answer<HashSet<(NameId, NameId)>> {
    let rows: Vec<(i64, NameId)> = db
        .prepare_cached(APART)?
        .query_map([], |row| {
            let id = log::named(&rows::line(row, "list")?, row.get("record")?)?;
            Ok((row.get("change")?, id))
        })?
        .collect::<rusqlite::Result<_>>()?;
    let pairs = rows.windows(2).filter(|pair| pair[0].0 == pair[1].0);
    Ok(pairs.map(|pair| ordered(pair[0].1, pair[1].1)).collect())
}

fn ordered(a: NameId, b: NameId) -> (NameId, NameId) {
    if a <= b { (a, b) } else { (b, a) }
}

/// The best pairs of a bounded number, and how many there were.
struct Best {
    limit: usize,
    apart: HashSet<(NameId, NameId)>,
    found: AlikePairs,
}

impl Best {
    fn take(&mut self, db: &Connection, a: NameId, b: NameId) -> Answer<()> {
        let (first, second) = ordered(a, b);
        if self.apart.contains(&(first, second)) {
            return Ok(());
        }
        let (Some((one, _)), Some((other, _))) = (log::entry(db, first)?, log::entry(db, second)?)
        else {
            return Ok(());
        };
        let likeness = compared(&one, &other);
        if likeness.score < WORTH_A_LOOK {
            return Ok(());
        }
        self.found.total += 1;
        let pairs = &mut self.found.pairs;
        // Among equals, those found first stay.
        let place = pairs.partition_point(|own| own.likeness.score >= likeness.score);
        if place < self.limit {
            let name = one.name().to_owned();
            pairs.insert(
                place,
                AlikePair {
                    first,
                    second,
                    name,
                    likeness,
                },
            );
            pairs.truncate(self.limit);
        }
        Ok(())
    }
}

fn compared(a: &RosterEntry, b: &RosterEntry) -> Likeness {
    match (a, b) {
        (RosterEntry::Person(a), RosterEntry::Person(b)) => alike::people(a, b),
        (RosterEntry::Studio(a), RosterEntry::Studio(b)) => alike::studios(a, b),
        (RosterEntry::Employer(a), RosterEntry::Employer(b)) => alike::employers(a, b),
        _ => Likeness {
            score: 0,
            reasons: Vec::new(),
        },
    }
}

/// Finds records that look alike in all three lists. Of many alike, each is paired with the one before.
pub(in super::super) fn all(db: &Connection, limit: usize) -> Answer<AlikePairs> {
    // Without the index of names every person would be sorted anew.
    if loading::is_aside(db)? {
        return Err(StoreError::Loading.into());
    }
    let mut best = Best {
        limit,
        apart: apart(db)?,
        found: AlikePairs::default(),
    };
    let mut asked = db.prepare_cached(EMPLOYERS_BY_ROW)?;
    let mut found = asked.query([])?;
    let mut last_of: HashMap<String, NameId> = HashMap::new();
    while let Some(row) = found.next()? {
        let id = NameId::Employer(EmployerId(row.get("id")?));
        let key = firm_key(&rows::line(row, "name")?);
        if let Some(before) = last_of.insert(key, id) {
            best.take(db, before, id)?;
        }
    }
    let mut asked = db.prepare_cached(STUDIOS_BY_NAME)?;
    let mut found = asked.query([])?;
    let mut before: Option<(String, NameId)> = None;
    while let Some(row) = found.next()? {
        let own = (
            rows::line(row, "name")?,
            NameId::Studio(StudioId(row.get("id")?)),
        );
        if let Some((name, id)) = &before
            && *name == own.0
        {
            best.take(db, *id, own.1)?;
        }
        before = Some(own);
    }
    people(db, &mut best)?;
    Ok(best.found)
}

/// A person as the index has it: birth month, employer and row.
type Homonym = (Option<String>, Option<i64>, i64);

fn people(db: &Connection, best: &mut Best) -> Answer<()> {
    let mut asked = db.prepare_cached(PEOPLE_BY_NAME)?;
    let mut found = asked.query([])?;
    let mut name = String::new();
    let mut homonyms: Vec<Homonym> = Vec::new();
    while let Some(row) = found.next()? {
        let own = row
            .get_ref("name")?
            .as_str()
            .map_err(rusqlite::Error::from)?;
        if own != name {
            pairs_of(db, &mut homonyms, best)?;
            own.clone_into(&mut name);
        }
        homonyms.push((
            row.get("birth_month")?,
            row.get("employer")?,
            row.get("id")?,
        ));
    }
    pairs_of(db, &mut homonyms, best)
}

/// Pairs the homonyms of one name that share birth month or employer. An employer is the same by its row
/// or by its name: most tables name employers and tie to none.
fn pairs_of(db: &Connection, homonyms: &mut Vec<Homonym>, best: &mut Best) -> Answer<()> {
    let own = std::mem::take(homonyms);
    if own.len() < 2 {
        return Ok(());
    }
    let mut by_month: HashMap<&str, i64> = HashMap::new();
    let mut by_employer: HashMap<Unit, (i64, Option<&str>)> = HashMap::new();
    // Where every month is known, an employer finds nobody whom the month does not.
    let asks_units = own.iter().any(|(month, ..)| month.is_none());
    for (month, employer, id) in &own {
        let mut units = Vec::new();
        if asks_units {
            units.extend(employer.map(Unit::Row));
            units.extend(unit_of(db, *id)?.map(Unit::Named));
        }
        let mut with = Vec::new();
        if let Some(month) = month.as_deref() {
            with.extend(by_month.insert(month, *id));
        }
        for unit in units {
            let before = by_employer.insert(unit, (*id, month.as_deref()));
            let Some((other, other_month)) = before else {
                continue;
            };
            // Known birth months that differ speak against it more than an employer for it.
            let differ = matches!((month, other_month), (Some(a), Some(b)) if a != b);
            if !differ && !with.contains(&other) {
                with.push(other);
            }
        }
        for other in with {
            best.take(
                db,
                NameId::Craftsman(CraftsmanId(other)),
                NameId::Craftsman(CraftsmanId(*id)),
            )?;
        }
    }
    Ok(())
}

/// What says that two work in one place.
#[derive(PartialEq, Eq, Hash)]
enum Unit {
    Row(i64),
    Named(String),
}

fn unit_of(db: &Connection, id: i64) -> Answer<Option<String>> {
    let name: Option<String> = db
        .prepare_cached(UNIT_OF)?
        .query_row([id], |row| rows::line_opt(row, "employer_name"))?;
    Ok(name
        .map(|name| firm_key(&name))
        .filter(|key| !key.is_empty()))
}

/// Lists those of a person's name who share birth month or employer, up to so many.
fn homonyms_of(db: &Connection, own: &Craftsman, limit: usize) -> Answer<Vec<NameId>> {
    let key = |name: Option<&String>| {
        name.map(|name| firm_key(name))
            .filter(|key| !key.is_empty())
    };
    let (employer, unit) = (own.value.employer, key(own.value.employer_name.as_ref()));
    let mut asked = db.prepare_cached(HOMONYMS_OF)?;
    let mut found = asked.query(params![own.value.name, own.id.0])?;
    let mut of = Vec::new();
    while let Some(row) = found.next()? {
        if of.len() == limit {
            break;
        }
        let month = rows::line_opt(row, "birth_month")?;
        let its: Option<i64> = row.get("employer")?;
        let its_unit = key(rows::line_opt(row, "employer_name")?.as_ref());
        if month.is_some() && month == own.value.birth_month
            || its.is_some() && its == employer.map(|id| id.0)
            || its_unit.is_some() && its_unit == unit
        {
            of.push(NameId::Craftsman(CraftsmanId(row.get("id")?)));
        }
    }
    Ok(of)
}

/// Finds records that look like one, the most alike first.
pub(in super::super) fn like(db: &Connection, id: NameId, limit: usize) -> Answer<AlikePairs> {
    let mut best = Best {
        limit,
        apart: apart(db)?,
        found: AlikePairs::default(),
    };
    let candidates: Vec<NameId> = match id {
        NameId::Programme(_) => Vec::new(),
        NameId::Craftsman(own) => {
            let Some(kept) = craftsmen::read(db, own)? else {
                return Ok(best.found);
            };
            homonyms_of(db, &kept, limit)?
        }
        NameId::Studio(own) => {
            let Some(kept) = studios::read(db, own)? else {
                return Ok(best.found);
            };
            let mut asked = db.prepare_cached(STUDIOS_BY_NAME)?;
            let mut found = asked.query([])?;
            let mut of = Vec::new();
            while let Some(row) = found.next()? {
                if rows::line(row, "name")? == kept.value.name {
                    of.push(NameId::Studio(StudioId(row.get("id")?)));
                }
            }
            of
        }
        NameId::Employer(own) => {
            let Some(kept) = employers::read(db, own)? else {
                return Ok(best.found);
            };
            let key = firm_key(&kept.value.name);
            let mut asked = db.prepare_cached(EMPLOYERS_BY_ROW)?;
            let mut found = asked.query([])?;
            let mut of = Vec::new();
            while let Some(row) = found.next()? {
                if firm_key(&rows::line(row, "name")?) == key {
                    of.push(NameId::Employer(EmployerId(row.get("id")?)));
                }
            }
            of
        }
    };
    for other in candidates {
        if other != id {
            best.take(db, id, other)?;
        }
    }
    Ok(best.found)
}
