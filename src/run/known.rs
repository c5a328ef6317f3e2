//! Which item of the store a paper is about, when its identity is printed in part or otherwise.
//!
//! The form says 云桥区 and the bureau's letter 澄江市云桥区; the form has no number yet and the
//! answer has. Such papers are joined only when nothing they say disagrees, enough agrees, and one
//! item alone fits; else a second item is made, which a person may merge.

use super::office::Office;
use crate::{
    domain::{id::ProposalId, proposal::Item},
    store::Result,
};

impl Office {
    /// Finds the item that a paper's item is: by its whole identity, else by what is known of it.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn known_item(&self, item: &Item) -> Result<Option<ProposalId>> {
        if let Some(key) = item.key()
            && let Some(id) = self.store.item_of(&key)?
        {
            return Ok(Some(id));
        }
        let mut ids = match item.number {
            Some(number) => self.store.numbered(number)?,
            None => Vec::new(),
        };
        for title in titles(&item.title) {
            ids.extend(self.store.titled(&title)?);
        }
        ids.sort_unstable_by_key(|id| id.0);
        ids.dedup();
        let mut found = None;
        for id in ids {
            let Some(kept) = self.store.proposal(id)? else {
                continue;
            };
            if same(&kept.value, item) && found.replace(id).is_some() {
                return Ok(None);
            }
        }
        Ok(found)
    }
}

/// A title as printed, and as papers shorten it: with 关于 and without.
pub(super) fn titles(title: &str) -> Vec<String> {
    if title.is_empty() {
        return Vec::new();
    }
    match title.strip_prefix("关于") {
        Some(short) => vec![title.to_string(), short.to_string()],
        None => vec![title.to_string(), format!("关于{title}")],
    }
}

/// Tells whether two items are one: nothing disagrees, and either the number or the title agrees
/// together with the meeting.
pub(super) fn same(kept: &Item, new: &Item) -> bool {
    let (own, their) = (&kept.sitting, &new.sitting);
    let (number, number_differs) = agree(kept.number, new.number);
    let (term, term_differs) = agree(own.term, their.term);
    let (session, session_differs) = agree(own.session, their.session);
    let (_, level_differs) = agree(own.level, their.level);
    let (place, place_differs) = match (&own.place, &their.place) {
        (Some(a), Some(b)) => (is_within(a, b), !is_within(a, b)),
        _ => (false, false),
    };
    let title = titles(&kept.title).contains(&new.title);
    let strangers = !kept.proposers.is_empty()
        && !new.proposers.is_empty()
        && !new
            .proposers
            .iter()
            .any(|a| kept.proposers.iter().any(|b| a.name == b.name));
    if own.kind != their.kind
        || number_differs
        || term_differs
        || session_differs
        || level_differs
        || place_differs
    {
        return false;
    }
    let by_number = number && term && session && (place || title);
    // Years later the same title may come again: the term must be the same.
    let by_title = title && term && place && !strangers;
    by_number || by_title
}

/// Tells whether two values agree, and whether they disagree; one that is unknown does neither.
fn agree<T: PartialEq>(a: Option<T>, b: Option<T>) -> (bool, bool) {
    match (a, b) {
        (Some(a), Some(b)) => (a == b, a != b),
        _ => (false, false),
    }
}

/// 云桥区 and 澄江市云桥区 are one place, the longer name being the fuller.
pub fn is_within(a: &str, b: &str) -> bool {
    a.ends_with(b) || b.ends_with(a)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sitting::{Kind, Level, Sitting};

    fn item(place: &str, number: Option<u32>, session: Option<u16>) -> Item {
        let mut item = Item::blank(Sitting::unknown(Kind::Suggestion));
        item.sitting.place = Some(place.to_string());
        item.sitting.level = Some(Level::County);
        item.sitting.term = Some(17);
        item.sitting.session = session;
        item.number = number;
        item.title = "关于建设职工食堂的建议".to_string();
        item
    }

    #[test]
    fn papers_are_one_item_when_nothing_disagrees_and_enough_agrees() {
        let whole = item("云桥区", Some(16), Some(5));
        assert!(same(&whole, &item("澄江市云桥区", Some(16), Some(5))));
        assert!(same(&whole, &item("云桥区", None, None)));
        assert!(!same(&whole, &item("云桥区", Some(17), Some(5))));
        assert!(!same(&whole, &item("云桥区", Some(16), Some(4))));
        assert!(!same(&whole, &item("石桥区", Some(16), Some(5))));
        let mut other = item("云桥区", None, None);
        other.title = "关于增开公交的建议".to_string();
        assert!(!same(&whole, &other));
        other.title.clear();
        assert!(!same(&whole, &other));
        let mut shorter = item("云桥区", None, Some(5));
        shorter.title = "建设职工食堂的建议".to_string();
        assert!(same(&whole, &shorter));
    }
}
