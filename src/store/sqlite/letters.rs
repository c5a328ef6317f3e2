//! Letters, and the texts they had before.
//!
//! Invariant: a letter's text is the text of its newest kept version.

use chrono::{NaiveDateTime, TimeDelta};
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::{proposals, rows, spans, trouble::Answer, typing};
use crate::{
    domain::{
        id::{LetterId, ProposalId, Version},
        letter::{Letter, LetterHead, LetterKind, LetterStage, LetterText, LetterVersion},
        publishing::Publicity,
        span::{Span, Written},
    },
    store::{Draft, StoreError},
};

/// How long a kept version takes up the same author's changes, from its first text. Set by the trait.
const ONE_VERSION: TimeDelta = TimeDelta::minutes(10);

macro_rules! heads_that {
    ($tail:literal) => {
        concat!(
            "SELECT id, proposal, kind, stage, title, number, class, date, changed_at,
                (SELECT publicity FROM letter_publishing
                    WHERE letter = letter.id ORDER BY letter_publishing.id DESC LIMIT 1)
                    AS publicity
                FROM letter ",
            $tail
        )
    };
}

const LETTERS_OF_PROPOSAL: &str = heads_that!("WHERE proposal = ?1 ORDER BY id");

const LETTERS_LAST_WRITTEN: &str = heads_that!("ORDER BY changed_at DESC, id DESC LIMIT ?1");

const LETTER: &str =
    "SELECT version, proposal, kind, stage, organ, number, class, title, addressees,
        sections, signature, date, contact, contact_phone, copies, text
    FROM letter WHERE id = ?1";

const STANDING_OF: &str = "SELECT version, stage FROM letter WHERE id = ?1";

const ADD_LETTER: &str = "INSERT INTO letter (version, proposal, kind, stage, organ, number, class,
        title, addressees, sections, signature, date, contact, contact_phone, copies, changed_at,
        text)
    VALUES (1, :proposal, :kind, :stage, :organ, :number, :class, :title, :addressees, :sections,
        :signature, :date, :contact, :contact_phone, :copies, :changed_at, :text)";

const REWRITE_LETTER: &str = "UPDATE letter SET version = version + 1, proposal = :proposal,
        kind = :kind, stage = :stage, organ = :organ, number = :number, class = :class,
        title = :title, addressees = :addressees, sections = :sections, signature = :signature,
        date = :date, contact = :contact, contact_phone = :contact_phone, copies = :copies,
        changed_at = :changed_at, text = :text
    WHERE id = :id";

const REWRITE_TEXT: &str = "UPDATE letter SET version = version + 1, text = :text,
        changed_at = :changed_at
    WHERE id = :id";

const TOUCH_LETTER: &str = "UPDATE letter SET version = version + 1 WHERE id = ?1";

const NEWEST_VERSION: &str = "SELECT ordinal, author, begun_at, sealed, text FROM letter_version
    WHERE letter = ?1 ORDER BY ordinal DESC LIMIT 1";

const VERSIONS_OF: &str = "SELECT ordinal, text, kept_at, author FROM letter_version
    WHERE letter = ?1 ORDER BY ordinal";

const KEEP_VERSION: &str = "INSERT INTO letter_version
        (letter, ordinal, author, begun_at, kept_at, sealed, text)
    VALUES (:letter, :ordinal, :author, :at, :at, 0, :text)";

const REPLACE_VERSION: &str = "UPDATE letter_version SET kept_at = :at, text = :text
    WHERE letter = :letter AND ordinal = :ordinal";

const SEAL_VERSIONS: &str = "UPDATE letter_version SET sealed = 1 WHERE letter = ?1 AND sealed = 0";

pub(super) fn of(db: &Connection, id: ProposalId) -> Answer<Vec<LetterHead>> {
    heads(db, LETTERS_OF_PROPOSAL, id.0)
}

pub(super) fn latest(db: &Connection, limit: usize) -> Answer<Vec<LetterHead>> {
    heads(db, LETTERS_LAST_WRITTEN, rows::limit(limit))
}

pub(super) fn letter(db: &Connection, id: LetterId) -> Answer<Option<Letter>> {
    let found = db
        .prepare_cached(LETTER)?
        .query_row([id.0], |row| {
            Ok(Letter {
                id,
                version: rows::version(row)?,
                value: text_of(row)?,
            })
        })
        .optional()?;
    let Some(mut found) = found else {
        return Ok(None);
    };
    found.value.spans = spans::of_letter(db, id, &found.value.text)?;
    Ok(Some(found))
}

pub(super) fn add(
    db: &Connection,
    letter: &LetterText,
    by: &str,
    at: NaiveDateTime,
) -> Answer<LetterId> {
    write(db, ADD_LETTER, None, letter, at)?;
    let id = LetterId(db.last_insert_rowid());
    keep(db, (id, 1), (&letter.text, &letter.spans), by, at)?;
    seal_when_closed(db, id, letter.stage)?;
    Ok(id)
}

