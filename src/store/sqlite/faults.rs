//! Looks for what is wrong in the file: its pages, its references, and what must follow from what.

use std::{fmt::Write, path::Path};

use rusqlite::Connection;
use sha2::{Digest, Sha256};

use super::{letters, numbers, review, rows, trouble::Answer};
use crate::{
    domain::{id::LetterId, state::State, step::Step},
    letter::{seal, serial::DocNumber},
    store::Fault,
};

const PAGES: &str = "PRAGMA integrity_check";

const REFERENCES: &str = "PRAGMA foreign_key_check";

const ORIGINALS: &str = "SELECT id, sha256, bytes FROM attachment ORDER BY id";

const LETTERS_UNLIKE_THEIR_VERSIONS: &str = "SELECT id, newest.text IS NULL AS unkept FROM letter
    LEFT JOIN letter_version AS newest ON newest.letter = id AND newest.ordinal =
        (SELECT max(ordinal) FROM letter_version WHERE letter_version.letter = letter.id)
    WHERE newest.text IS NULL OR newest.text <> letter.text
    ORDER BY id";

const PROJECTIONS: &str =
    "SELECT id, state, due, queue_rank, queue_nearness FROM proposal ORDER BY id";

const ASKS_MISCOUNTED: &str = "SELECT id FROM proposal
    WHERE ask_count <> (SELECT count(*) FROM ask WHERE proposal = proposal.id) ORDER BY id";

const LETTERS_WITH_STEPS: &str = "SELECT DISTINCT letter FROM review_step ORDER BY letter";

type Check = fn(&Connection, &mut Vec<Fault>) -> Answer<()>;

const CHECKS: [Check; 8] = [
    pages,
    references,
    originals,
    letter_texts,
    projections,
    asks,
    steps,
    numbers,
];

pub(super) fn faults(db: &Connection) -> Answer<Vec<Fault>> {
    let mut faults = Vec::new();
    for check in CHECKS {
        match check(db, &mut faults) {
            // A damaged table stops its own check and not the others.
            Err(trouble) if trouble.is_damage() => {
                let what = trouble.told("look for faults", Path::new("file"));
                faults.push(Fault {
                    place: "file".into(),
                    what: what.to_string(),
                });
            }
            answer => answer?,
        }
    }
    Ok(faults)
}

fn pages(db: &Connection, faults: &mut Vec<Fault>) -> Answer<()> {
    let mut asked = db.prepare(PAGES)?;
    let mut found = asked.query([])?;
    while let Some(row) = found.next()? {
        let said = rows::line(row, "integrity_check")?;
        if said != "ok" {
            faults.push(Fault {
                place: "file".into(),
                what: said,
            });
        }
    }
    Ok(())
}

fn references(db: &Connection, faults: &mut Vec<Fault>) -> Answer<()> {
    let mut asked = db.prepare(REFERENCES)?;
    let mut found = asked.query([])?;
    while let Some(row) = found.next()? {
        let table = rows::line(row, "table")?;
        let parent = rows::line(row, "parent")?;
        // Tables without row numbers have none here.
        let place = match row.get::<_, Option<i64>>("rowid")? {
            Some(id) => format!("{table} {id}"),
            None => table,
        };
        faults.push(Fault {
            place,
            what: format!("names a row of {parent} that does not exist"),
        });
    }
    Ok(())
}

fn originals(db: &Connection, faults: &mut Vec<Fault>) -> Answer<()> {
    let mut asked = db.prepare(ORIGINALS)?;
    let mut found = asked.query([])?;
    while let Some(row) = found.next()? {
        let bytes = row.get_ref("bytes")?;
        let bytes = bytes.as_blob().map_err(rusqlite::Error::from)?;
        if sha256_hex(bytes) != row.get::<_, String>("sha256")? {
            faults.push(fault(
                "attachment",
                row.get("id")?,
                "its bytes are not those that came in",
            ));
        }
    }
    Ok(())
}

