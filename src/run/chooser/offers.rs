//! What may be typed into a filter of the box: the values of a field, each with how many records it would give.

use std::{collections::HashMap, sync::Arc};

use super::{Bounds, Chooser, Lists, SETS, Waits, Whose};
use crate::{
    app::name_filter::{
        At, Known, Offers, at_caret, beside, fields_named, is_list, list_of, list_offers,
        value_offers,
    },
    figure::{Field, Filter, Kind, Op, Part, Tongue, Value},
    run::column::{Among, End},
    search::HitSet,
    store::Result,
};

/// The values of a field among some records.
pub(super) struct Within {
    /// The filter.
    key: String,
    /// What the words find.
    hits: Option<Arc<HitSet>>,
    field: Field,
    known: Arc<Known>,
}

/// Puts the values of a field in order: those of a fixed order from the highest down, others the commonest first.
pub(in crate::run) fn ordered(field: Field, mut all: Vec<(Value, u64)>) -> Vec<(Value, u64)> {
    match field.kind() {
        Kind::Text => all.sort_by(|one, two| two.1.cmp(&one.1).then(one.0.cmp(&two.0))),
        _ => all.sort_by_key(|(value, _)| std::cmp::Reverse(value.order())),
    }
    all
}

/// Returns what holds beside the open filter in the list of a field.
pub(super) fn beside_open(meant: Option<&Lists>, field: Field) -> Vec<Filter> {
    let list = list_of(field.subject());
    let own = meant.and_then(|lists| lists.iter().find(|(own, _)| *own == list));
    own.map(|(_, sifts)| sifts.beside_open.clone())
        .unwrap_or_default()
}

impl Chooser {
    /// Returns what may stand at the caret of a line: values of a field, with how many records of the list each
    /// gives together with the line's other filters and words. `behind` is what stands after the caret, `hits` are
    /// the records that the words find; every record when there are none. Nothing when nobody waits any more.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn offers(
        &mut self,
        line: &str,
        behind: &str,
        tongue: Tongue,
        hits: Option<&Arc<HitSet>>,
        waits: Waits<'_>,
    ) -> Result<Option<Offers>> {
        let (
            At::Value {
                from,
                name,
                sense,
                op,
                typed,
                ..
            },
            Some(others),
        ) = (at_caret(line), beside(line, behind))
        else {
            return Ok(Some(Offers::default()));
        };
        let offers = |rows| Some(Offers { from, sense, rows });
        self.forget_when_changed()?;
        let (mut chosen, mut meant) = (None, None);
        if others.narrows() {
            let Some(own) = self.resolved(&others, waits)? else {
                return Ok(None);
            };
            meant = own.ok();
            if let Some(lists) = &meant {
                chosen = self.admitted(lists, waits)?;
                if chosen.is_none() {
                    return Ok(None);
                }
            }
        }
        let all = Bounds {
            hits,
            admitted: chosen.as_deref(),
        };
        if is_list(&name) {
            let count = |kind| all.of(kind).within.map(|ids| ids.len() as u64);
            let rows = list_offers(&typed, count, tongue);
            return Ok(offers(rows));
        }
        // The first list in which anything is found: the words may find employers alone.
        let has_any = |field: &Field| !all.of(list_of(field.subject())).is_empty();
        let Some(field) = fields_named(&name).find(has_any) else {
            return Ok(Some(Offers::default()));
        };
        // Who has several values from one on counts once.
        let end = match op {
            _ if field.part() == Part::Own => None,
            Op::AtLeast | Op::Above => Some(End::Highest),
            Op::AtMost | Op::Below => Some(End::Lowest),
            Op::Is | Op::IsNot | Op::Has => None,
        };
        let known = if hits.is_none() && chosen.is_none() && end.is_none() {
            self.known(field, waits)?
        } else {
            let whose = (field, beside_open(meant.as_ref(), field));
            self.known_within(&whose, end, &others.key(), &all, waits)?
        };
        Ok(known.and_then(|known| offers(value_offers(field, op, &typed, &known, tongue))))
    }

    /// Returns the values of a field, counted.
    pub(super) fn known(&mut self, field: Field, waits: Waits<'_>) -> Result<Option<Arc<Known>>> {
        if let Some((_, known)) = self.known.iter().find(|(own, _)| *own == field) {
            return Ok(Some(Arc::clone(known)));
        }
        let whose = (field, Vec::new());
        let Some(known) = self.count(&whose, None, &Among::default(), waits)? else {
            return Ok(None);
        };
        self.known.push((field, Arc::clone(&known)));
        Ok(Some(known))
    }

    fn known_within(
        &mut self,
        whose: &Whose,
        end: Option<End>,
        key: &str,
        all: &Bounds<'_>,
        waits: Waits<'_>,
    ) -> Result<Option<Arc<Known>>> {
        let field = whose.0;
        let is_same = |own: &&Within| {
            let same_hits = match (&own.hits, all.hits) {
                (Some(one), Some(two)) => Arc::ptr_eq(one, two),
                (one, two) => one.is_none() && two.is_none(),
            };
            own.field == field && own.key == key && same_hits
        };
        if let Some(own) = self.within.iter().find(is_same) {
            return Ok(Some(Arc::clone(&own.known)));
        }
        let among = all.of(list_of(field.subject()));
        let Some(known) = self.count(whose, end, &among, waits)? else {
            return Ok(None);
        };
        if self.within.len() >= SETS {
            self.within.remove(0);
        }
        self.within.push(Within {
            key: key.to_owned(),
            hits: all.hits.cloned(),
            field,
            known: Arc::clone(&known),
        });
        Ok(Some(known))
    }

    /// Counts the values of a field over some records: those of a fixed order from the highest down, others the
    /// commonest first. With an end, each record by that of its values alone.
    fn count(
        &mut self,
        whose: &Whose,
        end: Option<End>,
        among: &Among,
        waits: Waits<'_>,
    ) -> Result<Option<Arc<Known>>> {
        let Some(column) = self.column(whose.0, &whose.1, waits)? else {
            return Ok(None);
        };
        let mut all = ordered(whose.0, column.tally(among));
        if let Some(end) = end {
            let by_end: HashMap<Value, u64> = column.at(end).tally(among).into_iter().collect();
            let own = |value: &Value| by_end.get(value).copied().unwrap_or_default();
            for (value, count) in &mut all {
                *count = own(value);
            }
        }
        let (list, counts) = all.into_iter().unzip();
        Ok(Some(Arc::new(Known::counted(list, counts))))
    }
}