pub(super) fn save_text(
    db: &Connection,
    which: (LetterId, Version),
    written: &Written,
    by: &str,
    at: NaiveDateTime,
) -> Answer<Version> {
    let (version, is) = write_text(db, which, written, by, at)?;
    forget_typing_of_another(db, which.0, is)?;
    Ok(version)
}

pub(super) fn save_draft(
    db: &Connection,
    which: (LetterId, Version),
    draft: &Draft,
    by: &str,
    at: NaiveDateTime,
) -> Answer<Version> {
    let (version, _) = write_text(db, which, &draft.written, by, at)?;
    typing::keep(db, which.0, &draft.typing)?;
    Ok(version)
}

fn write_text(
    db: &Connection,
    (id, seen): (LetterId, Version),
    written: &Written,
    by: &str,
    at: NaiveDateTime,
) -> Answer<(Version, Text)> {
    let stage = refuse_stale(db, id, seen)?;
    if !stage.is_open() {
        return Err(StoreError::LetterClosed(id.0).into());
    }
    db.prepare_cached(REWRITE_TEXT)?.execute(named_params! {
        ":id": id.0,
        ":text": written.text,
        ":changed_at": rows::moment_text(at),
    })?;
    let is = keep_text(db, id, (&written.text, &written.spans), by, at)?;
    Ok((Version(seen.0 + 1), is))
}

pub(super) fn save(
    db: &Connection,
    (id, seen): (LetterId, Version),
    letter: &LetterText,
    by: &str,
    at: NaiveDateTime,
) -> Answer<Version> {
    refuse_stale(db, id, seen)?;
    write(db, REWRITE_LETTER, Some(id), letter, at)?;
    let is = keep_text(db, id, (&letter.text, &letter.spans), by, at)?;
    forget_typing_of_another(db, id, is)?;
    seal_when_closed(db, id, letter.stage)?;
    Ok(Version(seen.0 + 1))
}

pub(super) fn versions(db: &Connection, id: LetterId) -> Answer<Vec<LetterVersion>> {
    let mut versions = db
        .prepare_cached(VERSIONS_OF)?
        .query_map([id.0], |row| {
            Ok(LetterVersion {
                ordinal: row.get("ordinal")?,
                text: rows::paper(row, "text")?,
                spans: Vec::new(),
                at: rows::moment(row, "kept_at")?,
                by: rows::line(row, "author")?,
            })
        })?
        .collect::<rusqlite::Result<Vec<LetterVersion>>>()?;
    for version in &mut versions {
        version.spans = spans::of_version(db, id, version.ordinal, &version.text)?;
    }
    Ok(versions)
}

