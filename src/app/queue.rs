//! The queue pane: a window of the list, cursor, filter, marks, and the full view of an item.
//!
//! The pane never holds the list, only the rows around the screen. Marks are ids with the versions
//! that were on screen when they were marked.

use std::collections::BTreeMap;

use super::{
    Action, Effect,
    edit::edit_field,
    effect::{Act, Acted, QueueOrder, QueueQuestion},
    filter::Filter,
    list::{Cursor, Step},
    msg::{EditKey, QueueAnswer},
    views::{ItemView, LookAlikes, Shown, Suggested},
};
use crate::{
    domain::{
        event::EventKind,
        id::{ProposalId, Version},
        state::State,
    },
    lang::Lang,
    report::figures::Items,
    rules::{Line, Pack},
    text::field::Field,
};

/// How many screens of rows are read at once, so that paging finds its rows there.
const SCREENS: usize = 4;

/// The full view of an item.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemScreen {
    /// The item.
    pub view: Box<ItemView>,
    /// The first line on screen.
    pub top: usize,
    /// Private fields are shown.
    pub reveals: bool,
}

impl ItemScreen {
    /// Scrolls; the drawing stops at the last line.
    pub fn scroll(&mut self, step: Step, height: usize) {
        self.top = match step {
            Step::Down => self.top + 1,
            Step::Up => self.top.saturating_sub(1),
            Step::PageDown => self.top + height / 2,
            Step::PageUp => self.top.saturating_sub(height / 2),
            Step::First => 0,
            Step::Last => usize::MAX,
        };
    }
}

/// Items that a figure counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Only {
    /// What is counted, in words.
    pub name: String,
    /// The items.
    pub ids: Items,
}

/// What the queue's cursor is meant for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Spot {
    /// The item that it is on.
    #[default]
    Item,
    /// What stands under the list, which the roster has to be done.
    Foot,
}

/// The pane.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct QueuePane {
    /// The rows read.
    pub rows: Vec<Shown>,
    /// The place of the first row read.
    pub from: usize,
    /// How many rows the list has.
    pub total: usize,
    /// The list is still being read.
    pub partial: bool,
    /// Whether any answer has come yet.
    pub read: bool,
    /// The cursor, in places of the list.
    pub cursor: Cursor,
    /// What it is meant for.
    pub spot: Spot,
    /// The filter as typed.
    pub filter: Field,
    /// Only these items are listed: what a mark of the board counts.
    pub only: Option<Only>,
    /// The filter is being typed.
    pub typing: bool,
    /// The order.
    pub order: QueueOrder,
    /// The marked items with the versions seen.
    pub marks: BTreeMap<ProposalId, Version>,
    /// Where a range began.
    pub range_from: Option<usize>,
    /// Counts changes of filter and order.
    pub generation: u64,
    /// Where the cursor stood when an item was last asked for: moves made since are kept.
    pub asked_at: usize,
    /// The item open in full.
    pub open: Option<ItemScreen>,
    /// The clocks of the items that the last dialog on their dates goes by.
    pub reckoned: Vec<(ProposalId, Vec<Line>)>,
    /// What is like the item asked about last.
    pub alike: Option<(ProposalId, LookAlikes)>,
    /// The co-handling units named in this session, the latest first: offered again.
    pub partners: Vec<String>,
    /// What is to be done with an item as soon as it is open in full.
    pub then: Option<(ProposalId, Action)>,
}

impl QueuePane {
    /// Returns the row at a place of the list, if it has been read.
    pub fn row(&self, place: usize) -> Option<&Shown> {
        self.rows.get(place.checked_sub(self.from)?)
    }

    /// Returns the row under the cursor.
    pub fn current(&self) -> Option<&Shown> {
        self.row(self.cursor.at).filter(|_| self.spot == Spot::Item)
    }

    /// Returns the item that acts go to: the one open in full, or the one under the cursor.
    pub fn target(&self) -> Option<(ProposalId, Version)> {
        match &self.open {
            Some(open) => Some((open.view.proposal.id, open.view.proposal.version)),
            None => self
                .current()
                .map(|shown| (shown.row.id, shown.row.version)),
        }
    }

