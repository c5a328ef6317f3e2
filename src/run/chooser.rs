//! Who a filter of the box lets through, and what may be typed into it: read from the store once and kept until
//! it changes.
//!
//! Apart from the finder, whose names answer every key: a filter may read a value of every record, so it is
//! gathered on a thread of its own, and can be given up.

use std::{collections::HashSet, sync::Arc};

use chrono::NaiveDate;

mod offers;

pub(super) use self::offers::ordered;
use self::offers::{Within, beside_open};
use super::{
    clock::Clock,
    column::{Among, Column},
    finder::{Finder, Names, Renewed, kind_of},
};
use crate::{
    app::{
        effect::NameAsk,
        name_filter::{Known, NameFilter, Sense, Sifted, Sifts, Term, Wrong, list_of, resolve},
        views::Place,
    },
    figure::{Field, Filter, Op, Part, Tongue, Value},
    lang::Lang,
    search::{Admitted, Cancel, HitSet, Ids, Kind as NameKind, Of},
    store::{Flow, NameId, Result, RosterMark, Store, StoreError},
};

/// How many sets of records are kept, each of some hundred kilobytes at millions of people.
const SETS: usize = 12;

/// How many columns are kept, each of seven megabytes at millions of people: those of the facets, and three more.
const COLUMNS: usize = 6;

/// How many changed records are read again; with more, everything is. Chosen by us: their values take some
/// milliseconds.
const FOLLOWED: usize = if cfg!(test) { 8 } else { 500 };

/// Returns the list whose records a field's values stand in beside its own: with one of them many others may change.
fn rests_on(field: Field) -> Option<NameKind> {
    match field {
        Field::Employer | Field::StudioTown | Field::Host => Some(NameKind::Employer),
        Field::Studio => Some(NameKind::Studio),
        Field::Leader => Some(NameKind::Craftsman),
        _ => None,
    }
}

/// Reads filters.
pub struct Chooser {
    store: Box<dyn Store>,
    time: Clock,
    /// The day that everything below was read on: what ended before is none.
    day: NaiveDate,
    /// The state of the store when it was last looked at.
    mark: Option<i64>,
    /// The state of the roster that everything below was read from.
    roster: Option<RosterMark>,
    known: Vec<(Field, Arc<Known>)>,
    /// By what is sifted, the latest last.
    sets: Vec<(String, Arc<Ids>)>,
    /// The latest last.
    columns: Vec<(Whose, Arc<Column>)>,
    /// The values of a field among the records of a filter and of words.
    within: Vec<Within>,
}

/// A field, and what else holds of the row of a part that it stands in.
type Whose = (Field, Vec<Filter>);

/// What a filter means, list by list.
type Lists = Vec<(NameKind, Sifts)>;

/// Why a filter was not worked out.
enum Halt {
    /// Nobody waits for it any more.
    Stopped,
    Failed(StoreError),
}

/// Which records are counted.
pub(super) struct Bounds<'b> {
    /// Those that words find; every record when there are none.
    pub hits: Option<&'b Arc<HitSet>>,
    /// Those that filters let through; every record when there are none.
    pub admitted: Option<&'b Admitted>,
}

impl Bounds<'_> {
    /// Returns those of a list.
    pub fn of(&self, list: NameKind) -> Among {
        match (self.hits, self.admitted) {
            (None, None) => Among::default(),
            (Some(hits), None) => Among {
                within: Some(hits.of(list).clone()),
                without: Vec::new(),
            },
            (Some(hits), Some(admitted)) => Among {
                within: Some(hits.admitted(list, admitted)),
                without: Vec::new(),
            },
            (None, Some(admitted)) => {
                let Some(of) = admitted.of(list) else {
                    return Among {
                        within: Some(Ids::default()),
                        without: Vec::new(),
                    };
                };
                let mut within: Option<Ids> = None;
                for ids in &of.within {
                    match &mut within {
                        Some(own) => own.keep(ids),
                        None => within = Some((**ids).clone()),
                    }
                }
                // Whoever counts those within counts no others.
                let mut without = of.without.clone();
                if let Some(own) = &mut within {
                    without.drain(..).for_each(|ids| own.drop_all(&ids));
                }
                Among { within, without }
            }
        }
    }
}

/// What became of a filter.
#[derive(Debug)]
pub enum Chosen {
    /// Who is let through.
    Admitted(Arc<Admitted>),
    /// It means nothing.
    Wrong(Wrong),
    /// Nobody waits for it any more.
    Stopped,
}

/// Whether somebody still waits.
pub type Waits<'a> = &'a dyn Fn() -> bool;

impl Chooser {
    /// Opens the chooser over a reading connection.
    pub fn new(store: Box<dyn Store>, time: Clock) -> Self {
        Self {
            store,
            time,
            day: time.today(),
            mark: None,
            roster: None,
            known: Vec::new(),
            sets: Vec::new(),
            columns: Vec::new(),
            within: Vec::new(),
        }
    }