fn letter_texts(db: &Connection, faults: &mut Vec<Fault>) -> Answer<()> {
    let mut asked = db.prepare(LETTERS_UNLIKE_THEIR_VERSIONS)?;
    let mut found = asked.query([])?;
    while let Some(row) = found.next()? {
        let what = if row.get("unkept")? {
            "no version of its text is kept"
        } else {
            "its text is not that of its newest kept version"
        };
        faults.push(fault("letter", row.get("id")?, what));
    }
    Ok(())
}

fn projections(db: &Connection, faults: &mut Vec<Fault>) -> Answer<()> {
    let mut asked = db.prepare(PROJECTIONS)?;
    let mut found = asked.query([])?;
    while let Some(row) = found.next()? {
        let state = rows::code(row, "state", State::from_code);
        let due = rows::day_opt(row, "due");
        let stands: (i64, i64) = (row.get("queue_rank")?, row.get("queue_nearness")?);
        let what = match (state, due) {
            (Ok(state), Ok(due)) if rows::queue_key(state, due) == stands => continue,
            (Ok(_), Ok(_)) => "its place in the queue does not follow from its state and due day",
            _ => "its state or due day means nothing",
        };
        faults.push(fault("proposal", row.get("id")?, what));
    }
    Ok(())
}

fn asks(db: &Connection, faults: &mut Vec<Fault>) -> Answer<()> {
    let mut asked = db.prepare(ASKS_MISCOUNTED)?;
    let mut found = asked.query([])?;
    while let Some(row) = found.next()? {
        let what = "its asks are miscounted in lists";
        faults.push(fault("proposal", row.get("id")?, what));
    }
    Ok(())
}

fn steps(db: &Connection, faults: &mut Vec<Fault>) -> Answer<()> {
    let mut asked = db.prepare(LETTERS_WITH_STEPS)?;
    let ids = asked
        .query_map([], |row| row.get("letter").map(LetterId))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    for id in ids {
        let steps = review::steps(db, id)?;
        if !seal::broken(&steps).is_empty() {
            let what = "a step of it was changed or left out after it was taken";
            faults.push(fault("letter", id.0, what));
        }
        let texts = letters::versions(db, id)?;
        let differs = |step: &Step| {
            let text = texts.iter().find(|own| own.ordinal == step.version);
            text.is_none_or(|own| seal::text_hash(&own.text) != step.text_hash)
        };
        if steps.iter().any(differs) {
            let what = "the text that a step was taken on was changed";
            faults.push(fault("letter", id.0, what));
        }
        let closed = letters::letter(db, id)?.filter(|own| !own.value.stage.is_open());
        let last = steps.last().map(|own| own.text_hash.as_str());
        if closed.is_some_and(|own| Some(&*seal::text_hash(&own.value.text)) != last) {
            let what = "its text was changed after it was signed";
            faults.push(fault("letter", id.0, what));
        }
    }
    Ok(())
}

fn numbers(db: &Connection, faults: &mut Vec<Fault>) -> Answer<()> {
    for own in numbers::all_series(db)? {
        let place = format!("number {}〔{}〕", own.series, own.year);
        if own.owned {
            let came: Vec<u32> = numbers::come_in(db, &own.series, own.year)?
                .into_iter()
                .map(|(number, _)| number.serial)
                .collect();
            for gap in own.gaps().into_iter().filter(|gap| !came.contains(gap)) {
                faults.push(Fault {
                    place: place.clone(),
                    what: format!("{gap} was passed over"),
                });
            }
        }
        for given in own.given.iter().filter(|own| own.void_reason.is_none()) {
            let number = DocNumber {
                series: own.series.clone(),
                year: own.year,
                serial: given.serial,
            };
            if !numbers::letters_numbered(db, &number.to_string())?.contains(&given.letter) {
                faults.push(Fault {
                    place: place.clone(),
                    what: format!(
                        "{} was given to a letter that does not have it",
                        given.serial
                    ),
                });
            }
        }
    }
    Ok(())
}

fn fault(table: &str, id: i64, what: &str) -> Fault {
    Fault {
        place: format!("{table} {id}"),
        what: what.to_owned(),
    }
}

fn sha256_hex(bytes: &[u8]) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}
