//! Papers that came in: originals, sources, and the taking in of everything one file brings.

use chrono::NaiveDateTime;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::{full_text, letters, proposals, rows, trouble::Answer};
use crate::domain::{
    id::{AttachmentId, ProposalId, SourceId},
    paper::{Attachment, AttachmentHead, Intake, ItemIntake, Source, SourceText, Taken},
};

const ORIGINAL_OF_HASH: &str = "SELECT id FROM attachment WHERE sha256 = ?1";

const ORIGINAL: &str = "SELECT name, sha256, format, bytes FROM attachment WHERE id = ?1";

const ORIGINALS_OF: &str = "SELECT id, name, sha256, format, length(bytes) AS size, taken_at
    FROM proposal_attachment JOIN attachment ON id = attachment
    WHERE proposal = ?1 ORDER BY id";

const KEEP_ORIGINAL: &str =
    "INSERT INTO attachment (name, sha256, format, taken_at, taken_by, bytes)
    VALUES (:name, :sha256, :format, :taken_at, :taken_by, :bytes)";

const JOIN_ORIGINAL: &str = "INSERT INTO proposal_attachment (proposal, attachment)
    VALUES (:proposal, :attachment) ON CONFLICT DO NOTHING";

const ADD_SOURCE: &str =
    "INSERT INTO source (version, attachment, title, date, origin, sections, text)
    VALUES (1, :attachment, :title, :date, :origin, :sections, :text)";

const SOURCES_LAST_TAKEN_IN: &str = "SELECT id, version, title, date, origin, '' AS sections,
        '' AS text
    FROM source ORDER BY id DESC LIMIT ?1";

const SOURCE: &str = "SELECT id, version, title, date, origin, sections, text
    FROM source WHERE id = ?1";

pub(super) fn of_hash(db: &Connection, sha256: &str) -> Answer<Option<AttachmentId>> {
    let id = db
        .prepare_cached(ORIGINAL_OF_HASH)?
        .query_row([sha256], |row| row.get("id").map(AttachmentId))
        .optional()?;
    Ok(id)
}

pub(super) fn attachment(db: &Connection, id: AttachmentId) -> Answer<Option<Attachment>> {
    let found = db
        .prepare_cached(ORIGINAL)?
        .query_row([id.0], |row| {
            Ok(Attachment {
                name: rows::line(row, "name")?,
                sha256: rows::line(row, "sha256")?,
                format: rows::line(row, "format")?,
                bytes: row.get("bytes")?,
            })
        })
        .optional()?;
    Ok(found)
}

pub(super) fn attachments_of(db: &Connection, id: ProposalId) -> Answer<Vec<AttachmentHead>> {
    let heads = db
        .prepare_cached(ORIGINALS_OF)?
        .query_map([id.0], |row| {
            Ok(AttachmentHead {
                id: AttachmentId(row.get("id")?),
                name: rows::line(row, "name")?,
                sha256: rows::line(row, "sha256")?,
                format: rows::line(row, "format")?,
                bytes: row.get::<_, i64>("size")? as u64,
                at: rows::moment(row, "taken_at")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(heads)
}

pub(super) fn sources(db: &Connection, limit: usize) -> Answer<Vec<Source>> {
    let sources = db
        .prepare_cached(SOURCES_LAST_TAKEN_IN)?
        .query_map([rows::limit(limit)], source_of)?
        .collect::<rusqlite::Result<_>>()?;
    Ok(sources)
}

pub(super) fn source(db: &Connection, id: SourceId) -> Answer<Option<Source>> {
    let found = db
        .prepare_cached(SOURCE)?
        .query_row([id.0], source_of)
        .optional()?;
    Ok(found)
}

pub(super) fn take_in(db: &Connection, intake: &Intake) -> Answer<Taken> {
    let attachment = keep_original(db, intake)?;
    let mut taken = Taken {
        attachment,
        ..Taken::default()
    };
    taken.proposals = add_items(db, &intake.items, &intake.by, intake.at)?;
    for id in &taken.proposals {
        db.prepare_cached(JOIN_ORIGINAL)?
            .execute(named_params! { ":proposal": id.0, ":attachment": attachment.0 })?;
    }
    for source in &intake.sources {
        db.prepare_cached(ADD_SOURCE)?.execute(named_params! {
            ":attachment": attachment.0,
            ":title": source.title,
            ":date": source.date.map(rows::day_text),
            ":origin": source.origin,
            ":sections": rows::lines(&source.sections),
            ":text": source.text,
        })?;
        taken.sources.push(SourceId(db.last_insert_rowid()));
    }
    Ok(taken)
}

/// Keeps the bytes; those that are already there are kept once.
fn keep_original(db: &Connection, intake: &Intake) -> Answer<AttachmentId> {
    let file = &intake.attachment;
    if let Some(known) = of_hash(db, &file.sha256)? {
        return Ok(known);
    }
    db.prepare_cached(KEEP_ORIGINAL)?.execute(named_params! {
        ":name": file.name,
        ":sha256": file.sha256,
        ":format": file.format,
        ":taken_at": rows::moment_text(intake.at),
        ":taken_by": intake.by,
        ":bytes": file.bytes,
    })?;
    Ok(AttachmentId(db.last_insert_rowid()))
}

/// Writes many items, then the words of all of them: a write of anything else between two rows of the
/// index makes the engine put the index on disk each time (measured: 0.6 ms an item instead of 0.1).
pub(super) fn add_items(
    db: &Connection,
    items: &[ItemIntake],
    by: &str,
    at: NaiveDateTime,
) -> Answer<Vec<ProposalId>> {
    let add = |item| add_item(db, item, by, at);
    let ids: Vec<ProposalId> = items.iter().map(add).collect::<Answer<_>>()?;
    ids.iter().try_for_each(|id| full_text::refresh(db, *id))?;
    Ok(ids)
}

/// Writes an item with its facts and letters; the row of the index is the caller's.
fn add_item(
    db: &Connection,
    brought: &ItemIntake,
    by: &str,
    at: NaiveDateTime,
) -> Answer<ProposalId> {
    let (item, projection) = (&brought.item, &brought.projection);
    let id = match brought.into {
        Some((id, seen)) => {
            proposals::save(db, id, seen, item, projection)?;
            proposals::append(db, id, &brought.events)?;
            id
        }
        None => proposals::add(db, item, &brought.events, projection)?,
    };
    for letter in &brought.letters {
        let mut letter = letter.clone();
        letter.proposal = Some(id);
        letters::add(db, &letter, by, at)?;
    }
    Ok(id)
}

fn source_of(row: &Row<'_>) -> rusqlite::Result<Source> {
    Ok(Source {
        id: SourceId(row.get("id")?),
        version: rows::version(row)?,
        value: SourceText {
            title: rows::line(row, "title")?,
            date: rows::day_opt(row, "date")?,
            origin: rows::line_opt(row, "origin")?,
            sections: rows::list(row, "sections")?,
            text: rows::paper(row, "text")?,
        },
    })
}
