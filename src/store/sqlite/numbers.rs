//! The numbers that letters are given, by series and year; none goes to two letters.
//!
//! A number counts as given when it was given here, and when it stands on a letter that came in.

use rusqlite::{Connection, OptionalExtension, named_params};

use super::{letters, rows, trouble::Answer};
use crate::{
    domain::{id::LetterId, letter::LetterText},
    letter::serial::DocNumber,
    store::{
        StoreError,
        review::{GivenNumber, SeriesYear},
    },
};

const LAST_GIVEN: &str = "SELECT max(serial) AS last FROM given_number
    WHERE series = :series AND year = :year";

const SERIES_BEFORE: &str =
    "SELECT before, owned FROM number_series WHERE series = :series AND year = :year";

/// Numbers that letters have without having got them here: those that came in.
const LETTERS_WITH_NUMBERS_LIKE: &str = "SELECT number, id FROM letter
    WHERE number >= :from AND number < :to ORDER BY number, id";

const GIVEN_TO: &str = "SELECT letter FROM given_number
    WHERE series = :series AND year = :year AND serial = :serial";

const GIVE: &str = "INSERT INTO given_number (series, year, serial, letter)
    VALUES (:series, :year, :serial, :letter)";

const VOID: &str = "UPDATE given_number SET void_reason = :reason
    WHERE series = :series AND year = :year AND serial = :serial AND letter = :letter
        AND void_reason IS NULL";

const BEGIN_SERIES: &str = "INSERT INTO number_series (series, year, owned, before)
    VALUES (:series, :year, :owned, :before)
    ON CONFLICT (series, year) DO UPDATE SET owned = excluded.owned, before = excluded.before";

const ALL_SERIES: &str = "SELECT series, year, owned, before FROM number_series
    UNION
    SELECT series, year, 1, 0 FROM given_number AS own WHERE NOT EXISTS
        (SELECT 1 FROM number_series AS begun WHERE begun.series = own.series AND begun.year = own.year)
    ORDER BY 1, 2";

const GIVEN_OF_SERIES: &str = "SELECT serial, letter, void_reason FROM given_number
    WHERE series = :series AND year = :year ORDER BY serial";

const LETTERS_OF_NUMBER: &str = "SELECT id FROM letter WHERE number = ?1 ORDER BY id";

/// Returns the number after the last of a series: given here, counted before, or come in on paper.
pub(super) fn next(db: &Connection, series: &str, year: i32) -> Answer<DocNumber> {
    let given: Option<u32> = db
        .prepare_cached(LAST_GIVEN)?
        .query_row(named_params! { ":series": series, ":year": year }, |row| {
            row.get("last")
        })?;
    let before = begun(db, series, year)?.map_or(0, |(before, _)| before);
    let came = come_in(db, series, year)?;
    let came = came.iter().map(|(own, _)| own.serial).max();
    let last = given.unwrap_or(0).max(before).max(came.unwrap_or(0));
    let serial = last.checked_add(1).filter(|own| *own <= DocNumber::LAST);
    let serial = serial.ok_or_else(|| full(series, year))?;
    // What lies before the first number given here was counted elsewhere.
    if given.is_none() && last > before {
        begin(db, series, year, (true, last))?;
    }
    Ok(DocNumber {
        series: series.to_owned(),
        year,
        serial,
    })
}

fn full(series: &str, year: i32) -> StoreError {
    StoreError::SeriesFull {
        series: series.to_owned(),
        year,
    }
}

fn begun(db: &Connection, series: &str, year: i32) -> Answer<Option<(u32, bool)>> {
    let found = db
        .prepare_cached(SERIES_BEFORE)?
        .query_row(named_params! { ":series": series, ":year": year }, |row| {
            Ok((row.get("before")?, row.get("owned")?))
        })
        .optional()?;
    Ok(found)
}

