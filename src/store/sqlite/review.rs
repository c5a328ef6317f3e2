//! Steps of letters, the numbers they give, remarks and promises.
//!
//! A step is one transaction with everything that follows from it: the letter's stage and text, the
//! facts of its item, its number. So no number is given without its letter, and none to two letters.

use chrono::NaiveDateTime;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::{figures, letters, proposals, rows, spans, trouble::Answer};
use crate::{
    domain::{
        chain::{LetterPromise, NewStep, Remark, Step, StepKind},
        event::EventKind,
        id::{EventId, LetterId, RemarkId, Version},
        letter::LetterText,
        span::{Span, What, after_replacing},
    },
    letter::{
        seal,
        serial::{self, DocNumber},
    },
    store::{
        StoreError,
        review::{Give, GivenNumber, NewRemark, SeriesYear, StepAsk, StepFacts, StepTaken},
    },
};

const STEPS_OF: &str =
    "SELECT ordinal, kind, name, done_by, done_on, recorded_at, typed_by, evidence,
        remark, takes_back, number, event, version, text_hash, hash
    FROM review_step WHERE letter = ?1 ORDER BY ordinal";

const STEP_OF_EVENT: &str = "SELECT letter, ordinal FROM review_step WHERE event = ?1";

const LAST_STEP_OF: &str = "SELECT ordinal, hash FROM review_step WHERE letter = ?1
    ORDER BY ordinal DESC LIMIT 1";

const ADD_STEP: &str = "INSERT INTO review_step (letter, ordinal, kind, name, done_by, done_on,
        recorded_at, typed_by, evidence, remark, takes_back, number, event, version, text_hash, hash)
    VALUES (:letter, :ordinal, :kind, :name, :done_by, :done_on, :recorded_at, :typed_by, :evidence,
        :remark, :takes_back, :number, :event, :version, :text_hash, :hash)";

const LAST_EVENTS_OF: &str = "SELECT id FROM event WHERE proposal = ?1 ORDER BY id DESC LIMIT ?2";

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

const REMARKS_OF: &str = "SELECT id, letter, quote, text, author, made_at, settled_by
    FROM letter_remark WHERE letter = ?1 ORDER BY id";

const ADD_REMARK: &str = "INSERT INTO letter_remark (letter, quote, text, author, made_at)
    VALUES (:letter, :quote, :text, :author, :made_at)";

const SETTLE_REMARK: &str = "UPDATE letter_remark SET settled_by = :by WHERE id = :id";

const PROMISES_OF: &str =
    "SELECT text, due FROM letter_promise WHERE letter = ?1 ORDER BY position";

const FORGET_PROMISES: &str = "DELETE FROM letter_promise WHERE letter = ?1";

const ADD_PROMISE: &str = "INSERT INTO letter_promise (letter, position, text, due)
    VALUES (:letter, :position, :text, :due)";

pub(super) fn steps(db: &Connection, id: LetterId) -> Answer<Vec<Step>> {
    let steps = db
        .prepare_cached(STEPS_OF)?
        .query_map([id.0], step_of)?
        .collect::<rusqlite::Result<_>>()?;
    Ok(steps)
}

fn step_of(row: &Row<'_>) -> rusqlite::Result<Step> {
    Ok(Step {
        ordinal: row.get("ordinal")?,
        step: NewStep {
            kind: rows::code(row, "kind", StepKind::from_code)?,
            name: rows::line(row, "name")?,
            by: rows::line(row, "done_by")?,
            on: rows::day(row, "done_on")?,
            recorded_at: rows::moment(row, "recorded_at")?,
            typed_by: rows::line(row, "typed_by")?,
            evidence: rows::line_opt(row, "evidence")?,
            remark: rows::paper_opt(row, "remark")?,
            takes_back: row.get("takes_back")?,
        },
        number: rows::line_opt(row, "number")?,
        event: row.get::<_, Option<i64>>("event")?.map(EventId),
        version: row.get("version")?,
        text_hash: row.get("text_hash")?,
        hash: row.get("hash")?,
    })
}

pub(super) fn step_of_event(db: &Connection, id: EventId) -> Answer<Option<(LetterId, i64)>> {
    let found = db
        .prepare_cached(STEP_OF_EVENT)?
        .query_row([id.0], |row| {
            Ok((LetterId(row.get("letter")?), row.get("ordinal")?))
        })
        .optional()?;
    Ok(found)
}

