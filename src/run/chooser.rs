//! Who a filter of the box lets through, and what may be typed into it: read from the store once and kept until
//! it changes.
//!
//! Apart from the finder, whose names answer every key: a filter may read a value of every record, so it is
//! gathered on a thread of its own, and can be given up.

use std::{collections::HashSet, sync::Arc};

use super::{
    column::{Among, Column},
    finder::{Finder, Names, Renewed, kind_of},
};
use crate::{
    app::{
        effect::NameAsk,
        name_filter::{
            At, Known, NameFilter, Offers, Sifted, Sifts, Wrong, at_caret, beside, fields_named,
            is_list, list_of, list_offers, resolve, value_offers,
        },
        views::Place,
    },
    figure::{Field, Kind, Tongue, Value},
    lang::Lang,
    search::{Admitted, Cancel, HitSet, Ids, Kind as NameKind, Of},
    store::{Flow, NameId, Result, RosterMark, Store},
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
    /// The state of the store when it was last looked at.
    mark: Option<i64>,
    /// The state of the roster that everything below was read from.
    roster: Option<RosterMark>,
    known: Vec<(Field, Arc<Known>)>,
    /// By what is sifted, the latest last.
    sets: Vec<(String, Arc<Ids>)>,
    /// The latest last.
    columns: Vec<(Field, Arc<Column>)>,
    /// The values of a field among the records of a filter and of words.
    within: Vec<Within>,
}

/// The values of a field among some records.
struct Within {
    /// The filter.
    key: String,
    /// What the words find.
    hits: Option<Arc<HitSet>>,
    field: Field,
    known: Arc<Known>,
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
                Among {
                    within,
                    without: of.without.clone(),
                }
            }
        }
    }
}