    /// Finds out who a filter lets through.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn choose(&mut self, filter: &NameFilter, waits: Waits<'_>) -> Result<Chosen> {
        self.forget_when_changed()?;
        let lists = match self.resolved(filter, waits)? {
            Some(Ok(lists)) => lists,
            Some(Err(wrong)) => return Ok(Chosen::Wrong(wrong)),
            None => return Ok(Chosen::Stopped),
        };
        let admitted = self.admitted(&lists, waits)?;
        Ok(admitted.map_or(Chosen::Stopped, Chosen::Admitted))
    }

    /// Works out what a filter means; nothing when nobody waits any more.
    fn resolved(
        &mut self,
        filter: &NameFilter,
        waits: Waits<'_>,
    ) -> Result<Option<std::result::Result<Lists, Wrong>>> {
        let mut known = |field| match self.known(field, waits) {
            Ok(known) => known.ok_or(Halt::Stopped),
            Err(error) => Err(Halt::Failed(error)),
        };
        match resolve(filter, &mut known) {
            Ok(meant) => Ok(Some(meant)),
            Err(Halt::Stopped) => Ok(None),
            Err(Halt::Failed(error)) => Err(error),
        }
    }

    fn admitted(&mut self, lists: &Lists, waits: Waits<'_>) -> Result<Option<Arc<Admitted>>> {
        let mut admitted = Admitted::default();
        for (list, sifts) in lists {
            let Some(of) = self.of(sifts, waits)? else {
                return Ok(None);
            };
            *admitted.of_mut(*list) = Some(of);
        }
        Ok(Some(Arc::new(admitted)))
    }

    /// Returns what holds of the row of a part that a field stands in when it is asked beside a filter; nothing
    /// when nobody waits any more.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(super) fn beside(
        &mut self,
        filter: &NameFilter,
        field: Field,
        waits: Waits<'_>,
    ) -> Result<Option<Vec<Filter>>> {
        if field.part() == Part::Own {
            return Ok(Some(Vec::new()));
        }
        let mut filter = filter.clone();
        filter
            .terms
            .push(Term::open(field.zh(), Sense::Holds, Op::Is));
        let meant = self.resolved(&filter, waits)?;
        Ok(meant.map(|meant| beside_open(meant.ok().as_ref(), field)))
    }

    /// Builds the names of the roster anew.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn renewed(&self) -> Result<Renewed> {
        Renewed::read(&*self.store)
    }

    fn forget_when_changed(&mut self) -> Result<()> {
        let day = self.time.today();
        if std::mem::replace(&mut self.day, day) != day {
            self.known.clear();
            self.sets.clear();
            self.within.clear();
            self.columns.clear();
        }
        let mark = self.store.change_mark()?;
        if self.mark == Some(mark) {
            return Ok(());
        }
        // Before what is read: a change between the two is then read once more.
        let now = self.store.roster_mark()?;
        // Letters and items are written all day, the roster seldom.
        if let Some(before) = self.roster.filter(|before| *before != now) {
            self.known.clear();
            self.sets.clear();
            self.within.clear();
            match self.store.changed_records(before, FOLLOWED)? {
                Some(changed) => self.follow(&changed)?,
                None => self.columns.clear(),
            }
        }
        // After all of it: what could not be read is looked for again.
        self.mark = Some(mark);
        self.roster = Some(now);
        Ok(())
    }

    /// Reads again what the columns say of changed records.
    fn follow(&mut self, changed: &[NameId]) -> Result<()> {
        let of_list = |list: NameKind| {
            let own = changed.iter().filter(move |id| kind_of(**id) == list);
            own.map(|id| id.row()).collect::<Vec<i64>>()
        };
        let columns = std::mem::take(&mut self.columns);
        for ((field, beside), mut column) in columns {
            if rests_on(field).is_some_and(|list| !of_list(list).is_empty()) {
                continue;
            }
            let own = of_list(list_of(field.subject()));
            if !own.is_empty() {
                // Of few rows, which are soon read anew.
                if !beside.is_empty() {
                    continue;
                }
                Arc::make_mut(&mut column).renew(&*self.store, field, &own, self.day)?;
            }
            self.columns.push(((field, beside), column));
        }
        Ok(())
    }

    /// Returns the column of a field among the rows of which conditions beside it hold; nothing when nobody waits
    /// for it any more.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(super) fn column(
        &mut self,
        field: Field,
        beside: &[Filter],
        waits: Waits<'_>,
    ) -> Result<Option<Arc<Column>>> {
        self.forget_when_changed()?;
        let is_its = |(own, _): &(Whose, Arc<Column>)| own.0 == field && own.1 == beside;
        if let Some(at) = self.columns.iter().position(is_its) {
            let kept = self.columns.remove(at);
            let column = Arc::clone(&kept.1);
            self.columns.push(kept);
            return Ok(Some(column));
        }
        let column = Column::read(&*self.store, field, beside, self.day, waits)?;
        let Some(column) = column.map(Arc::new) else {
            return Ok(None);
        };
        if self.columns.len() >= COLUMNS {
            self.columns.remove(0);
        }
        let whose = (field, beside.to_vec());
        self.columns.push((whose, Arc::clone(&column)));
        Ok(Some(column))
    }

    /// Gathers who is wanted of a list; nothing when nobody waits any more.
    fn of(&mut self, sifts: &Sifts, waits: Waits<'_>) -> Result<Option<Of>> {
        let mut of = Of::default();
        for (sifted, into) in [
            (&sifts.within, &mut of.within),
            (&sifts.without, &mut of.without),
        ] {
            for own in sifted {
                let Some(ids) = self.ids(own, waits)? else {
                    return Ok(None);
                };
                into.push(ids);
            }
        }
        Ok(Some(of))
    }

    fn ids(&mut self, sifted: &Sifted, waits: Waits<'_>) -> Result<Option<Arc<Ids>>> {
        let key = match sifted {
            Sifted::Asked(question) => question.print(Tongue::En),
            Sifted::OneOf(field, values) => format!("{field:?} {values:?}"),
            Sifted::EitherOf(all) => {
                let all: Vec<String> = all.iter().map(|own| own.print(Tongue::En)).collect();
                all.join(" | ")
            }
        };
        if let Some(at) = self.sets.iter().position(|(own, _)| *own == key) {
            let kept = self.sets.remove(at);
            let ids = Arc::clone(&kept.1);
            self.sets.push(kept);
            return Ok(Some(ids));
        }
        let mut ids = Ids::default();
        let mut is_stopped = false;
        let mut go_on = |is_wanted: bool, id: i64| {
            if is_wanted {
                ids.insert(id);
            }
            is_stopped = !waits();
            if is_stopped {
                Flow::Break(())
            } else {
                Flow::Continue(())
            }
        };
        match sifted {
            Sifted::Asked(question) => {
                self.store
                    .each_record(question, self.day, &mut |id| go_on(true, id))?;
            }
            Sifted::EitherOf(all) => {
                for question in all {
                    self.store
                        .each_record(question, self.day, &mut |id| go_on(true, id))?;
                }
            }
            Sifted::OneOf(field, values) => {
                let values: HashSet<&Value> = values.iter().collect();
                let mut wanted: Vec<Option<bool>> = Vec::new();
                self.store
                    .each_value(*field, &[], self.day, &mut |id, place, value| {
                        if wanted.len() <= place {
                            wanted.resize(place + 1, None);
                        }
                        let is_wanted = wanted[place].get_or_insert_with(|| values.contains(value));
                        go_on(*is_wanted, id)
                    })?;
            }
        }
        if is_stopped {
            return Ok(None);
        }
        let ids = Arc::new(ids);
        if self.sets.len() >= SETS {
            self.sets.remove(0);
        }
        self.sets.push((key, Arc::clone(&ids)));
        Ok(Some(ids))
    }
}

