//! Paragraphs taken over from earlier letters.

use rusqlite::{Connection, named_params};

use super::{rows, trouble::Answer};
use crate::{
    domain::{
        id::{LetterId, LiftId},
        lift::{KeptLift, Lift},
    },
    store::StoreError,
};

const LIFTS_OF_LETTER: &str = "SELECT id, letter, origin, paragraph, text, lifted_at, author,
        confirmed
    FROM lift WHERE letter = ?1 ORDER BY id";

const ADD_LIFT: &str = "INSERT INTO lift
        (letter, origin, paragraph, text, lifted_at, author, confirmed)
    VALUES (:letter, :origin, :paragraph, :text, :lifted_at, :author, :confirmed)";

const CONFIRMED_OF: &str = "SELECT confirmed FROM lift WHERE id = ?1";

const CONFIRM: &str = "UPDATE lift SET confirmed = ?2 WHERE id = ?1";

const LETTER_IS_THERE: &str = "SELECT EXISTS (SELECT 1 FROM letter WHERE id = ?1)";

pub(super) fn of_letter(db: &Connection, id: LetterId) -> Answer<Vec<KeptLift>> {
    let lifts = db
        .prepare_cached(LIFTS_OF_LETTER)?
        .query_map([id.0], |row| {
            let paragraph: i64 = row.get("paragraph")?;
            Ok(KeptLift {
                id: LiftId(row.get("id")?),
                lift: Lift {
                    letter: LetterId(row.get("letter")?),
                    origin: row.get::<_, Option<i64>>("origin")?.map(LetterId),
                    paragraph: usize::try_from(paragraph).unwrap_or_default(),
                    text: rows::paper(row, "text")?,
                    at: rows::moment(row, "lifted_at")?,
                    by: rows::line(row, "author")?,
                    confirmed: rows::list(row, "confirmed")?,
                },
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(lifts)
}

pub(super) fn add(db: &Connection, lift: &Lift) -> Answer<LiftId> {
    for id in [Some(lift.letter), lift.origin].into_iter().flatten() {
        let there: bool = db
            .prepare_cached(LETTER_IS_THERE)?
            .query_row([id.0], |row| row.get(0))?;
        if !there {
            let (what, id) = ("letter", id.0);
            return Err(StoreError::Missing { what, id }.into());
        }
    }
    db.prepare_cached(ADD_LIFT)?.execute(named_params! {
        ":letter": lift.letter.0,
        ":origin": lift.origin.map(|id| id.0),
        ":paragraph": lift.paragraph as i64,
        ":text": lift.text,
        ":lifted_at": rows::moment_text(lift.at),
        ":author": lift.by,
        ":confirmed": rows::lines(&lift.confirmed),
    })?;
    Ok(LiftId(db.last_insert_rowid()))
}

pub(super) fn confirm(db: &Connection, id: LiftId, figure: &str) -> Answer<()> {
    let kept = db
        .prepare_cached(CONFIRMED_OF)?
        .query_row([id.0], |row| rows::list(row, "confirmed"));
    let mut confirmed = match kept {
        Err(rusqlite::Error::QueryReturnedNoRows) => {
            let (what, id) = ("lift", id.0);
            return Err(StoreError::Missing { what, id }.into());
        }
        kept => kept?,
    };
    if confirmed.iter().all(|own| own != figure) {
        confirmed.push(figure.to_owned());
        let lines = rows::lines(&confirmed);
        db.prepare_cached(CONFIRM)?
            .execute(rusqlite::params![id.0, lines])?;
    }
    Ok(())
}