    /// Returns the items that acts go to: the marked ones, or the current one.
    pub fn targets(&self) -> Vec<(ProposalId, Version)> {
        if self.open.is_none() && !self.marks.is_empty() {
            return self
                .marks
                .iter()
                .map(|(id, version)| (*id, *version))
                .collect();
        }
        self.target().into_iter().collect()
    }

    /// Reads the list from its head, under a new generation.
    pub fn reread(&mut self, height: usize) -> Effect {
        self.generation += 1;
        self.spot = Spot::Item;
        self.question(height, None)
    }

    /// Reads the list again and finds the current item in it.
    pub fn reread_in_place(&mut self, height: usize) -> Effect {
        self.generation += 1;
        let find = self.current().map(|shown| shown.row.id);
        self.question(height, find)
    }

    /// Goes to an item, wherever it stands in the list.
    pub fn go_to(&mut self, id: ProposalId, height: usize) -> Effect {
        self.generation += 1;
        self.spot = Spot::Item;
        self.question(height, Some(id))
    }

    fn question(&mut self, height: usize, find: Option<ProposalId>) -> Effect {
        self.asked_at = self.cursor.at;
        let count = (height.max(1) * SCREENS).max(40);
        let from = (self.cursor.at + height / 2).saturating_sub(count / 2);
        Effect::ReadQueue(QueueQuestion {
            generation: self.generation,
            filter: self.filter.text().to_owned(),
            only: self.only.as_ref().map(|only| Items::clone(&only.ids)),
            order: self.order,
            from,
            count,
            find,
        })
    }

    /// Reads on when the cursor nears the edge of what has been read.
    fn reach(&mut self, height: usize) -> Option<Effect> {
        let end = self.from + self.rows.len();
        let low = self.cursor.top.saturating_sub(height);
        let high = (self.cursor.top + 2 * height).min(self.total);
        if low >= self.from && high <= end {
            return None;
        }
        let asked_at = self.asked_at;
        let question = self.question(height, None);
        self.asked_at = asked_at;
        Some(question)
    }

    /// Takes an answer in; answers to older questions are dropped.
    pub fn take(&mut self, answer: QueueAnswer, height: usize) {
        if answer.generation != self.generation {
            return;
        }
        self.read = true;
        self.partial = answer.partial;
        self.rows = answer.rows;
        self.from = answer.from;
        self.total = answer.total;
        if let Some(at) = answer.found {
            let at = (at + self.cursor.at).saturating_sub(self.asked_at);
            self.cursor.go(at, self.total, height);
            self.asked_at = self.cursor.at;
        }
        self.cursor.keep_in(self.total, height);
    }

    /// Moves the cursor.
    pub fn step(&mut self, step: Step, height: usize) -> Vec<Effect> {
        self.cursor.step(step, self.total, height);
        self.extend_range();
        self.reach(height).into_iter().collect()
    }

    fn extend_range(&mut self) {
        let Some(from) = self.range_from else { return };
        let places = from.min(self.cursor.at)..=from.max(self.cursor.at);
        let rows: Vec<_> = places
            .filter_map(|place| self.row(place))
            .map(|s| (s.row.id, s.row.version))
            .collect();
        self.marks.extend(rows);
    }

    /// Goes on to the next row of the list as it stands that was not acted on: what was acted on may
    /// move away when the list is read again.
    pub fn go_on(&mut self, acted: &Acted, height: usize) {
        if self.open.is_some() {
            return;
        }
        let done = |id: ProposalId| acted.events.iter().any(|(own, _)| *own == id);
        let rest = (self.cursor.at..self.total).map(|place| (place, self.row(place)));
        let next = rest
            .take_while(|(_, shown)| shown.is_some())
            .find(|(_, shown)| shown.is_some_and(|shown| !done(shown.row.id)));
        if let Some((place, _)) = next {
            self.cursor.go(place, self.total, height);
        }
    }

    /// Marks the current row or takes its mark away, and goes on; an item open in full stays.
    pub fn mark(&mut self, height: usize) -> Vec<Effect> {
        if let Some((id, version)) = self.target()
            && self.marks.remove(&id).is_none()
        {
            self.marks.insert(id, version);
        }
        if self.open.is_some() {
            return Vec::new();
        }
        self.step(Step::Down, height)
    }

