//! Tables that senders filed.

use crate::{
    domain::id::{CraftsmanId, TableId},
    store::{
        Filed, MappedColumn, NameId, PersonKey, Result, RosterRows, Signed, TableBatch, TableBegun,
        TableHead, TableStore,
        sqlite::{SqliteStore, roster},
    },
};

impl TableStore for SqliteStore {
    fn each_person_key(
        &self,
        from: CraftsmanId,
        key: &mut dyn FnMut(PersonKey<'_>),
    ) -> Result<CraftsmanId> {
        self.read("read by what people are known again", |db| {
            roster::tables::each_person_key(db, from, key)
        })
    }

    fn begin_table(&mut self, head: &TableHead) -> Result<TableBegun> {
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