fn heads(db: &Connection, question: &str, param: i64) -> Answer<Vec<LetterHead>> {
    let heads = db
        .prepare_cached(question)?
        .query_map([param], |row| {
            Ok(LetterHead {
                id: LetterId(row.get("id")?),
                proposal: row.get::<_, Option<i64>>("proposal")?.map(ProposalId),
                kind: rows::code(row, "kind", LetterKind::from_code)?,
                stage: rows::code(row, "stage", LetterStage::from_code)?,
                title: rows::line(row, "title")?,
                number: rows::line_opt(row, "number")?,
                class: rows::line_opt(row, "class")?,
                date: rows::day_opt(row, "date")?,
                publicity: rows::code_opt(row, "publicity", Publicity::from_code)?,
                changed_at: rows::moment(row, "changed_at")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(heads)
}

fn text_of(row: &Row<'_>) -> rusqlite::Result<LetterText> {
    Ok(LetterText {
        proposal: row.get::<_, Option<i64>>("proposal")?.map(ProposalId),
        kind: rows::code(row, "kind", LetterKind::from_code)?,
        stage: rows::code(row, "stage", LetterStage::from_code)?,
        organ: rows::line_opt(row, "organ")?,
        number: rows::line_opt(row, "number")?,
        class: rows::line_opt(row, "class")?,
        title: rows::line(row, "title")?,
        addressees: rows::list(row, "addressees")?,
        sections: rows::list(row, "sections")?,
        signature: rows::line_opt(row, "signature")?,
        date: rows::day_opt(row, "date")?,
        contact: rows::line_opt(row, "contact")?,
        contact_phone: rows::line_opt(row, "contact_phone")?,
        copies: rows::list(row, "copies")?,
        text: rows::paper(row, "text")?,
        spans: Vec::new(),
    })
}

fn write(
    db: &Connection,
    how: &str,
    id: Option<LetterId>,
    letter: &LetterText,
    at: NaiveDateTime,
) -> Answer<()> {
    if let Some(proposal) = letter.proposal {
        proposals::refuse_missing(db, proposal)?;
    }
    let (kind, stage) = (letter.kind.code(), letter.stage.code());
    let (proposal, id) = (letter.proposal.map(|id| id.0), id.map(|id| id.0));
    let (date, changed_at) = (letter.date.map(rows::day_text), rows::moment_text(at));
    let (addressees, sections, copies) = (
        rows::lines(&letter.addressees),
        rows::lines(&letter.sections),
        rows::lines(&letter.copies),
    );
    let mut params: Vec<(&str, &dyn rusqlite::ToSql)> = vec![
        (":proposal", &proposal),
        (":kind", &kind),
        (":stage", &stage),
        (":organ", &letter.organ),
        (":number", &letter.number),
        (":class", &letter.class),
        (":title", &letter.title),
        (":addressees", &addressees),
        (":sections", &sections),
        (":signature", &letter.signature),
        (":date", &date),
        (":contact", &letter.contact),
        (":contact_phone", &letter.contact_phone),
        (":copies", &copies),
        (":changed_at", &changed_at),
        (":text", &letter.text),
    ];
    if id.is_some() {
        params.push((":id", &id));
    }
    db.prepare_cached(how)?.execute(params.as_slice())?;
    Ok(())
}

fn refuse_stale(db: &Connection, id: LetterId, seen: Version) -> Answer<LetterStage> {
    let standing = db
        .prepare_cached(STANDING_OF)?
        .query_row([id.0], |row| {
            Ok((
                rows::version(row)?,
                rows::code(row, "stage", LetterStage::from_code)?,
            ))
        })
        .optional()?;
    let (what, id) = ("letter", id.0);
    match standing {
        None => Err(StoreError::Missing { what, id }.into()),
        Some((version, _)) if version != seen => Err(StoreError::Stale { what, id }.into()),
        Some((_, stage)) => Ok(stage),
    }
}

/// Whether a text is the one that was kept before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Text {
    Same,
    Another,
}

fn forget_typing_of_another(db: &Connection, id: LetterId, is: Text) -> Answer<()> {
    match is {
        Text::Same => Ok(()),
        Text::Another => typing::forget(db, id),
    }
}

/// Keeps a text as a version: in place of the newest one, or after it.
fn keep_text(
    db: &Connection,
    id: LetterId,
    (text, marked): (&str, &[Span]),
    by: &str,
    at: NaiveDateTime,
) -> Answer<Text> {
    let newest = db
        .prepare_cached(NEWEST_VERSION)?
        .query_row([id.0], |row| {
            let begun_at = rows::moment(row, "begun_at")?;
            // A clock set back must not merge what was written on two days.
            let age = at - begun_at;
            let takes_more = !row.get::<_, bool>("sealed")?
                && row.get_ref("author")?.as_str()? == by
                && (TimeDelta::zero()..ONE_VERSION).contains(&age);
            let same = row.get_ref("text")?.as_str()? == text;
            Ok((row.get::<_, i64>("ordinal")?, takes_more, same))
        })
        .optional()?;
    match newest {
        Some((ordinal, _, true)) => {
            spans::keep(db, (id, ordinal), text, marked)?;
            return Ok(Text::Same);
        }
        Some((ordinal, true, _)) => {
            db.prepare_cached(REPLACE_VERSION)?.execute(named_params! {
                ":letter": id.0,
                ":ordinal": ordinal,
                ":at": rows::moment_text(at),
                ":text": text,
            })?;
            spans::keep(db, (id, ordinal), text, marked)?;
        }
        Some((ordinal, false, _)) => keep(db, (id, ordinal + 1), (text, marked), by, at)?,
        None => keep(db, (id, 1), (text, marked), by, at)?,
    }
    Ok(Text::Another)
}

fn keep(
    db: &Connection,
    (id, ordinal): (LetterId, i64),
    (text, marked): (&str, &[Span]),
    by: &str,
    at: NaiveDateTime,
) -> Answer<()> {
    db.prepare_cached(KEEP_VERSION)?.execute(named_params! {
        ":letter": id.0,
        ":ordinal": ordinal,
        ":author": by,
        ":at": rows::moment_text(at),
        ":text": text,
    })?;
    spans::keep(db, (id, ordinal), text, marked)
}

/// A text that was signed stays kept, even when the letter is sent back a minute later; what was
/// deleted on the way to it is nobody's business any more.
fn seal_when_closed(db: &Connection, id: LetterId, stage: LetterStage) -> Answer<()> {
    if stage.is_open() {
        Ok(())
    } else {
        typing::forget(db, id)?;
        seal(db, id)
    }
}

/// Counts a letter as written, where what belongs to it was.
pub(super) fn touch(db: &Connection, (id, seen): (LetterId, Version)) -> Answer<()> {
    refuse_stale(db, id, seen)?;
    db.prepare_cached(TOUCH_LETTER)?.execute([id.0])?;
    Ok(())
}

/// Keeps the newest version for good: what is written next is another.
pub(super) fn seal(db: &Connection, id: LetterId) -> Answer<()> {
    db.prepare_cached(SEAL_VERSIONS)?.execute([id.0])?;
    Ok(())
}

/// Returns the ordinal of a letter's newest version.
pub(super) fn newest_version(db: &Connection, id: LetterId) -> Answer<i64> {
    let newest = db
        .prepare_cached(NEWEST_VERSION)?
        .query_row([id.0], |row| row.get("ordinal"))?;
    Ok(newest)
}