    /// Begins or ends a range.
    pub fn mark_range(&mut self) {
        if self.range_from.take().is_none() {
            self.range_from = Some(self.cursor.at);
            self.extend_range();
        }
    }

    /// Takes the next order.
    pub fn sort(&mut self, height: usize) -> Effect {
        self.order = match self.order {
            QueueOrder::Due => QueueOrder::Number,
            QueueOrder::Number => QueueOrder::Newest,
            QueueOrder::Newest => QueueOrder::Due,
        };
        self.reread_in_place(height)
    }

    /// Types into the filter.
    pub fn type_filter(&mut self, text: &str, height: usize) -> Effect {
        self.filter.insert(text);
        self.refilter(height)
    }

    /// Edits the filter; arrows up and down move in the list meanwhile.
    pub fn edit_filter(&mut self, key: EditKey, height: usize) -> Vec<Effect> {
        match key {
            EditKey::Up => return self.step(Step::Up, height),
            EditKey::Down => return self.step(Step::Down, height),
            EditKey::PageUp => return self.step(Step::PageUp, height),
            EditKey::PageDown => return self.step(Step::PageDown, height),
            _ => {}
        }
        let before = self.filter.text().to_owned();
        edit_field(&mut self.filter, key);
        if self.filter.text() == before {
            Vec::new()
        } else {
            vec![self.refilter(height)]
        }
    }

    /// Returns what is like an item, when that is known.
    pub fn alike_of(&self, id: ProposalId) -> Option<&LookAlikes> {
        let known = self.alike.as_ref();
        known.filter(|(of, _)| *of == id).map(|(_, alike)| alike)
    }

    /// Returns the section that items like this one went to, when that is known.
    pub fn suggested(&self, id: ProposalId) -> Option<&Suggested> {
        self.alike_of(id)?.suggested.as_ref()
    }

    /// Filters and orders the list so, from its head.
    pub fn use_view(&mut self, filter: &str, order: QueueOrder, height: usize) -> Effect {
        self.open = None;
        self.typing = false;
        self.order = order;
        self.filter = Field::new(filter);
        self.refilter(height)
    }

    /// Returns what is wrong with the filter and what is possible, if anything is.
    pub fn wrong(&self, lang: Lang, pack: &Pack) -> Option<String> {
        let filter = Filter::read(self.filter.text(), pack);
        filter.wrong().next().map(|own| own.says(lang, pack))
    }

    /// Lists what a figure of the board counts, by filter or by items, from its head.
    pub fn show(&mut self, filter: &str, only: Option<Only>, height: usize) -> Effect {
        self.open = None;
        self.typing = false;
        self.filter.clear();
        self.filter.insert(filter);
        self.only = only;
        self.refilter(height)
    }

    fn refilter(&mut self, height: usize) -> Effect {
        self.cursor = Cursor::default();
        self.range_from = None;
        self.reread(height)
    }

    /// Closes the topmost thing: the full view, a range, the filter, the marks.
    pub fn back(&mut self, height: usize) -> Vec<Effect> {
        if self.open.take().is_some() || self.range_from.take().is_some() {
            return Vec::new();
        }
        if !self.filter.text().is_empty() || self.only.is_some() {
            self.filter.clear();
            self.only = None;
            return vec![self.reread_in_place(height)];
        }
        self.marks.clear();
        Vec::new()
    }

    /// Returns whether an item may wait to be signed for; one that is not on screen may.
    fn may_wait(&self, id: ProposalId) -> bool {
        let open = self.open.as_ref().map(|open| &open.view);
        let state = match open.filter(|view| view.proposal.id == id) {
            Some(view) => Some(view.projection.state),
            None => self
                .rows
                .iter()
                .find(|shown| shown.row.id == id)
                .map(|shown| shown.row.projection.state),
        };
        state.is_none_or(|state| matches!(state, State::Registered | State::AwaitingAcceptance))
    }

    /// Makes the fact that an action records on the targets, if the action is such an act and
    /// any target waits for it.
    pub fn act_of(&self, action: Action) -> Option<Act> {
        let kind = match action {
            Action::Accept => EventKind::Accepted,
            _ => return None,
        };
        let mut targets = self.targets();
        targets.retain(|(id, _)| self.may_wait(*id));
        (!targets.is_empty()).then(|| Act::plain(kind, targets))
    }
}