pub(super) fn take_step(db: &Connection, ask: &StepAsk) -> Answer<StepTaken> {
    let id = ask.letter;
    let mut after = ask.after.clone();
    let mut number = None;
    let mut named = None;
    match &ask.give {
        Give::Nothing => {}
        Give::Next { series, year } => number = Some(next(db, series, *year)?),
        Give::This(this) => {
            refuse_double(db, this)?;
            number = Some(this.clone());
        }
        Give::Void { reason } => named = Some(void(db, id, &mut after, reason)?),
    }
    if let Some(given) = &number {
        give(db, id, given, matches!(ask.give, Give::Next { .. }))?;
        write_number(id, &mut after, given)?;
        named = Some(given.to_string());
    }
    let events = match &ask.facts {
        Some(facts) => record(db, facts, named.as_deref())?,
        None => Vec::new(),
    };
    let (by, at) = (ask.step.typed_by.as_str(), ask.step.recorded_at);
    let version = letters::save(db, (id, ask.seen), &after, by, at)?;
    letters::seal(db, id)?;
    if ask.step.kind == StepKind::Sign {
        for span in &after.spans {
            if let What::Figure(figure) = span.what {
                figures::freeze(db, figure, at)?;
            }
        }
    }
    let ordinal = add_step(
        db,
        ask,
        &after.text,
        named.as_deref(),
        events.first().copied(),
    )?;
    Ok(StepTaken {
        version,
        ordinal,
        number,
        events,
    })
}

/// Writes the number into the letter, and moves what its spans stand on.
fn write_number(id: LetterId, after: &mut LetterText, given: &DocNumber) -> Answer<()> {
    let written =
        serial::write_in(&after.text, given).map_err(|there| StoreError::OtherNumber {
            letter: id.0,
            there,
            given: given.to_string(),
        })?;
    if let Some(replaced) = &written.replaced {
        let chars = given.to_string().chars().count();
        after.spans = after_replacing(&after.spans, replaced, chars);
    }
    after.text = written.text;
    after.number = Some(given.to_string());
    Ok(())
}

