//! The spans of a letter's kept texts.
//!
//! Invariant: a span that leaves the store lies in the text of its version and is not empty.

use rusqlite::{Connection, Row, named_params};

use super::{rows, trouble::Answer};
use crate::domain::{
    id::LetterId,
    span::{Span, What, fitting},
};

const SPANS_OF_VERSION: &str = "SELECT first_char, past_char, what, number FROM letter_span
    WHERE letter = ?1 AND ordinal = ?2";

const SPANS_OF_NEWEST: &str = "SELECT first_char, past_char, what, number FROM letter_span
    WHERE letter = ?1
        AND ordinal = (SELECT max(ordinal) FROM letter_version WHERE letter = ?1)";

const FORGET_SPANS: &str = "DELETE FROM letter_span WHERE letter = ?1 AND ordinal = ?2";

const KEEP_SPAN: &str = "INSERT INTO letter_span
        (letter, ordinal, first_char, past_char, what, number)
    VALUES (:letter, :ordinal, :first_char, :past_char, :what, :number)";

/// Reads the spans of a letter as it stands, for its text.
pub(super) fn of_letter(db: &Connection, id: LetterId, text: &str) -> Answer<Vec<Span>> {
    let found = db
        .prepare_cached(SPANS_OF_NEWEST)?
        .query_map([id.0], span)?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(known(found, text))
}

/// Reads the spans of a kept version, for its text.
pub(super) fn of_version(
    db: &Connection,
    id: LetterId,
    ordinal: i64,
    text: &str,
) -> Answer<Vec<Span>> {
    let found = db
        .prepare_cached(SPANS_OF_VERSION)?
        .query_map([id.0, ordinal], span)?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(known(found, text))
}

/// Writes the spans of a kept version in place of those it had.
pub(super) fn keep(
    db: &Connection,
    (id, ordinal): (LetterId, i64),
    text: &str,
    spans: &[Span],
) -> Answer<()> {
    let spans = fitting(text, spans);
    if of_version(db, id, ordinal, text)? == spans {
        return Ok(());
    }
    db.prepare_cached(FORGET_SPANS)?.execute([id.0, ordinal])?;
    let mut keep = db.prepare_cached(KEEP_SPAN)?;
    for span in spans {
        let (what, number) = span.what.code();
        keep.execute(named_params! {
            ":letter": id.0,
            ":ordinal": ordinal,
            ":first_char": rows::count(span.range.start),
            ":past_char": rows::count(span.range.end),
            ":what": what,
            ":number": number,
        })?;
    }
    Ok(())
}

/// Reads a span; nothing for a kind that is none, as a newer program may have written.
fn span(row: &Row<'_>) -> rusqlite::Result<Option<Span>> {
    let what = What::from_code(row.get_ref("what")?.as_str()?, row.get("number")?);
    let range = rows::counted(row, "first_char")?..rows::counted(row, "past_char")?;
    Ok(what.map(|what| Span { range, what }))
}

fn known(found: Vec<Option<Span>>, text: &str) -> Vec<Span> {
    let spans: Vec<Span> = found.into_iter().flatten().collect();
    fitting(text, &spans)
}
