//! Brings a file from any older schema to the newest one.
//!
//! A step is a file of SQL that is never changed after a release; its number is the schema it makes,
//! kept in `user_version`. Each step is one transaction, so a file is always at a whole number.

use rusqlite::{Connection, TransactionBehavior};

use super::{full_text, trouble::Answer};

/// The mark of our files in `application_id`: `anfu` in ASCII. Chosen by us.
pub(super) const APPLICATION_ID: u32 = 0x616E_6675;

const STEPS: &[&str] = &[
    include_str!("migrations/0001_office.sql"),
    include_str!("migrations/0002_roster.sql"),
    include_str!("migrations/0003_acts.sql"),
    include_str!("migrations/0004_fulltext.sql"),
    include_str!("migrations/0005_editor.sql"),
    include_str!("migrations/0006_figures.sql"),
    include_str!("migrations/0007_review.sql"),
    include_str!("migrations/0008_kinds.sql"),
    include_str!("migrations/0009_checks.sql"),
    include_str!("migrations/0010_publishing.sql"),
    include_str!("migrations/0011_register.sql"),
    include_str!("migrations/0012_names.sql"),
    include_str!("migrations/0013_mappings.sql"),
    include_str!("migrations/0014_programmes.sql"),
    include_str!("migrations/0015_views.sql"),
    include_str!("migrations/0016_programme_names.sql"),
    include_str!("migrations/0017_tables.sql"),
    include_str!("migrations/0018_table_runs.sql"),
];

/// The schema that brought the search of texts: what was kept before is made findable with it.
const FULL_TEXT: i64 = 4;

/// The newest schema.
pub(super) const NEWEST: i64 = STEPS.len() as i64;

/// Returns the schema of the file as the engine sees it.
pub(super) fn schema(db: &Connection) -> rusqlite::Result<i64> {
    db.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Performs every step that the file lacks.
pub(super) fn to_newest(db: &mut Connection) -> Answer<()> {
    to(db, NEWEST)
}

fn to(db: &mut Connection, schema_wanted: i64) -> Answer<()> {
    while schema(db)? < schema_wanted {
        let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another process may have taken the step while this one waited.
        let at = schema(&tx)?;
        if let Some(step) = usize::try_from(at).ok().and_then(|at| STEPS.get(at)) {
            tx.execute_batch(step)?;
            if at + 1 == FULL_TEXT {
                full_text::complete(&tx)?;
            }
            tx.pragma_update(None, "application_id", APPLICATION_ID)?;
            tx.pragma_update(None, "user_version", at + 1)?;
        }
        tx.commit()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCHEMA_IN_WORDS: &str =
        "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY 1, 2";

    fn words(db: &Connection) -> Vec<(String, String, String, Option<String>)> {
        db.prepare(SCHEMA_IN_WORDS)
            .unwrap()
            .query_map([], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })
            .unwrap()
            .map(Result::unwrap)
            .collect()
    }

    #[test]
    fn every_older_schema_becomes_the_newest_one() {
        let mut fresh = Connection::open_in_memory().unwrap();
        to_newest(&mut fresh).unwrap();
        for older in 0..NEWEST {
            let mut db = Connection::open_in_memory().unwrap();
            to(&mut db, older).unwrap();
            assert_eq!(schema(&db).unwrap(), older);
            to_newest(&mut db).unwrap();
            assert_eq!(schema(&db).unwrap(), NEWEST);
            assert_eq!(words(&db), words(&fresh), "from {older}");
        }
    }

    #[test]
    fn an_older_file_keeps_its_rows() {
        let mut db = Connection::open_in_memory().unwrap();
        to(&mut db, 1).unwrap();
        let insert = "INSERT INTO unit (id, version, full_name, copies, sections)
                      VALUES (1, 3, '云桥区总工会', '', '')";
        db.execute(insert, []).unwrap();
        to_newest(&mut db).unwrap();
        let name: String = db
            .query_row("SELECT full_name FROM unit", [], |row| row.get(0))
            .unwrap();
        assert_eq!(name, "云桥区总工会");
    }

    #[test]
    fn what_was_kept_before_texts_could_be_searched_is_found() {
        let mut db = Connection::open_in_memory().unwrap();
        to(&mut db, FULL_TEXT - 1).unwrap();
        let insert = "INSERT INTO proposal (version, kind, period, title, role, paper,
                proposers_short, ask_count, state, due_in_working_days, queue_rank, queue_nearness,
                queue_due)
            VALUES (1, 'cppcc', 'session', '关于工匠的提案', 'lead', 'present', '', 0, 'closed', 0, 2, 0, '')";
        db.execute(insert, []).unwrap();
        to_newest(&mut db).unwrap();
        full_text::provide(&db).unwrap();
        let hits = |db: &Connection| full_text::with_phrase(db, "工匠").unwrap().len();
        assert_eq!(hits(&db), 1);
        db.execute("DELETE FROM full_text", []).unwrap();
        assert_eq!(full_text::lacking(&db).unwrap().len(), 1);
        assert_eq!(full_text::complete(&db).unwrap(), 1);
        assert_eq!(hits(&db), 1);
    }

    #[test]
    fn a_table_that_was_begun_before_keeps_the_people_it_brought() {
        let mut db = Connection::open_in_memory().unwrap();
        to(&mut db, 17).unwrap();
        let insert = "INSERT INTO craftsman (id, version, name) VALUES (1, 1, '林夏'), (2, 1, '周川'),
                (3, 1, 'e\u{301}');
            INSERT INTO roster_table (sha256, name, list, columns, taken_by, taken_at, rows_done, added,
                updated, unchanged, bad, is_finished, first_person)
            VALUES ('aa', '', 'craftsmen', '', '', '2026-11-22 09:00:00', 2, 2, 0, 0, 0, 0, 2),
                ('bb', '', 'craftsmen', '', '', '2026-11-22 09:00:00', 1, 0, 0, 0, 1, 0, 4),
                ('cc', '', 'craftsmen', '', '', '2026-11-22 09:00:00', 2, 2, 0, 0, 0, 1, 2)";
        db.execute_batch(insert).unwrap();
        to_newest(&mut db).unwrap();
        let asked = "SELECT roster_table, first, behind FROM roster_run";
        let runs: Vec<(i64, i64, i64)> = db
            .prepare(asked)
            .unwrap()
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        assert_eq!(runs, [(1, 2, 4)]);
    }

    #[test]
    fn a_step_that_fails_leaves_the_schema_before_it() {
        let mut db = Connection::open_in_memory().unwrap();
        to(&mut db, 1).unwrap();
        // In the way of the second step's last table.
        db.execute("CREATE TABLE studio_member (x)", []).unwrap();
        assert!(to_newest(&mut db).is_err());
        assert_eq!(schema(&db).unwrap(), 1);
        let employers: i64 = db
            .query_row(
                "SELECT count(*) FROM sqlite_schema WHERE name = 'employer'",
                [],
                |row| row.get(0),
            )
            .unwrap();
        assert_eq!(employers, 0);
    }
}
