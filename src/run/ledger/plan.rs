//! What a ledger would bring: each row joined with the item it is, and the difference; then stored,
//! all in one transaction.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::facts::{Change, Fate, settle};
use crate::{
    domain::{
        event::{EventKind, NewEvent},
        id::ProposalId,
        paper::{Attachment, Intake, ItemIntake, Taken},
        proposal::Item,
        sitting::{ItemKey, Level, Sitting},
    },
    ingest::ledger::{BadRow, Entry, Field, Ledger, Reason, Row, value::sitting_parts},
    run::{
        known::{is_within, same, titles},
        office::Office,
    },
    store::{QueueRow, Result},
};

/// What a row is to the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A new item.
    New,
    /// One that is there, with what the row says otherwise.
    Changed(Vec<Change>),
    /// One that is there, as the row says.
    Same,
}

/// A row with what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// The file's row.
    pub line: usize,
    /// The number, as the row prints it.
    pub number: String,
    /// The title.
    pub title: String,
    /// What becomes of it.
    pub what: What,
}

/// An item of the ledger's meetings that the ledger does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnlyHere {
    /// Its row.
    pub id: ProposalId,
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: String,
}

/// What a ledger would bring.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The rows, in the order of the file.
    pub rows: Vec<Planned>,
    /// Rows that are left out.
    pub bad: Vec<BadRow>,
    /// Items that only the store has.
    pub only_here: Vec<OnlyHere>,
    /// What is written.
    intakes: Vec<ItemIntake>,
}

impl Plan {
    /// Counts new items.
    pub fn new_items(&self) -> usize {
        self.rows.iter().filter(|row| row.what == What::New).count()
    }

    /// Counts items that change.
    pub fn changed(&self) -> usize {
        self.rows.iter().filter(|row| takes(&row.what)).count()
    }

    /// Counts items that stay as they are.
    pub fn unchanged(&self) -> usize {
        self.rows.len() - self.new_items() - self.changed()
    }

    /// Returns whether nothing would be written.
    pub fn is_nothing(&self) -> bool {
        self.intakes.is_empty()
    }
}

fn takes(what: &What) -> bool {
    matches!(what, What::Changed(changes) if changes.iter().any(|own| own.fate == Fate::Taken))
}

impl Office {
    /// Finds out what a ledger would bring; the store is only read.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn plan_ledger(&self, ledger: Ledger) -> Result<Plan> {
        let known = Known::of(self)?;
        let mut plan = Plan {
            bad: ledger.bad,
            ..Plan::default()
        };
        let mut taken: HashMap<ProposalId, usize> = HashMap::new();
        let mut meetings: Vec<Sitting> = Vec::new();
        for row in ledger.rows {
            let Row {
                sheet,
                line,
                mut entry,
                cells,
            } = row;
            self.complete(&mut entry);
            let fresh = settle(self, None, &entry);
            let meeting = &fresh.item.sitting;
            if !meetings.contains(meeting) {
                meetings.push(meeting.clone());
            }
            let there = known.find(self, &fresh.item, &fresh.facts)?;
            if let Some(id) = there
                && let Some(first) = taken.insert(id, line)
            {
                plan.bad.push(BadRow {
                    sheet,
                    line,
                    column: Field::Number.label().to_owned(),
                    value: format!("{} = {first}", entry.get(Field::Number)),
                    reason: Reason::Repeats,
                    cells,
                });
                continue;
            }
            let what = match there {
                None => {
                    let projection = self.projection(&fresh.item.case(), Vec::new(), &fresh.facts);
                    plan.intakes.push(ItemIntake {
                        into: None,
                        item: fresh.item,
                        events: fresh.facts,
                        projection,
                        letters: Vec::new(),
                    });
                    What::New
                }
                Some(id) => self.change(id, &entry, &mut plan)?,
            };
            plan.rows.push(Planned {
                line,
                number: entry.get(Field::Number).to_owned(),
                title: entry.get(Field::Title).to_owned(),
                what,
            });
        }
        plan.bad.sort_by_key(|bad| (bad.sheet, bad.line));
        let taken: HashSet<ProposalId> = taken.into_keys().collect();
        plan.only_here = known.others(&meetings, &taken);
        Ok(plan)
    }

    fn change(&self, id: ProposalId, entry: &Entry, plan: &mut Plan) -> Result<What> {
        let Some(kept) = self.store.proposal(id)? else {
            return Ok(What::Same);
        };
        let events = self.store.events(id)?;
        let settled = settle(self, Some((&kept.value, &events)), entry);
        if settled.changes.is_empty() {
            return Ok(What::Same);
        }
        if settled.item != kept.value || !settled.facts.is_empty() {
            let projection = self.projection(&settled.item.case(), events, &settled.facts);
            plan.intakes.push(ItemIntake {
                into: Some((id, kept.version)),
                item: settled.item,
                events: settled.facts,
                projection,
                letters: Vec::new(),
            });
        }
        Ok(What::Changed(settled.changes))
    }

    /// Says what a ledger of our own place leaves unsaid: the place's whole name, and its level.
    fn complete(&self, entry: &mut Entry) {
        let Some(place) = &self.unit.place else {
            return;
        };
        let said = entry.get(Field::Place);
        if said.is_empty() || is_within(said, place) {
            if said.len() < place.len() {
                entry.set(Field::Place, place.as_str());
            }
            entry.fill(Field::Level, self.unit.level.map_or("", Level::code));
        }
    }

    /// Writes what a plan brings, with the file it came from, in one transaction.
    ///
    /// # Errors
    /// When an item was changed meanwhile, or the store cannot be written. Nothing is written then.
    pub fn store_ledger(&mut self, plan: Plan, file: Attachment) -> Result<Taken> {
        if plan.is_nothing() {
            return Ok(Taken::default());
        }
        let intake = Intake {
            attachment: file,
            at: self.now(),
            by: self.actor(),
            items: plan.intakes,
            sources: Vec::new(),
        };
        self.store.take_in(&intake)
    }
}