/// Answers the box on the spot, whatever has to be read first; the inner error is what of its filters means
/// nothing.
///
/// # Errors
/// When the store cannot be read.
pub fn find(
    finder: &mut Finder,
    chooser: &mut Chooser,
    ask: &NameAsk,
    limit: Option<usize>,
) -> Result<std::result::Result<Names, Wrong>> {
    if let Err(wrong) = admit(finder, chooser, &ask.typed)? {
        return Ok(Err(wrong));
    }
    let names = match limit {
        Some(limit) => finder.find_best(ask, limit, &Cancel::never()),
        None => finder.find(ask, &Cancel::never()),
    };
    names.map(Ok)
}

/// Finds names to go to on the spot; none when a filter means nothing.
///
/// # Errors
/// When the store cannot be read.
pub fn find_places(
    finder: &mut Finder,
    chooser: &mut Chooser,
    typed: &str,
    lang: Lang,
) -> Result<Vec<Place>> {
    let admitted = admit(finder, chooser, typed)?;
    Ok(admitted
        .map(|()| finder.places(typed, lang))
        .unwrap_or_default())
}

/// Lets the finder know whom the filters of a line let through.
fn admit(
    finder: &mut Finder,
    chooser: &mut Chooser,
    typed: &str,
) -> Result<std::result::Result<(), Wrong>> {
    let filter = NameFilter::read(typed);
    let key = filter.key();
    if !filter.terms.is_empty() && !finder.holds(&key) {
        match chooser.choose(&filter, &|| true)? {
            Chosen::Admitted(admitted) => finder.choose(key, admitted),
            Chosen::Wrong(wrong) => return Ok(Err(wrong)),
            Chosen::Stopped => {}
        }
    }
    Ok(Ok(()))
}

#[cfg(test)]
mod tests;
