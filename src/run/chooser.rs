//! Who a filter of the box lets through, and what may be typed into it: read from the store once and kept until
//! it changes.
//!
//! Apart from the finder, whose names answer every key: a filter may read a value of every record, so it is
//! gathered on a thread of its own, and can be given up.

use std::{collections::HashSet, sync::Arc};

use super::finder::{Finder, Names, Renewed};
use crate::{
    app::{
        effect::NameAsk,
        name_filter::{
            At, Known, NameFilter, Offers, SUBJECTS, Sifted, Sifts, Wrong, at_caret, fields_named,
            resolve, value_offers,
        },
    },
    figure::{Field, Kind, Subject, Tongue, Value},
    search::{Admitted, Cancel, Ids, Kind as NameKind, Of},
    store::{Flow, Result, Store},
};

/// How many sets of records are kept, each of some hundred kilobytes at millions of people.
const SETS: usize = 12;

/// Reads filters.
pub struct Chooser {
    store: Box<dyn Store>,
    /// The state of the store that everything below was read from.
    mark: Option<i64>,
    known: Vec<(Field, Arc<Known>)>,
    /// By what is sifted, the latest last.
    sets: Vec<(String, Arc<Ids>)>,
    /// The values of a field among the records of a filter.
    within: Vec<(String, Field, Arc<Known>)>,
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
            known: Vec::new(),
            sets: Vec::new(),
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
        for (subject, sifts) in lists {
            let Some(of) = self.of(subject, &sifts, waits)? else {
                return Ok(Chosen::Stopped);
            };
            match subject {
                Subject::People => admitted.craftsmen = Some(of),
                Subject::Studios => admitted.studios = Some(of),
                _ => admitted.employers = Some(of),
            }
        }
        Ok(Chosen::Admitted(Arc::new(admitted)))
    }

    /// Returns what may stand at the caret of a line: values of a field, with how many records of the list each
    /// gives together with the line's other filters. `behind` is what stands after the caret.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn offers(&mut self, line: &str, behind: &str, tongue: Tongue) -> Result<Offers> {
        let At::Value {
            from,
            filter,
            name,
            op,
            typed,
        } = at_caret(line)
        else {
            return Ok(Offers::default());
        };
        self.forget_when_changed()?;
        let others = NameFilter::read(&format!("{} {behind}", &line[..filter]));
        let mut chosen = None;
        if !others.terms.is_empty()
            && let Chosen::Admitted(admitted) = self.choose(&others, &|| true)?
        {
            chosen = Some(admitted);
        }
        let is_searched = |field: &Field| {
            chosen.as_ref().is_none_or(|own| match field.subject() {
                Subject::People => own.craftsmen.is_some(),
                Subject::Studios => own.studios.is_some(),
                _ => own.employers.is_some(),
            })
        };
        let Some(field) = fields_named(&name).find(is_searched) else {
            return Ok(Offers::default());
        };
        let known = match chosen {
            None => self.known(field)?,
            Some(admitted) => self.known_within(field, &others.key(), &admitted)?,
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
        if self.mark != Some(mark) {
            self.mark = Some(mark);
            self.known.clear();
            self.sets.clear();
            self.within.clear();
        }
        Ok(())
    }

    /// Returns the values of a field, counted.
    fn known(&mut self, field: Field) -> Result<Arc<Known>> {
        if let Some((_, known)) = self.known.iter().find(|(own, _)| *own == field) {
            return Ok(Arc::clone(known));
        }
        let known = Arc::new(self.count(field, &|_| true)?);
        self.known.push((field, Arc::clone(&known)));
        Ok(known)
    }

    fn known_within(&mut self, field: Field, key: &str, admitted: &Admitted) -> Result<Arc<Known>> {
        let is_same = |(own, of, _): &&(String, Field, Arc<Known>)| own == key && *of == field;
        if let Some((_, _, known)) = self.within.iter().find(is_same) {
            return Ok(Arc::clone(known));
        }
        let kind = match field.subject() {
            Subject::People => NameKind::Craftsman,
            Subject::Studios => NameKind::Studio,
            _ => NameKind::Employer,
        };
        let known = Arc::new(self.count(field, &|id| admitted.has(kind, id))?);
        if self.within.len() >= SETS {
            self.within.remove(0);
        }
        let kept = (key.to_owned(), field, Arc::clone(&known));
        self.within.push(kept);
        Ok(known)
    }

    /// Counts the values of a field over some records: those of a fixed order from the highest down, others the
    /// commonest first.
    fn count(&self, field: Field, counts: &dyn Fn(i64) -> bool) -> Result<Known> {
        let mut met: Vec<Option<(Value, u64)>> = Vec::new();
        self.store.each_value(field, &mut |id, place, value| {
            if counts(id) {
                if met.len() <= place {
                    met.resize(place + 1, None);
                }
                met[place].get_or_insert_with(|| (value.clone(), 0)).1 += 1;
            }
            Flow::Continue(())
        })?;
        let mut all: Vec<(Value, u64)> = met.into_iter().flatten().collect();
        match field.kind() {
            Kind::Text => all.sort_by(|one, two| two.1.cmp(&one.1).then(one.0.cmp(&two.0))),
            _ => all.sort_by_key(|(value, _)| std::cmp::Reverse(value.order())),
        }
        let (list, counts) = all.into_iter().unzip();
        Ok(Known::counted(list, counts))
    }

    /// Gathers who is wanted of a list; nothing when nobody waits any more.
    fn of(&mut self, subject: Subject, sifts: &Sifts, waits: Waits<'_>) -> Result<Option<Of>> {
        debug_assert!(SUBJECTS.contains(&subject));
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
    let filter = NameFilter::read(&ask.typed);
    let key = filter.key();
    if !filter.terms.is_empty() && !finder.holds(&key) {
        match chooser.choose(&filter, &|| true)? {
            Chosen::Admitted(admitted) => finder.choose(key, admitted),
            Chosen::Wrong(wrong) => return Ok(Err(wrong)),
            Chosen::Stopped => {}
        }
    }
    let names = match limit {
        Some(limit) => finder.find_best(ask, limit, &Cancel::never()),
        None => finder.find(ask, &Cancel::never()),
    };
    names.map(Ok)
}