/// Puts the values of a field in order: those of a fixed order from the highest down, others the commonest first.
pub(super) fn ordered(field: Field, mut all: Vec<(Value, u64)>) -> Vec<(Value, u64)> {
    match field.kind() {
        Kind::Text => all.sort_by(|one, two| two.1.cmp(&one.1).then(one.0.cmp(&two.0))),
        _ => all.sort_by_key(|(value, _)| std::cmp::Reverse(value.order())),
    }
    all
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
    pub fn new(store: Box<dyn Store>) -> Self {
        Self {
            store,
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
        let lists = match resolve(filter, &mut |field| self.known(field))? {
            Ok(lists) => lists,
            Err(wrong) => return Ok(Chosen::Wrong(wrong)),
        };
        let mut admitted = Admitted::default();
        for (list, sifts) in lists {
            let Some(of) = self.of(&sifts, waits)? else {
                return Ok(Chosen::Stopped);
            };
            *admitted.of_mut(list) = Some(of);
        }
        Ok(Chosen::Admitted(Arc::new(admitted)))
    }

    /// Returns what may stand at the caret of a line: values of a field, with how many records of the list each
    /// gives together with the line's other filters and words. `behind` is what stands after the caret, `hits` are
    /// the records that the words find; every record when there are none.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn offers(
        &mut self,
        line: &str,
        behind: &str,
        tongue: Tongue,
        hits: Option<&Arc<HitSet>>,
    ) -> Result<Offers> {
        let (
            At::Value {
                from,
                name,
                op,
                typed,
                ..
            },
            Some(others),
        ) = (at_caret(line), beside(line, behind))
        else {
            return Ok(Offers::default());
        };
        self.forget_when_changed()?;
        let mut chosen = None;
        if !others.terms.is_empty()
            && let Chosen::Admitted(admitted) = self.choose(&others, &|| true)?
        {
            chosen = Some(admitted);
        }
        let all = Bounds {
            hits,
            admitted: chosen.as_deref(),
        };
        if is_list(&name) {
            let count = |kind| all.of(kind).within.map(|ids| ids.len() as u64);
            let rows = list_offers(&typed, count, tongue);
            return Ok(Offers { from, rows });
        }
        let is_searched = |field: &Field| {
            let admitted = all.admitted.map(|own| own.of(list_of(field.subject())));
            admitted.is_none_or(|of| of.is_some())
        };
        let Some(field) = fields_named(&name).find(is_searched) else {
            return Ok(Offers::default());
        };
        let known = if hits.is_none() && chosen.is_none() {
            self.known(field)?
        } else {
            self.known_within(field, &others.key(), &all)?
        };
        let rows = value_offers(field, op, &typed, &known, tongue);
        Ok(Offers { from, rows })
    }

    /// Builds the names of the roster anew.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn renewed(&self) -> Result<Renewed> {
        Renewed::read(&*self.store)
    }

    fn forget_when_changed(&mut self) -> Result<()> {
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
        for (field, mut column) in columns {
            if rests_on(field).is_some_and(|list| !of_list(list).is_empty()) {
                continue;
            }
            let own = of_list(list_of(field.subject()));
            if !own.is_empty() {
                Arc::make_mut(&mut column).renew(&*self.store, field, &own)?;
            }
            self.columns.push((field, column));
        }
        Ok(())
    }

    /// Returns the values of a field, counted.
    fn known(&mut self, field: Field) -> Result<Arc<Known>> {
        if let Some((_, known)) = self.known.iter().find(|(own, _)| *own == field) {
            return Ok(Arc::clone(known));
        }
        let known = Arc::new(self.count(field, &Among::default())?);
        self.known.push((field, Arc::clone(&known)));
        Ok(known)
    }

    fn known_within(&mut self, field: Field, key: &str, all: &Bounds<'_>) -> Result<Arc<Known>> {
        let is_same = |own: &&Within| {
            let same_hits = match (&own.hits, all.hits) {
                (Some(one), Some(two)) => Arc::ptr_eq(one, two),
                (one, two) => one.is_none() && two.is_none(),
            };
            own.field == field && own.key == key && same_hits
        };
        if let Some(own) = self.within.iter().find(is_same) {
            return Ok(Arc::clone(&own.known));
        }
        let known = Arc::new(self.count(field, &all.of(list_of(field.subject())))?);
        if self.within.len() >= SETS {
            self.within.remove(0);
        }
        self.within.push(Within {
            key: key.to_owned(),
            hits: all.hits.cloned(),
            field,
            known: Arc::clone(&known),
        });
        Ok(known)
    }

    /// Counts the values of a field over some records: those of a fixed order from the highest down, others the
    /// commonest first.
    fn count(&mut self, field: Field, among: &Among) -> Result<Known> {
        let column = self.column(field, &|| true)?.unwrap_or_default();
        let (list, counts) = ordered(field, column.tally(among)).into_iter().unzip();
        Ok(Known::counted(list, counts))
    }

    /// Returns the column of a field; nothing when nobody waits for it any more.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(super) fn column(&mut self, field: Field, waits: Waits<'_>) -> Result<Option<Arc<Column>>> {
        self.forget_when_changed()?;
        if let Some(at) = self.columns.iter().position(|(own, _)| *own == field) {
            let kept = self.columns.remove(at);
            let column = Arc::clone(&kept.1);
            self.columns.push(kept);
            return Ok(Some(column));
        }
        let Some(column) = Column::read(&*self.store, field, waits)?.map(Arc::new) else {
            return Ok(None);
        };
        if self.columns.len() >= COLUMNS {
            self.columns.remove(0);
        }
        self.columns.push((field, Arc::clone(&column)));
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
                    .each_record(question, &mut |id| go_on(true, id))?;
            }
            Sifted::EitherOf(all) => {
                for question in all {
                    self.store
                        .each_record(question, &mut |id| go_on(true, id))?;
                }
            }
            Sifted::OneOf(field, values) => {
                let values: HashSet<&Value> = values.iter().collect();
                let mut wanted: Vec<Option<bool>> = Vec::new();
                self.store.each_value(*field, &mut |id, place, value| {
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
