//! The values of a field by record, in memory: whoever counts records by a field looks here.
//!
//! One number a record, which takes seven megabytes over 3.5 million people; the further values of a record that
//! has several stand in a list. Invariant: a record and a value stand together at most once.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use chrono::NaiveDate;

use crate::{
    figure::{Field, Filter, Value},
    search::Ids,
    store::{Flow, Result, Store},
};

/// Ids from here on are not counted by their place. Chosen by us: above any roster, and a hostile id takes no
/// more than a hundred megabytes.
const PLACED: usize = 1 << 25;

/// The values of a field.
#[derive(Clone, Debug, Default)]
pub struct Column {
    /// By place; nothing where the list knows a value that nobody has.
    values: Vec<Option<Value>>,
    /// By id: one more than the place of the value, nothing 0.
    low: Vec<u16>,
    /// What does not fit sixteen bits; empty while all does.
    high: Vec<u16>,
    /// Further values, and ids that are not counted by place.
    more: Vec<(i64, usize)>,
}

/// One of the values of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The highest.
    Highest,
    /// The lowest.
    Lowest,
}

/// Whose values are counted.
#[derive(Debug, Default)]
pub struct Among {
    /// These; everybody when nothing is said.
    pub within: Option<Ids>,
    /// Without these.
    pub without: Vec<Arc<Ids>>,
}

impl Among {
    /// Tells whether nobody is.
    pub fn is_empty(&self) -> bool {
        self.within.as_ref().is_some_and(Ids::is_empty)
    }

    fn has(&self, id: i64) -> bool {
        let is_within = self.within.as_ref().is_none_or(|ids| ids.has(id));
        is_within && !self.without.iter().any(|ids| ids.has(id))
    }
}

