//! What holds for this engine: the suite, its files, its plans, its writers.

mod loading;
mod opening;
mod paging;
mod plans;
mod writers;

use super::SqliteStore;
use crate::store::{Store, conformance};

#[test]
fn the_engine_passes_the_suite_in_memory() {
    conformance::run(&mut || Box::new(SqliteStore::in_memory().unwrap()));
}

#[test]
fn the_engine_passes_the_suite_in_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut stores = 0;
    conformance::run(&mut || {
        stores += 1;
        let path = folder.path().join(format!("{stores}.db"));
        Box::new(SqliteStore::open(&path).unwrap()) as Box<dyn Store>
    });
}
