//! Items: the queue, one item with its facts, finding and saved views. What changes a text keeps its
//! full text in the same transaction.

use crate::{
    domain::{
        deadline::Projection,
        event::{Event, NewEvent},
        id::{ProposalId, SavedViewId, Version},
        proposal::{Item, Proposal},
        sitting::ItemKey,
    },
    report::Life,
    store::{
        QueueAsk, QueueCounts, QueueEntry, QueueOrder, QueuePage, QueueRow, QueueStore, Result,
        SavedView,
        sqlite::{SqliteStore, full_text, lives, proposals, queue, views},
    },
};

impl QueueStore for SqliteStore {
    fn queue_page(&self, ask: &QueueAsk) -> Result<QueuePage> {
        self.read("read the queue", |db| queue::page(db, *ask))
    }

    fn queue_counts(&self) -> Result<QueueCounts> {
        self.read("count the queue", queue::counts)
    }

    fn each_queue_row(&self, row: &mut dyn FnMut(QueueRow)) -> Result<()> {
        self.read("read the whole queue", |db| queue::each(db, row))
    }

    fn each_queue_entry(&self, entry: &mut dyn FnMut(QueueEntry)) -> Result<()> {
        self.read("read the whole queue", |db| queue::each_entry(db, entry))
    }

    fn each_life(&self, life: &mut dyn FnMut(Life)) -> Result<()> {
        self.read("read every item's life", |db| lives::each(db, life))
    }

    fn queue_rows(&self, ids: &[ProposalId]) -> Result<Vec<QueueRow>> {
        self.read("read rows of the queue", |db| queue::rows(db, ids))
    }

    fn proposal(&self, id: ProposalId) -> Result<Option<Proposal>> {
        self.read("read a proposal", |db| proposals::proposal(db, id))
    }

    fn numbered(&self, number: u32) -> Result<Vec<ProposalId>> {
        self.read("find a number", |db| proposals::numbered(db, number))
    }

    fn titled(&self, title: &str) -> Result<Vec<ProposalId>> {
        self.read("find a title", |db| proposals::titled(db, title))
    }

    fn item_of(&self, key: &ItemKey) -> Result<Option<ProposalId>> {
        self.read("find an item", |db| proposals::item_of(db, key))
    }

    fn add_proposal(
        &mut self,
        item: &Item,
        events: &[NewEvent],
        projection: &Projection,
    ) -> Result<ProposalId> {
        self.write("add a proposal", |db| {
            let id = proposals::add(db, item, events, projection)?;
            full_text::refresh(db, id)?;
            Ok(id)
        })
    }

    fn save_item(
        &mut self,
        id: ProposalId,
        seen: Version,
        item: &Item,
        projection: &Projection,
    ) -> Result<Version> {
        self.write("save a proposal", |db| {
            let version = proposals::save(db, id, seen, item, projection)?;
            full_text::refresh(db, id)?;
            Ok(version)
        })
    }

    fn events(&self, id: ProposalId) -> Result<Vec<Event>> {
        self.read("read the events of a proposal", |db| {
            proposals::events(db, id)
        })
    }

    fn record(
        &mut self,
        id: ProposalId,
        seen: Version,
        events: &[NewEvent],
        projection: &Projection,
    ) -> Result<Version> {
        self.write("record an event", |db| {
            proposals::record(db, id, seen, events, projection)
        })
    }

    fn reproject(&mut self, id: ProposalId, projection: &Projection) -> Result<()> {
        self.write("rewrite a projection", |db| {
            proposals::reproject(db, id, projection)
        })
    }

    fn each_proposers(&self, names: &mut dyn FnMut(ProposalId, &[String])) -> Result<()> {
        self.read("read the proposers", |db| {
            proposals::each_proposers(db, names)
        })
    }

    fn with_phrase(&self, phrase: &str) -> Result<Vec<ProposalId>> {
        self.read("search texts", |db| full_text::with_phrase(db, phrase))
    }

    fn lacking_full_text(&self) -> Result<usize> {
        self.read("look for texts that cannot be found", |db| {
            full_text::lacking(db).map(|items| items.len())
        })
    }

    fn complete_full_text(&mut self) -> Result<usize> {
        self.write("make texts findable", full_text::complete)
    }

    fn saved_views(&self) -> Result<Vec<SavedView>> {
        self.read("list the saved views", views::all)
    }

    fn save_view(&mut self, name: &str, filter: &str, order: QueueOrder) -> Result<SavedViewId> {
        self.write("save a view", |db| views::save(db, name, filter, order))
    }

    fn remove_view(&mut self, id: SavedViewId) -> Result<()> {
        self.write("remove a view", |db| views::remove(db, id))
    }
}
