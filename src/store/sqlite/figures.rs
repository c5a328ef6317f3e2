//! The figures that letters cite: what was asked and shown is never rewritten, only frozen.
//!
//! A figure of the roster keeps its question as text and the rows it counted; one of a paper keeps the
//! sentence it stands in.

use chrono::NaiveDateTime;
use rusqlite::{Connection, OptionalExtension, Row as SqlRow, named_params};

use super::{rows, trouble::Answer as Answered};
use crate::{
    domain::id::{CraftsmanId, EmployerId, FigureId, LetterId, ProgrammeId, SourceId, StudioId},
    figure::{
        Cited, FigureState, From, RowOf, Tongue,
        cited::{Asked, Figure},
        read,
    },
    store::StoreError,
};

const FIGURE: &str = "SELECT id, letter, question, amount, records, row_hash, row_ids, source,
        sentence, unit, shown, looked_up_on, looked_up_by, state, frozen_at
    FROM figure WHERE id = ?1";

const FIGURES_OF_LETTER: &str = "SELECT id, letter, question, amount, records, row_hash,
        row_ids, source, sentence, unit, shown, looked_up_on, looked_up_by, state, frozen_at
    FROM figure WHERE letter = ?1 ORDER BY id";

const LETTER_IS_THERE: &str = "SELECT 1 FROM letter WHERE id = ?1";

const ADD_FIGURE: &str = "INSERT INTO figure (letter, question, amount, records, row_hash,
        row_ids, source, sentence, unit, shown, looked_up_on, looked_up_by, state, frozen_at)
    VALUES (:letter, :question, :amount, :records, :row_hash, :row_ids, :source, :sentence,
        :unit, :shown, :looked_up_on, :looked_up_by, :state, :frozen_at)";

const FREEZE_FIGURE: &str = "UPDATE figure SET state = 'frozen', frozen_at = ?2
    WHERE id = ?1 AND state != 'frozen'";

pub(super) fn figure(db: &Connection, id: FigureId) -> Answered<Option<Figure>> {
    let found = db
        .prepare_cached(FIGURE)?
        .query_row([id.0], figure_of)
        .optional()?;
    Ok(found)
}

pub(super) fn of_letter(db: &Connection, id: LetterId) -> Answered<Vec<Figure>> {
    let found = db
        .prepare_cached(FIGURES_OF_LETTER)?
        .query_map([id.0], figure_of)?
        .collect::<rusqlite::Result<_>>()?;
    Ok(found)
}

pub(super) fn add(db: &Connection, figure: &Cited) -> Answered<FigureId> {
    let letter = figure.letter.0;
    let there = db
        .prepare_cached(LETTER_IS_THERE)?
        .query_row([letter], |_| Ok(()))
        .optional()?;
    if there.is_none() {
        let (what, id) = ("letter", letter);
        return Err(StoreError::Missing { what, id }.into());
    }
    let (asked, quoted) = match &figure.from {
        From::Roster(asked) => (Some(asked), None),
        From::Source { source, sentence } => (None, Some((source.0, sentence))),
    };
    let lines = asked.map(|own| {
        let keys = own.rows.iter().map(|row| row.key());
        let lines: Vec<String> = keys.map(|(list, id)| format!("{list} {id}")).collect();
        rows::lines(&lines)
    });
    let question = asked.map(|own| own.question.print(Tongue::En));
    let frozen_at = figure.frozen_at.map(rows::moment_text);
    db.prepare_cached(ADD_FIGURE)?.execute(named_params! {
        ":letter": letter,
        ":question": question,
        ":amount": asked.map(|own| own.amount),
        ":records": asked.map(|own| i64::try_from(own.records).unwrap_or(i64::MAX)),
        ":row_hash": asked.map(|own| &own.hash),
        ":row_ids": lines,
        ":source": quoted.map(|(source, _)| source),
        ":sentence": quoted.map(|(_, sentence)| sentence),
        ":unit": figure.unit,
        ":shown": figure.shown,
        ":looked_up_on": rows::day_text(figure.on),
        ":looked_up_by": figure.by,
        ":state": figure.state.code(),
        ":frozen_at": frozen_at,
    })?;
    Ok(FigureId(db.last_insert_rowid()))
}

/// Freezes a figure; one that was frozen before stays as it is.
pub(super) fn freeze(db: &Connection, id: FigureId, at: NaiveDateTime) -> Answered<()> {
    db.prepare_cached(FREEZE_FIGURE)?
        .execute(rusqlite::params![id.0, rows::moment_text(at)])?;
    Ok(())
}

fn figure_of(row: &SqlRow<'_>) -> rusqlite::Result<Figure> {
    let from = match rows::line_opt(row, "question")? {
        Some(line) => From::Roster(Asked {
            question: read(&line).map_err(|_| rows::strange("question", &line))?,
            amount: row.get("amount")?,
            records: row.get::<_, i64>("records")? as u64,
            hash: rows::line(row, "row_hash")?,
            rows: rows::list(row, "row_ids")?
                .iter()
                .map(|line| row_of(line).ok_or_else(|| rows::strange("record", line)))
                .collect::<rusqlite::Result<_>>()?,
        }),
        None => From::Source {
            source: SourceId(row.get("source")?),
            sentence: rows::paper(row, "sentence")?,
        },
    };
    Ok(Figure {
        id: FigureId(row.get("id")?),
        value: Cited {
            letter: LetterId(row.get("letter")?),
            from,
            unit: rows::line(row, "unit")?,
            shown: rows::line(row, "shown")?,
            on: rows::day(row, "looked_up_on")?,
            by: rows::line(row, "looked_up_by")?,
            state: rows::code(row, "state", FigureState::from_code)?,
            frozen_at: rows::moment_opt(row, "frozen_at")?,
        },
    })
}

/// Reads `craftsman 5`.
fn row_of(line: &str) -> Option<RowOf> {
    let (list, id) = line.split_once(' ')?;
    let id = id.parse().ok()?;
    match list {
        "craftsman" => Some(RowOf::Craftsman(CraftsmanId(id))),
        "studio" => Some(RowOf::Studio(StudioId(id))),
        "employer" => Some(RowOf::Employer(EmployerId(id))),
        "programme" => Some(RowOf::Programme(ProgrammeId(id))),
        _ => None,
    }
}