impl Column {
    /// Reads the column of a field; nothing when nobody waits for it any more. Of the rows of a part only those of
    /// which conditions beside it hold.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn read(
        store: &dyn Store,
        field: Field,
        beside: &[Filter],
        today: NaiveDate,
        waits: &dyn Fn() -> bool,
    ) -> Result<Option<Self>> {
        let mut column = Self::default();
        let mut is_stopped = false;
        store.each_value(field, beside, today, &mut |id, place, value| {
            column.put(id, place, value);
            is_stopped = !waits();
            if is_stopped {
                Flow::Break(())
            } else {
                Flow::Continue(())
            }
        })?;
        Ok((!is_stopped).then_some(column))
    }

    fn put(&mut self, id: i64, place: usize, value: &Value) {
        if self.values.len() <= place {
            self.values.resize(place + 1, None);
        }
        self.values[place].get_or_insert_with(|| value.clone());
        let at = usize::try_from(id).ok().filter(|at| *at < PLACED);
        match at.filter(|at| self.number(*at) == 0 && place + 1 < 1 << 32) {
            Some(at) => self.set(at, place),
            None => self.more.push((id, place)),
        }
    }

    fn set(&mut self, at: usize, place: usize) {
        let number = place + 1;
        if self.low.len() <= at {
            self.low.resize(at + 1, 0);
        }
        self.low[at] = number as u16;
        let high = (number >> 16) as u16;
        if high > 0 || !self.high.is_empty() {
            let len = self.low.len().max(self.high.len());
            self.high.resize(len, 0);
            self.high[at] = high;
        }
    }

    /// Reads the values of some records again.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn renew(
        &mut self,
        store: &dyn Store,
        field: Field,
        records: &[i64],
        today: NaiveDate,
    ) -> Result<()> {
        for id in records {
            if let Ok(at) = usize::try_from(*id)
                && at < self.low.len()
            {
                self.low[at] = 0;
                if let Some(high) = self.high.get_mut(at) {
                    *high = 0;
                }
            }
        }
        let renewed: HashSet<i64> = records.iter().copied().collect();
        self.more.retain(|(id, _)| !renewed.contains(id));
        let known = (0..).zip(&self.values);
        let mut places: HashMap<Value, usize> = known
            .filter_map(|(place, value)| Some((value.clone()?, place)))
            .collect();
        store.values_of(field, records, today, &mut |id, _, value| {
            let next = self.values.len();
            let place = *places.entry(value.clone()).or_insert(next);
            self.put(id, place, value);
            Flow::Continue(())
        })
    }

    fn number(&self, at: usize) -> usize {
        let half = |row: &[u16]| row.get(at).copied().map_or(0, usize::from);
        half(&self.low) | half(&self.high) << 16
    }

    /// Returns the column in which each record has one value alone: whoever has any value from one on has the
    /// highest from there on, and counts once.
    #[must_use]
    pub fn at(&self, end: End) -> Self {
        let mut own = self.clone();
        let mut others: HashMap<i64, usize> = HashMap::new();
        let order = |place: usize| self.values[place].as_ref().and_then(Value::order);
        let is_further = |one: usize, than: usize| match end {
            End::Highest => order(one) > order(than),
            End::Lowest => order(one) < order(than),
        };
        for (id, place) in own.more.drain(..).collect::<Vec<_>>() {
            let at = usize::try_from(id).ok().filter(|at| *at < PLACED);
            if let Some(at) = at.filter(|at| own.number(*at) > 0) {
                if is_further(place, own.number(at) - 1) {
                    own.set(at, place);
                }
                continue;
            }
            let kept = others.entry(id).or_insert(place);
            if is_further(place, *kept) {
                *kept = place;
            }
        }
        own.more = others.into_iter().collect();
        own
    }

    /// Counts the records that have each value, in the order in which the values were met.
    pub fn tally(&self, among: &Among) -> Vec<(Value, u64)> {
        let mut counts = vec![0; self.values.len() + 1];
        match &among.within {
            None if among.without.is_empty() => {
                (0..self.low.len()).for_each(|at| counts[self.number(at)] += 1);
            }
            None => {
                let own = (0..self.low.len()).filter(|at| among.has(*at as i64));
                own.for_each(|at| counts[self.number(at)] += 1);
            }
            Some(ids) => ids.each(|id| {
                if let Ok(at) = usize::try_from(id)
                    && among.has(id)
                {
                    counts[self.number(at)] += 1;
                }
            }),
        }
        for (id, place) in &self.more {
            counts[place + 1] += u64::from(among.has(*id));
        }
        let counts = counts.into_iter().skip(1);
        let met = self.values.iter().zip(counts);
        met.filter_map(|(value, count)| Some((value.clone()?, count)))
            .filter(|(_, count)| *count > 0)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_has_several_values_counts_once_by_the_highest_or_the_lowest() {
        let mut column = Column::default();
        let years = [2020, 2024, 2022];
        let big = 1 << 40;
        let rows = [
            (1, 2),
            (1, 0),
            (2, 1),
            (big, 0),
            (big, 1),
            (3, 0),
            (3, 2),
            (3, 1),
        ];
        for (id, place) in rows {
            column.put(id, place, &Value::Year(years[place]));
        }
        let counted = |end| {
            let mut all = column.at(end).tally(&Among::default());
            all.sort();
            all.into_iter()
                .map(|(own, count)| (own.order().unwrap(), count))
                .collect::<Vec<_>>()
        };
        assert_eq!(counted(End::Highest), [(2022, 1), (2024, 3)]);
        assert_eq!(counted(End::Lowest), [(2020, 3), (2024, 1)]);
    }

    #[test]
    fn every_value_of_a_record_counts_once() {
        let mut column = Column::default();
        let value = |place: usize| Value::Text(format!("镇{place}"));
        let big = [0, 1, 70_000, 65_535];
        let ids = [3, 1, 1, 0, 1 << 40, -7, PLACED as i64];
        let mut expected = Vec::new();
        for (at, id) in ids.into_iter().enumerate() {
            let place = big[at % big.len()];
            column.put(id, place, &value(place));
            expected.push((id, place));
        }
        let counted = |among: &Among| {
            let tally = column.tally(among).into_iter();
            tally.map(|(own, count)| (own.word(crate::figure::Tongue::Zh), count))
        };
        let brute = |lets: &dyn Fn(i64) -> bool| {
            let mut all: Vec<(usize, u64)> = Vec::new();
            for place in [0, 1, 65_535, 70_000] {
                let own = expected.iter().filter(|own| own.1 == place && lets(own.0));
                all.push((place, own.count() as u64));
            }
            all.retain(|(_, count)| *count > 0);
            all.into_iter()
                .map(|(place, count)| (format!("镇{place}"), count))
                .collect::<Vec<_>>()
        };
        let everybody = Among::default();
        assert_eq!(counted(&everybody).collect::<Vec<_>>(), brute(&|_| true));
        let some: Ids = [1, -7, 5].into_iter().collect();
        let among = Among {
            within: Some(some.clone()),
            without: Vec::new(),
        };
        assert_eq!(
            counted(&among).collect::<Vec<_>>(),
            brute(&|id| some.has(id))
        );
        let all_but = Among {
            within: None,
            without: vec![Arc::new(some.clone())],
        };
        assert_eq!(
            counted(&all_but).collect::<Vec<_>>(),
            brute(&|id| !some.has(id))
        );
        assert!(Column::default().tally(&everybody).is_empty());
    }
}
