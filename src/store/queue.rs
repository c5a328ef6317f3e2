//! What the store answers and takes about items: the queue, one item with its facts, and the ways
//! to find one again.
//!
//! Projections come in computed; a write of facts carries the version its author saw.

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
        QueueAsk, QueueCounts, QueueEntry, QueueOrder, QueuePage, QueueRow, Result, SavedView,
    },
};

/// The items with their facts, in order and found again.
pub trait QueueStore {
    /// Reads a window of the queue in the order asked for.
    fn queue_page(&self, ask: &QueueAsk) -> Result<QueuePage>;
    /// Counts the items by state and by due day.
    fn queue_counts(&self) -> Result<QueueCounts>;
    /// Hands out every row of the queue in default order.
    fn each_queue_row(&self, row: &mut dyn FnMut(QueueRow)) -> Result<()>;
    /// Hands out every row of the queue in default order with what a written list adds.
    fn each_queue_entry(&self, entry: &mut dyn FnMut(QueueEntry)) -> Result<()>;
    /// Hands out every item's life in the order of rows.
    fn each_life(&self, life: &mut dyn FnMut(Life)) -> Result<()>;
    /// Reads rows by id, in the order asked for; missing ones are left out.
    fn queue_rows(&self, ids: &[ProposalId]) -> Result<Vec<QueueRow>>;
    /// Reads an item.
    fn proposal(&self, id: ProposalId) -> Result<Option<Proposal>>;
    /// Finds the items with this number key, newest sitting first.
    fn numbered(&self, number: u32) -> Result<Vec<ProposalId>>;
    /// Finds the items of exactly this title.
    fn titled(&self, title: &str) -> Result<Vec<ProposalId>>;
    /// Finds the item of an identity.
    fn item_of(&self, key: &ItemKey) -> Result<Option<ProposalId>>;
    /// Adds an item with its first facts.
    fn add_proposal(
        &mut self,
        item: &Item,
        events: &[NewEvent],
        projection: &Projection,
    ) -> Result<ProposalId>;
    /// Rewrites what is known of an item.
    fn save_item(
        &mut self,
        id: ProposalId,
        seen: Version,
        item: &Item,
        projection: &Projection,
    ) -> Result<Version>;
    /// Reads an item's events in the order they were recorded.
    fn events(&self, id: ProposalId) -> Result<Vec<Event>>;
    /// Appends facts to an item.
    fn record(
        &mut self,
        id: ProposalId,
        seen: Version,
        events: &[NewEvent],
        projection: &Projection,
    ) -> Result<Version>;
    /// Rewrites the projection alone; the version stays.
    fn reproject(&mut self, id: ProposalId, projection: &Projection) -> Result<()>;
    /// Hands out the names of the proposers of every item that has any, the lead signer first.
    fn each_proposers(&self, names: &mut dyn FnMut(ProposalId, &[String])) -> Result<()>;
    /// Returns the items whose papers or letters have every word of a phrase: of Chinese, every pair of
    /// neighbouring characters; of other words, the beginning. A phrase without a word finds nothing.
    fn with_phrase(&self, phrase: &str) -> Result<Vec<ProposalId>>;
    /// Counts the items that are not findable by their texts.
    fn lacking_full_text(&self) -> Result<usize>;
    /// Makes those items findable; returns how many.
    fn complete_full_text(&mut self) -> Result<usize>;
    /// Lists the saved views, oldest first.
    fn saved_views(&self) -> Result<Vec<SavedView>>;
    /// Saves a view; one of this name is replaced.
    fn save_view(&mut self, name: &str, filter: &str, order: QueueOrder) -> Result<SavedViewId>;
    /// Removes a saved view.
    fn remove_view(&mut self, id: SavedViewId) -> Result<()>;
}