/// The items of the store, by what a row may name them.
struct Known {
    rows: Vec<QueueRow>,
    keys: HashMap<ItemKey, usize>,
    numbers: HashMap<u32, Vec<usize>>,
    titles: HashMap<String, Vec<usize>>,
}

impl Known {
    fn of(office: &Office) -> Result<Self> {
        let mut known = Self {
            rows: Vec::new(),
            keys: HashMap::new(),
            numbers: HashMap::new(),
            titles: HashMap::new(),
        };
        office.store.each_queue_row(&mut |row| {
            let at = known.rows.len();
            if let Some(number) = row.number {
                known.numbers.entry(number).or_default().push(at);
                known
                    .keys
                    .extend(key(&row.sitting, number).map(|key| (key, at)));
            }
            known.titles.entry(row.title.clone()).or_default().push(at);
            known.rows.push(row);
        })?;
        Ok(known)
    }

    /// Finds the item a row is, as papers are joined: by its whole identity, else when nothing
    /// disagrees, enough agrees, and one item alone fits.
    fn find(&self, office: &Office, item: &Item, facts: &[NewEvent]) -> Result<Option<ProposalId>> {
        if let Some(at) = item.key().and_then(|key| self.keys.get(&key)) {
            return Ok(Some(self.rows[*at].id));
        }
        let numbered = item.number.and_then(|number| self.numbers.get(&number));
        let titled = titles(&item.title);
        let titled = titled.iter().filter_map(|title| self.titles.get(title));
        let mut places: Vec<usize> = numbered
            .into_iter()
            .chain(titled)
            .flatten()
            .copied()
            .collect();
        places.sort_unstable();
        places.dedup();
        let mut found = None;
        for at in places {
            // Cheaper than reading the item: another meeting is another item.
            let (own, their) = (&self.rows[at].sitting, &item.sitting);
            let differs = |a: Option<u16>, b: Option<u16>| a.is_some() && b.is_some() && a != b;
            if differs(own.term, their.term) || differs(own.session, their.session) {
                continue;
            }
            let Some(kept) = office.store.proposal(self.rows[at].id)? else {
                continue;
            };
            let assigned = self.rows[at].projection.assigned;
            let days = (assigned, assigned_on(facts));
            let one = same(&kept.value, item) || same_row(&kept.value, item, days);
            if one && found.replace(kept.id).is_some() {
                return Ok(None);
            }
        }
        Ok(found)
    }

    /// Returns the items of these meetings that no row named.
    fn others(&self, meetings: &[Sitting], taken: &HashSet<ProposalId>) -> Vec<OnlyHere> {
        let of_meeting = |own: &Sitting| {
            meetings.iter().any(|meeting| {
                let place = match (&own.place, &meeting.place) {
                    (Some(a), Some(b)) => is_within(a, b),
                    _ => true,
                };
                meeting.term.is_some()
                    && place
                    && (own.kind, own.term, own.session)
                        == (meeting.kind, meeting.term, meeting.session)
            })
        };
        let rows = self.rows.iter();
        let others = rows.filter(|row| !taken.contains(&row.id) && of_meeting(&row.sitting));
        others
            .map(|row| OnlyHere {
                id: row.id,
                number: row.number_printed.clone().unwrap_or_default(),
                title: row.title.clone(),
            })
            .collect()
    }
}

/// Returns the day of assignment that a row says.
fn assigned_on(facts: &[NewEvent]) -> Option<NaiveDate> {
    let assigned = facts.iter().find(|own| own.kind == EventKind::Assigned);
    assigned.map(|own| own.on)
}

/// Tells whether a row without a meeting is an item: number and lead signer agree, title or day of
/// assignment too, and what is said of the meeting does not disagree. Two items of one signer and
/// number, assigned on one day, are of one meeting.
fn same_row(kept: &Item, row: &Item, days: (Option<NaiveDate>, Option<NaiveDate>)) -> bool {
    let lead = |item: &Item| item.proposers.first().map(|own| own.name.clone());
    let (own, their) = (&kept.sitting, &row.sitting);
    let differs = |a: Option<u16>, b: Option<u16>| a.is_some() && b.is_some() && a != b;
    let place = match (&own.place, &their.place) {
        (Some(a), Some(b)) => is_within(a, b),
        _ => true,
    };
    own.kind == their.kind
        && kept.number.is_some()
        && kept.number == row.number
        && (kept.title == row.title
            || titles(&kept.title).contains(&row.title)
            || days.0.is_some() && days.0 == days.1)
        && lead(kept) == lead(row)
        && place
        && (own.level.is_none() || their.level.is_none() || own.level == their.level)
        && !differs(own.term, their.term)
        && !differs(own.session, their.session)
}

fn key(sitting: &Sitting, number: u32) -> Option<ItemKey> {
    Some(ItemKey {
        place: sitting.place.clone()?,
        level: sitting.level?,
        kind: sitting.kind,
        term: sitting.term?,
        session: sitting.session?,
        number,
    })
}

/// Returns the meeting of a row in numbers, to put rows in order.
pub(super) fn meeting_of(entry: &Entry) -> (Option<u16>, Option<u16>) {
    sitting_parts(entry.get(Field::Sitting))
}