/// Returns the numbers of this series and year that stand on letters.
pub(super) fn come_in(
    db: &Connection,
    series: &str,
    year: i32,
) -> Answer<Vec<(DocNumber, LetterId)>> {
    let from = format!("{series}〔{year}〕");
    let to = format!("{series}〔{year}〕\u{10ffff}");
    let found = db
        .prepare_cached(LETTERS_WITH_NUMBERS_LIKE)?
        .query_map(named_params! { ":from": from, ":to": to }, |row| {
            Ok((rows::line(row, "number")?, LetterId(row.get("id")?)))
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let read = |(number, id): (String, LetterId)| Some((DocNumber::read(&number)?, id));
    Ok(found.into_iter().filter_map(read).collect())
}

pub(super) fn refuse_double(db: &Connection, number: &DocNumber) -> Answer<()> {
    let params = named_params! {
        ":series": number.series,
        ":year": number.year,
        ":serial": number.serial,
    };
    let given: Option<i64> = db
        .prepare_cached(GIVEN_TO)?
        .query_row(params, |row| row.get("letter"))
        .optional()?;
    let came = come_in(db, &number.series, number.year)?;
    let came = came.iter().find(|(own, _)| own == number);
    match given.or(came.map(|(_, id)| id.0)) {
        Some(letter) => Err(StoreError::NumberTaken {
            number: number.to_string(),
            letter,
        }
        .into()),
        None => Ok(()),
    }
}

pub(super) fn give(db: &Connection, id: LetterId, number: &DocNumber, owned: bool) -> Answer<()> {
    // Said of every series that is not counted here, so that its gaps are none.
    if !owned && begun(db, &number.series, number.year)?.is_none() {
        begin(db, &number.series, number.year, (false, 0))?;
    }
    db.prepare_cached(GIVE)?.execute(named_params! {
        ":series": number.series,
        ":year": number.year,
        ":serial": number.serial,
        ":letter": id.0,
    })?;
    Ok(())
}

pub(super) fn void(
    db: &Connection,
    id: LetterId,
    after: &mut LetterText,
    reason: &str,
) -> Answer<String> {
    let kept = letters::letter(db, id)?.and_then(|own| own.value.number);
    let printed = kept.unwrap_or_default();
    let none = || StoreError::Missing {
        what: "number",
        id: id.0,
    };
    let number = DocNumber::read(&printed).ok_or_else(none)?;
    let changed = db.prepare_cached(VOID)?.execute(named_params! {
        ":series": number.series,
        ":year": number.year,
        ":serial": number.serial,
        ":letter": id.0,
        ":reason": reason,
    })?;
    if changed == 0 {
        return Err(none().into());
    }
    after.number = None;
    Ok(printed)
}

fn begin(db: &Connection, series: &str, year: i32, (owned, before): (bool, u32)) -> Answer<()> {
    db.prepare_cached(BEGIN_SERIES)?.execute(named_params! {
        ":series": series,
        ":year": year,
        ":owned": owned,
        ":before": before,
    })?;
    Ok(())
}

/// Sets where the counting begins; numbers given here already stay after it.
pub(super) fn begin_series(db: &Connection, series: &str, year: i32, before: u32) -> Answer<()> {
    if before >= DocNumber::LAST {
        return Err(full(series, year).into());
    }
    let params = named_params! { ":series": series, ":year": year };
    let first = db
        .prepare_cached(GIVEN_OF_SERIES)?
        .query_row(params, |row| {
            Ok((row.get::<_, u32>("serial")?, row.get::<_, i64>("letter")?))
        })
        .optional()?;
    if let Some((serial, letter)) = first {
        return Err(StoreError::NumberTaken {
            number: DocNumber {
                series: series.to_owned(),
                year,
                serial,
            }
            .to_string(),
            letter,
        }
        .into());
    }
    begin(db, series, year, (true, before))
}

pub(super) fn all_series(db: &Connection) -> Answer<Vec<SeriesYear>> {
    let mut all = db
        .prepare_cached(ALL_SERIES)?
        .query_map([], |row| {
            Ok(SeriesYear {
                series: rows::line(row, "series")?,
                year: row.get("year")?,
                owned: row.get("owned")?,
                before: row.get("before")?,
                given: Vec::new(),
            })
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let mut asked = db.prepare_cached(GIVEN_OF_SERIES)?;
    for own in &mut all {
        let params = named_params! { ":series": own.series, ":year": own.year };
        own.given = asked
            .query_map(params, |row| {
                Ok(GivenNumber {
                    serial: row.get("serial")?,
                    letter: LetterId(row.get("letter")?),
                    void_reason: rows::line_opt(row, "void_reason")?,
                })
            })?
            .collect::<rusqlite::Result<_>>()?;
    }
    Ok(all)
}

pub(super) fn letters_numbered(db: &Connection, number: &str) -> Answer<Vec<LetterId>> {
    let found = db
        .prepare_cached(LETTERS_OF_NUMBER)?
        .query_map([number], |row| row.get("id").map(LetterId))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(found)
}