fn record(db: &Connection, own: &StepFacts, number: Option<&str>) -> Answer<Vec<EventId>> {
    let mut facts = own.facts.clone();
    for fact in &mut facts {
        if fact.kind == EventKind::Numbered {
            fact.text = number.map(str::to_owned);
        }
    }
    proposals::record(db, own.proposal, own.seen, &facts, &own.projection)?;
    let mut rows = db
        .prepare_cached(LAST_EVENTS_OF)?
        .query_map((own.proposal.0, facts.len() as i64), |row| {
            row.get("id").map(EventId)
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    rows.reverse();
    Ok(rows)
}

fn add_step(
    db: &Connection,
    ask: &StepAsk,
    text: &str,
    number: Option<&str>,
    event: Option<EventId>,
) -> Answer<i64> {
    let id = ask.letter;
    let last = db
        .prepare_cached(LAST_STEP_OF)?
        .query_row([id.0], |row| {
            Ok((row.get::<_, i64>("ordinal")?, row.get::<_, String>("hash")?))
        })
        .optional()?;
    let (before, hash_before) = last.unwrap_or_default();
    let (own, text_hash) = (&ask.step, seal::text_hash(text));
    db.prepare_cached(ADD_STEP)?.execute(named_params! {
        ":letter": id.0,
        ":ordinal": before + 1,
        ":kind": own.kind.code(),
        ":name": own.name,
        ":done_by": own.by,
        ":done_on": rows::day_text(own.on),
        ":recorded_at": rows::moment_text(own.recorded_at),
        ":typed_by": own.typed_by,
        ":evidence": own.evidence,
        ":remark": own.remark,
        ":takes_back": own.takes_back,
        ":number": number,
        ":event": event.map(|event| event.0),
        ":version": letters::newest_version(db, id)?,
        ":text_hash": text_hash,
        ":hash": seal::step_hash(&hash_before, own, number, &text_hash),
    })?;
    Ok(before + 1)
}

/// Returns the number after the last of a series: given here, counted before, or come in on paper.
fn next(db: &Connection, series: &str, year: i32) -> Answer<DocNumber> {
    let given: Option<u32> = db
        .prepare_cached(LAST_GIVEN)?
        .query_row(named_params! { ":series": series, ":year": year }, |row| {
            row.get("last")
        })?;
    let before = begun(db, series, year)?.map_or(0, |(before, _)| before);
    let came = come_in(db, series, year)?;
    let came = came.iter().map(|(own, _)| own.serial).max();
    let last = given.unwrap_or(0).max(before).max(came.unwrap_or(0));
    // What lies before the first number given here was counted elsewhere.
    if given.is_none() && last > before {
        begin(db, series, year, (true, last))?;
    }
    Ok(DocNumber {
        series: series.to_owned(),
        year,
        serial: last + 1,
    })
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

fn refuse_double(db: &Connection, number: &DocNumber) -> Answer<()> {
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

fn give(db: &Connection, id: LetterId, number: &DocNumber, owned: bool) -> Answer<()> {
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

fn void(db: &Connection, id: LetterId, after: &mut LetterText, reason: &str) -> Answer<String> {
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

pub(super) fn begin(
    db: &Connection,
    series: &str,
    year: i32,
    (owned, before): (bool, u32),
) -> Answer<()> {
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

pub(super) fn remarks(db: &Connection, id: LetterId) -> Answer<Vec<Remark>> {
    let found = db
        .prepare_cached(REMARKS_OF)?
        .query_map([id.0], |row| {
            Ok(Remark {
                id: RemarkId(row.get("id")?),
                letter: LetterId(row.get("letter")?),
                quote: rows::paper(row, "quote")?,
                text: rows::paper(row, "text")?,
                by: rows::line(row, "author")?,
                at: rows::moment(row, "made_at")?,
                settled_by: rows::line_opt(row, "settled_by")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(found)
}

pub(super) fn add_remark(
    db: &Connection,
    (id, seen): (LetterId, Version),
    remark: &NewRemark,
    by: &str,
    at: NaiveDateTime,
) -> Answer<RemarkId> {
    letters::touch(db, (id, seen))?;
    db.prepare_cached(ADD_REMARK)?.execute(named_params! {
        ":letter": id.0,
        ":quote": remark.quote,
        ":text": remark.text,
        ":author": by,
        ":made_at": rows::moment_text(at),
    })?;
    let row = RemarkId(db.last_insert_rowid());
    if let Some(letter) = letters::letter(db, id)? {
        let mut spans = letter.value.spans;
        spans.push(Span {
            range: remark.range.clone(),
            what: What::Remark(row),
        });
        let newest = (id, letters::newest_version(db, id)?);
        spans::keep(db, newest, &letter.value.text, &spans)?;
    }
    Ok(row)
}

fn refuse_missing(db: &Connection, id: LetterId) -> Answer<()> {
    if letters::letter(db, id)?.is_none() {
        let (what, id) = ("letter", id.0);
        return Err(StoreError::Missing { what, id }.into());
    }
    Ok(())
}

pub(super) fn settle_remark(db: &Connection, id: RemarkId, by: Option<&str>) -> Answer<()> {
    let changed = db
        .prepare_cached(SETTLE_REMARK)?
        .execute(named_params! { ":id": id.0, ":by": by })?;
    if changed == 0 {
        let (what, id) = ("remark", id.0);
        return Err(StoreError::Missing { what, id }.into());
    }
    Ok(())
}

pub(super) fn promises(db: &Connection, id: LetterId) -> Answer<Vec<LetterPromise>> {
    let found = db
        .prepare_cached(PROMISES_OF)?
        .query_map([id.0], |row| {
            Ok(LetterPromise {
                text: rows::paper(row, "text")?,
                due: rows::day(row, "due")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(found)
}

pub(super) fn keep_promises(
    db: &Connection,
    id: LetterId,
    promises: &[LetterPromise],
) -> Answer<()> {
    refuse_missing(db, id)?;
    db.prepare_cached(FORGET_PROMISES)?.execute([id.0])?;
    for (position, own) in promises.iter().enumerate() {
        db.prepare_cached(ADD_PROMISE)?.execute(named_params! {
            ":letter": id.0,
            ":position": position as i64,
            ":text": own.text,
            ":due": rows::day_text(own.due),
        })?;
    }
    Ok(())
}
