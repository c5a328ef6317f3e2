//! What stands on a card, row by row: the record's own values, its facts, then its relations. The cursor
//! goes over all of them; Enter follows a relation, and opens the form of anything else.

use super::{
    list::Step,
    roster::CardScreen,
    views::{Card, CardOf},
};
use crate::domain::fact::{Fact, FactKind};

/// A row of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardRow {
    /// A value of the record itself.
    Own(&'static str),
    /// A fact by kind and place.
    Fact(FactKind, usize),
    /// A relation by place.
    Link(usize),
}

/// A part of a card, which has a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardPart {
    /// The record's own values.
    Own,
    /// The facts of a kind.
    Facts(FactKind),
    /// The relations.
    Links,
}

impl CardRow {
    /// Returns the part it stands in.
    pub const fn part(self) -> CardPart {
        match self {
            CardRow::Own(_) => CardPart::Own,
            CardRow::Fact(kind, _) => CardPart::Facts(kind),
            CardRow::Link(_) => CardPart::Links,
        }
    }
}

impl Card {
    /// Returns its rows, in order. What is not known has none; the name stands above them.
    pub fn rows(&self) -> Vec<CardRow> {
        let record = self.record();
        let own = record.fields().iter().map(|(field, _)| *field);
        let known = own.filter(|field| *field != "name" && !record.get(field).is_empty());
        let mut rows: Vec<CardRow> = known.map(CardRow::Own).collect();
        for (kind, facts) in self.facts() {
            let places = 0..facts.len();
            rows.extend(places.map(|place| CardRow::Fact(kind, place)));
        }
        rows.extend((0..self.links.len()).map(CardRow::Link));
        rows
    }

    /// Returns its facts of a kind.
    pub fn facts_of(&self, wanted: FactKind) -> Vec<Fact> {
        let mut all = self.facts().into_iter();
        let found = all.find(|(kind, _)| *kind == wanted);
        found.map(|(_, facts)| facts).unwrap_or_default()
    }

    /// Returns whether it has private values.
    pub fn is_private(&self) -> bool {
        !self.private_fields().is_empty()
    }

    /// Returns the private values it has, as the log names them.
    pub fn private_fields(&self) -> Vec<&'static str> {
        match &self.of {
            CardOf::Craftsman(kept) => kept.value.private_fields(),
            _ => Vec::new(),
        }
    }
}

impl CardScreen {
    /// Opens a card. The cursor stands on its first relation when all of it is in sight, else at its head.
    pub fn of(card: Box<Card>, height: usize) -> Self {
        let rows = card.rows();
        let fits = lines_of(&rows) <= height;
        let first = rows.iter().position(|row| row.part() == CardPart::Links);
        let mut own = Self {
            card,
            cursor: super::list::Cursor::default(),
            reveals: false,
        };
        own.cursor.at = first.filter(|_| fits).unwrap_or(0);
        own
    }

    /// Returns the row under the cursor.
    pub fn current(&self) -> Option<CardRow> {
        let rows = self.card.rows();
        rows.get(self.cursor.at.min(rows.len().saturating_sub(1)))
            .copied()
    }

    /// Goes to the first row of the next part, or of the one before.
    pub fn section(&mut self, step: Step) {
        let rows = self.card.rows();
        let at = self.cursor.at.min(rows.len().saturating_sub(1));
        let Some(own) = rows.get(at).map(|row| row.part()) else {
            return;
        };
        let first_of = |part| rows.iter().position(|row| row.part() == part);
        let place = match step {
            Step::Down => rows[at..]
                .iter()
                .position(|row| row.part() != own)
                .map(|by| at + by),
            _ => match first_of(own) {
                Some(first) if first < at => Some(first),
                Some(first) => first
                    .checked_sub(1)
                    .and_then(|before| first_of(rows[before].part())),
                None => None,
            },
        };
        self.cursor.at = place.unwrap_or(at);
    }
}

/// Returns how many lines rows need with their headings and the blanks between, when none is wrapped.
fn lines_of(rows: &[CardRow]) -> usize {
    let parts = rows.windows(2).filter(|two| two[0].part() != two[1].part());
    rows.len() + 2 * (parts.count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        app::views::Link,
        domain::{
            craftsman::{Certificate, Honour, HonourLevel, Person, SkillLevel},
            id::{CraftsmanId, Kept, Version},
        },
        store::NameId,
    };

    fn screen(height: usize) -> CardScreen {
        let person = Person {
            name: "周知行".into(),
            town: Some("e\u{301}青石街道".into()),
            certificates: vec![Certificate::of(SkillLevel::Senior, "焊工")],
            honours: vec![
                Honour::named("云桥工匠", HonourLevel::County),
                Honour::named("", HonourLevel::City),
            ],
            ..Person::default()
        };
        let link = Link {
            relation: "master",
            to: NameId::Craftsman(CraftsmanId(2)),
            name: "林小满".into(),
        };
        let card = Card {
            of: CardOf::Craftsman(Box::new(Kept {
                id: CraftsmanId(1),
                version: Version(1),
                value: person,
            })),
            links: vec![link],
            filed: Vec::new(),
        };
        CardScreen::of(Box::new(card), height)
    }

    #[test]
    fn a_card_in_sight_begins_with_its_relations_and_a_long_one_at_its_head() {
        assert_eq!(screen(30).current(), Some(CardRow::Link(0)));
        assert_eq!(screen(5).current(), Some(CardRow::Own("town")));
    }

    #[test]
    fn parts_are_gone_over_both_ways() {
        let mut own = screen(5);
        let mut seen = vec![own.current()];
        for _ in 0..4 {
            own.section(Step::Down);
            seen.push(own.current());
        }
        assert_eq!(
            seen,
            [
                Some(CardRow::Own("town")),
                Some(CardRow::Fact(FactKind::Certificate, 0)),
                Some(CardRow::Fact(FactKind::Honour, 0)),
                Some(CardRow::Link(0)),
                Some(CardRow::Link(0)),
            ]
        );
        own.section(Step::Up);
        assert_eq!(own.current(), Some(CardRow::Fact(FactKind::Honour, 0)));
        own.cursor.at += 1;
        own.section(Step::Up);
        assert_eq!(own.current(), Some(CardRow::Fact(FactKind::Honour, 0)));
    }
}
