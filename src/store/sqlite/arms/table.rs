//! Tables that senders filed.

use crate::{
    domain::id::{CraftsmanId, TableId},
    store::{
        Filed, MappedColumn, NameId, PersonKey, Result, RosterRows, Signed, StoreError, TableBatch,
        TableBegun, TableHead, TableStore,
        sqlite::{SqliteStore, loading, roster},
    },
};

impl SqliteStore {
    /// People are not compared with those whom another process loads: without the indexes that are aside
    /// meanwhile, each row would be looked for among all of them.
    fn refuse_loading_elsewhere(&self) -> Result<()> {
        let is_elsewhere = self.loading.is_none()
            && self.read("see whether a roster is loaded", |db| {
                loading::is_elsewhere(db, &self.path)
            })?;
        if is_elsewhere {
            Err(StoreError::Loading)
        } else {
            Ok(())
        }
    }
}

impl TableStore for SqliteStore {
    fn each_person_key(
        &self,
        from: CraftsmanId,
        key: &mut dyn FnMut(PersonKey<'_>),
    ) -> Result<CraftsmanId> {
        self.refuse_loading_elsewhere()?;
        self.read("read by what people are known again", |db| {
            roster::tables::each_person_key(db, from, key)
        })
    }

    fn begin_table(&mut self, head: &TableHead) -> Result<TableBegun> {
        if head.list == "craftsmen" {
            self.refuse_loading_elsewhere()?;
        }
        self.write("begin to take a table in", |db| {
            roster::tables::begin(db, head)
        })
    }

    fn take_table(
        &mut self,
        id: TableId,
        batch: &TableBatch,
        signed: &Signed,
    ) -> Result<Option<RosterRows>> {
        self.write("take rows of a table in", |db| {
            roster::tables::take(db, id, batch, signed)
        })
    }

    fn filed(&self, id: NameId) -> Result<Vec<Filed>> {
        self.read("read where a record came from", |db| {
            roster::tables::filed(db, id)
        })
    }

    fn mapped_columns(&self, sender: &str) -> Result<Vec<MappedColumn>> {
        self.read("read a sender's columns", |db| {
            roster::tables::mapped(db, sender)
        })
    }

    fn save_mapped_columns(&mut self, sender: &str, columns: &[MappedColumn]) -> Result<()> {
        self.write("keep a sender's columns", |db| {
            roster::tables::keep_mapped(db, sender, columns)
        })
    }

    fn senders(&self) -> Result<Vec<String>> {
        self.read("list the senders", roster::tables::senders)
    }
}
