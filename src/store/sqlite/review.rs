//! Steps of letters.
//!
//! A step is one transaction with everything that follows from it: the letter's stage and text, the
//! facts of its item, its number. So no number is given without its letter, and none to two letters.

use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::{figures, letters, numbers, proposals, rows, trouble::Answer};
use crate::{
    domain::{
        chain::StepKind,
        event::EventKind,
        id::{EventId, LetterId},
        letter::LetterText,
        span::{What, after_replacing},
        step::{NewStep, Step},
    },
    letter::{
        seal,
        serial::{self, DocNumber},
    },
    store::{
        StoreError,
        review::{Give, StepAsk, StepFacts, StepTaken},
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
        Give::Next { series, year } => number = Some(numbers::next(db, series, *year)?),
        Give::This(this) => {
            numbers::refuse_double(db, this)?;
            number = Some(this.clone());
        }
        Give::Void { reason } => named = Some(numbers::void(db, id, &mut after, reason)?),
    }
    if let Some(given) = &number {
        numbers::give(db, id, given, matches!(ask.give, Give::Next { .. }))?;
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
