//! Items by the words of their papers and letters.
//!
//! Invariant: every write of such a text writes the item's row of the index in its transaction; an item
//! without a row was written by an older program, and `complete` gives it one.

use rusqlite::{
    Connection, OptionalExtension,
    functions::{Aggregate, Context, FunctionFlags},
};

use super::trouble::Answer;
use crate::{
    domain::id::{LetterId, ProposalId},
    search::{index_query, index_words},
};

const ITEMS_WITH_WORDS: &str = "SELECT gathered(rowid) FROM full_text WHERE full_text MATCH ?1";

const TEXTS_OF_ITEM: &str = "SELECT title AS text FROM proposal WHERE id = ?1
    UNION ALL SELECT body FROM proposal_body WHERE proposal = ?1
    UNION ALL SELECT text FROM ask WHERE proposal = ?1
    UNION ALL SELECT title FROM letter WHERE proposal = ?1
    UNION ALL SELECT text FROM letter WHERE proposal = ?1";

const WRITE_WORDS: &str = "INSERT OR REPLACE INTO full_text (rowid, words) VALUES (?1, ?2)";

const ITEM_OF_LETTER: &str = "SELECT proposal FROM letter WHERE id = ?1";

const ITEMS_WITHOUT_WORDS: &str = "SELECT id FROM proposal
    WHERE id NOT IN (SELECT id FROM full_text_docsize) ORDER BY id";

/// All numbers of a column in one value, eight bytes each. A word that stands in every paper is a hundred
/// thousand rows, and stepping through them takes twice as long as finding them.
struct Gathered;

impl Aggregate<Vec<u8>, Vec<u8>> for Gathered {
    fn init(&self, _: &mut Context<'_>) -> rusqlite::Result<Vec<u8>> {
        Ok(Vec::new())
    }

    fn step(&self, row: &mut Context<'_>, numbers: &mut Vec<u8>) -> rusqlite::Result<()> {
        numbers.extend(row.get::<i64>(0)?.to_le_bytes());
        Ok(())
    }

    fn finalize(&self, _: &mut Context<'_>, numbers: Option<Vec<u8>>) -> rusqlite::Result<Vec<u8>> {
        Ok(numbers.unwrap_or_default())
    }
}

/// Gives a connection the functions that this folder's statements use.
pub(super) fn provide(db: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DIRECTONLY;
    db.create_aggregate_function("gathered", 1, flags, Gathered)
}

pub(super) fn with_phrase(db: &Connection, phrase: &str) -> Answer<Vec<ProposalId>> {
    let Some(asked) = index_query(phrase) else {
        return Ok(Vec::new());
    };
    let mut statement = db.prepare_cached(ITEMS_WITH_WORDS)?;
    let numbers: Vec<u8> = statement.query_row([asked], |row| row.get(0))?;
    let (numbers, _) = numbers.as_chunks();
    Ok(numbers
        .iter()
        .map(|own| ProposalId(i64::from_le_bytes(*own)))
        .collect())
}

/// Writes an item's row of the index anew.
pub(super) fn refresh(db: &Connection, id: ProposalId) -> Answer<()> {
    let texts: Vec<String> = db
        .prepare_cached(TEXTS_OF_ITEM)?
        .query_map([id.0], |row| row.get("text"))?
        .collect::<rusqlite::Result<_>>()?;
    let words = index_words(texts.iter().map(String::as_str));
    db.prepare_cached(WRITE_WORDS)?.execute((id.0, words))?;
    Ok(())
}

/// Writes the row of the item that a letter belongs to.
pub(super) fn refresh_of_letter(db: &Connection, id: LetterId) -> Answer<()> {
    item_of_letter(db, id)?.map_or(Ok(()), |item| refresh(db, item))
}

pub(super) fn item_of_letter(db: &Connection, id: LetterId) -> Answer<Option<ProposalId>> {
    let item = db
        .prepare_cached(ITEM_OF_LETTER)?
        .query_row([id.0], |row| row.get::<_, Option<i64>>("proposal"))
        .optional()?;
    Ok(item.flatten().map(ProposalId))
}

/// Returns the items that no search of texts can find.
pub(super) fn lacking(db: &Connection) -> Answer<Vec<ProposalId>> {
    let items = db
        .prepare_cached(ITEMS_WITHOUT_WORDS)?
        .query_map([], |row| row.get("id").map(ProposalId))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(items)
}

/// Gives every item that lacks one its row; returns how many lacked one.
pub(super) fn complete(db: &Connection) -> Answer<usize> {
    let lacking = lacking(db)?;
    lacking.iter().try_for_each(|id| refresh(db, *id))?;
    Ok(lacking.len())
}
