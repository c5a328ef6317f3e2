//! The unit's profile with its staff.

use rusqlite::{Connection, OptionalExtension, named_params};

use super::{rows, trouble::Answer};
use crate::{
    domain::{
        id::Version,
        sitting::Level,
        unit::{SeriesMode, Staff, Unit},
    },
    store::StoreError,
};

const THE_UNIT: &str = "SELECT version, full_name, short_name, place, level, reply_series,
        opinion_series, reply_numbers, opinion_numbers, chain, contact, contact_phone, copies, rules,
        profile, sections
    FROM unit WHERE id = 1";

const STAFF_OF_THE_UNIT: &str =
    "SELECT name, os_user, section, duties FROM staff ORDER BY position";

const WRITE_UNIT: &str = "INSERT INTO unit (id, version, full_name, short_name, place, level,
        reply_series, opinion_series, reply_numbers, opinion_numbers, chain, contact, contact_phone,
        copies, rules, profile, sections)
    VALUES (1, :version, :full_name, :short_name, :place, :level,
        :reply_series, :opinion_series, :reply_numbers, :opinion_numbers, :chain, :contact,
        :contact_phone, :copies, :rules, :profile, :sections)
    ON CONFLICT (id) DO UPDATE SET version = excluded.version, full_name = excluded.full_name,
        short_name = excluded.short_name, place = excluded.place, level = excluded.level,
        reply_series = excluded.reply_series, opinion_series = excluded.opinion_series,
        reply_numbers = excluded.reply_numbers, opinion_numbers = excluded.opinion_numbers,
        chain = excluded.chain,
        contact = excluded.contact, contact_phone = excluded.contact_phone,
        copies = excluded.copies, rules = excluded.rules, profile = excluded.profile,
        sections = excluded.sections";

const VERSION_OF_THE_UNIT: &str = "SELECT version FROM unit WHERE id = 1";

const FORGET_STAFF: &str = "DELETE FROM staff";

const ADD_STAFF: &str = "INSERT INTO staff (position, name, os_user, section, duties)
    VALUES (:position, :name, :os_user, :section, :duties)";

pub(super) fn unit(db: &Connection) -> Answer<Option<(Unit, Version)>> {
    let found = db
        .prepare_cached(THE_UNIT)?
        .query_row([], |row| {
            let unit = Unit {
                full_name: rows::line_opt(row, "full_name")?,
                short_name: rows::line_opt(row, "short_name")?,
                place: rows::line_opt(row, "place")?,
                level: rows::code_opt(row, "level", Level::from_code)?,
                reply_series: rows::line_opt(row, "reply_series")?,
                opinion_series: rows::line_opt(row, "opinion_series")?,
                reply_numbers: rows::code_opt(row, "reply_numbers", SeriesMode::from_code)?,
                opinion_numbers: rows::code_opt(row, "opinion_numbers", SeriesMode::from_code)?,
                chain: rows::line_opt(row, "chain")?,
                contact: rows::line_opt(row, "contact")?,
                contact_phone: rows::line_opt(row, "contact_phone")?,
                copies: rows::list(row, "copies")?,
                rules: rows::line_opt(row, "rules")?,
                profile: rows::line_opt(row, "profile")?,
                sections: rows::list(row, "sections")?,
                staff: Vec::new(),
            };
            Ok((unit, rows::version(row)?))
        })
        .optional()?;
    let Some((mut unit, version)) = found else {
        return Ok(None);
    };
    unit.staff = db
        .prepare_cached(STAFF_OF_THE_UNIT)?
        .query_map([], |row| {
            Ok(Staff {
                name: rows::line(row, "name")?,
                os_user: rows::line_opt(row, "os_user")?,
                section: rows::line_opt(row, "section")?,
                duties: rows::list(row, "duties")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Some((unit, version)))
}

pub(super) fn save(db: &Connection, unit: &Unit, seen: Option<Version>) -> Answer<Version> {
    let kept = db
        .prepare_cached(VERSION_OF_THE_UNIT)?
        .query_row([], rows::version)
        .optional()?;
    let (what, id) = ("unit", 1);
    match (kept, seen) {
        (None, Some(_)) => return Err(StoreError::Missing { what, id }.into()),
        (kept, seen) if kept != seen => return Err(StoreError::Stale { what, id }.into()),
        _ => {}
    }
    let version = Version(kept.map_or(1, |kept| kept.0 + 1));
    db.prepare_cached(WRITE_UNIT)?.execute(named_params! {
        ":version": version.0,
        ":full_name": unit.full_name,
        ":short_name": unit.short_name,
        ":place": unit.place,
        ":level": unit.level.map(Level::code),
        ":reply_series": unit.reply_series,
        ":opinion_series": unit.opinion_series,
        ":reply_numbers": unit.reply_numbers.map(SeriesMode::code),
        ":opinion_numbers": unit.opinion_numbers.map(SeriesMode::code),
        ":chain": unit.chain,
        ":contact": unit.contact,
        ":contact_phone": unit.contact_phone,
        ":copies": rows::lines(&unit.copies),
        ":rules": unit.rules,
        ":profile": unit.profile,
        ":sections": rows::lines(&unit.sections),
    })?;
    db.prepare_cached(FORGET_STAFF)?.execute([])?;
    let mut add = db.prepare_cached(ADD_STAFF)?;
    for (position, staff) in unit.staff.iter().enumerate() {
        add.execute(named_params! {
            ":position": position as i64,
            ":name": staff.name,
            ":os_user": staff.os_user,
            ":section": staff.section,
            ":duties": rows::lines(&staff.duties),
        })?;
    }
    Ok(version)
}
