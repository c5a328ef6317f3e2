//! The steps of typing of a letter's text, for undoing them after a restart.
//!
//! Invariant: they are of the letter's text as it stands; whoever writes another text forgets them.

use rusqlite::{Connection, OptionalExtension, named_params};

use super::trouble::Answer;
use crate::{
    domain::id::LetterId,
    text::history::{History, Step, Tail},
};

const STEPS_OF: &str = "SELECT place, step FROM letter_step WHERE letter = ?1 ORDER BY place";

const DONE_OF: &str = "SELECT done FROM letter_typing WHERE letter = ?1";

const FORGET_STEPS: &str = "DELETE FROM letter_step
    WHERE letter = :letter AND (place < :first OR place >= :from)";

const KEEP_STEP: &str = "INSERT INTO letter_step (letter, place, step)
    VALUES (:letter, :place, :step)";

const KEEP_DONE: &str = "INSERT INTO letter_typing (letter, done) VALUES (:letter, :done)
    ON CONFLICT (letter) DO UPDATE SET done = excluded.done";

const FORGET_ALL_STEPS: &str = "DELETE FROM letter_step WHERE letter = ?1";

const FORGET_TYPING: &str = "DELETE FROM letter_typing WHERE letter = ?1";

/// Reads the history of a letter; steps that cannot be read, or lack one among them, are none.
pub(super) fn read(db: &Connection, id: LetterId) -> Answer<History> {
    let done: Option<i64> = db
        .prepare_cached(DONE_OF)?
        .query_row([id.0], |row| row.get("done"))
        .optional()?;
    let Some(done) = done.and_then(|done| u64::try_from(done).ok()) else {
        return Ok(History::default());
    };
    let mut asked = db.prepare_cached(STEPS_OF)?;
    let mut found = asked.query([id.0])?;
    let mut steps: Vec<Step> = Vec::new();
    let mut first = None;
    while let Some(row) = found.next()? {
        let place: i64 = row.get("place")?;
        let own = *first.get_or_insert(place);
        let step: String = row.get("step")?;
        let step = serde_json::from_str(&step);
        match step {
            Ok(step) if usize::try_from(place - own) == Ok(steps.len()) => steps.push(step),
            _ => return Ok(History::default()),
        }
    }
    let first = first
        .and_then(|first| u64::try_from(first).ok())
        .unwrap_or(done);
    Ok(History::of_kept(first, steps, done))
}

/// Writes the steps that changed.
pub(super) fn keep(db: &Connection, id: LetterId, tail: &Tail) -> Answer<()> {
    db.prepare_cached(FORGET_STEPS)?.execute(named_params! {
        ":letter": id.0,
        ":first": stored(tail.first),
        ":from": stored(tail.from),
    })?;
    let mut keep = db.prepare_cached(KEEP_STEP)?;
    for (place, step) in (tail.from..).zip(&tail.steps) {
        let step = serde_json::to_string(step).expect("plain texts and numbers are always JSON");
        keep.execute(named_params! {
            ":letter": id.0,
            ":place": stored(place),
            ":step": step,
        })?;
    }
    db.prepare_cached(KEEP_DONE)?
        .execute(named_params! { ":letter": id.0, ":done": stored(tail.done) })?;
    Ok(())
}

/// Forgets the history of a letter.
pub(super) fn forget(db: &Connection, id: LetterId) -> Answer<()> {
    db.prepare_cached(FORGET_ALL_STEPS)?.execute([id.0])?;
    db.prepare_cached(FORGET_TYPING)?.execute([id.0])?;
    Ok(())
}

fn stored(place: u64) -> i64 {
    i64::try_from(place).unwrap_or(i64::MAX)
}
