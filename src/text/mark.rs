//! Marks on stretches of a text, carried through every edit.
//!
//! A mark says where it stands, whose it is (an id that means nothing here) and whether it can be cut
//! open. Most edits only push marks along, and turning the edit round pushes them back; where that
//! is not so (a mark was deleted, or lost its head), the edit itself keeps the mark as it was, so
//! that undo is exact. Invariant: no mark is empty, and no two whole
//! marks overlap.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::buffer::Position;

/// How a mark takes edits inside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Hold {
    /// It moves, is selected and is deleted as one; text typed at its edges stays outside.
    Whole,
    /// It grows and shrinks with its text; text typed at its end belongs to it, a new paragraph not.
    Loose,
}

/// A marked stretch of text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Where it stands.
    pub range: Range<Position>,
    /// Whose it is.
    pub id: u64,
    /// How it takes edits.
    pub hold: Hold,
}

/// A replacement as marks see it: `from..to` gave way to `from..end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Replaced {
    /// Where both begin.
    pub from: Position,
    /// Where the old text ended.
    pub to: Position,
    /// Where the new text ends.
    pub end: Position,
}

impl Replaced {
    /// Returns the replacement that takes this one back.
    #[must_use]
    pub fn turned(self) -> Self {
        Self {
            to: self.end,
            end: self.to,
            ..self
        }
    }

    /// Returns where a place at or behind the old end is now.
    fn shift(self, at: Position) -> Position {
        if at.paragraph == self.to.paragraph {
            Position {
                paragraph: self.end.paragraph,
                byte: at.byte - self.to.byte + self.end.byte,
            }
        } else {
            Position {
                paragraph: at.paragraph - self.to.paragraph + self.end.paragraph,
                ..at
            }
        }
    }
}

impl Mark {
    /// Tells whether a place is inside, edges left out.
    pub fn is_around(&self, at: Position) -> bool {
        self.range.start < at && at < self.range.end
    }

    /// Tells whether a range takes a character of it.
    pub fn meets(&self, range: &Range<Position>) -> bool {
        self.range.start < range.end && range.start < self.range.end
    }

    /// Returns the mark after a replacement; nothing when it is gone.
    pub fn after(&self, place: Replaced) -> Option<Self> {
        let Replaced { from, to, end } = place;
        let (first, last) = (self.range.start, self.range.end);
        let stays_outside = from < to || self.hold == Hold::Whole;
        let range = if last < from || (last == from && stays_outside) {
            first..last
        } else if first >= to {
            place.shift(first)..place.shift(last)
        } else if self.hold == Hold::Whole {
            return None;
        } else {
            let first = if first <= from { first } else { end };
            let last = if last >= to { place.shift(last) } else { from };
            first..last
        };
        (range.start < range.end).then_some(Self {
            range,
            ..self.clone()
        })
    }
}

/// The marks of a text, in the order they begin.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks(Vec<Mark>);

impl Marks {
    /// Returns all of them.
    pub fn all(&self) -> &[Mark] {
        &self.0
    }

    /// Adds a mark; says whether it could stand there.
    pub fn add(&mut self, mark: Mark) -> bool {
        let is_whole = mark.hold == Hold::Whole;
        let splits = is_whole && mark.range.start.paragraph != mark.range.end.paragraph;
        let meets = self.0.iter().any(|own| {
            let alike = own.id == mark.id || (is_whole && own.hold == Hold::Whole);
            alike && own.meets(&mark.range)
        });
        let fits = mark.range.start < mark.range.end && !splits && !meets;
        if fits {
            self.0.push(mark);
            self.sort();
        }
        fits
    }

    /// Takes away the marks of an id and returns them.
    pub fn remove(&mut self, id: u64) -> Vec<Mark> {
        self.0.extract_if(.., |mark| mark.id == id).collect()
    }

    /// Walks the whole ones.
    pub fn whole(&self) -> impl Iterator<Item = &Mark> {
        self.0.iter().filter(|mark| mark.hold == Hold::Whole)
    }

    /// Returns the whole mark around a place.
    pub fn whole_around(&self, at: Position) -> Option<&Mark> {
        self.whole().find(|mark| mark.is_around(at))
    }

    /// Widens a range so that it halves no whole mark.
    pub fn widened(&self, range: Range<Position>) -> Range<Position> {
        let start = self.whole_around(range.start);
        let end = self.whole_around(range.end);
        start.map_or(range.start, |mark| mark.range.start)
            ..end.map_or(range.end, |mark| mark.range.end)
    }

    /// Follows a replacement, `gone` leaving before it and `come` standing after it. Returns every
    /// mark that turning the replacement round would not bring back by itself: as it was, and as it is.
    pub fn follow(
        &mut self,
        place: Replaced,
        gone: &[Mark],
        come: &[Mark],
    ) -> (Vec<Mark>, Vec<Mark>) {
        let (mut before, mut after) = (Vec::new(), come.to_vec());
        for mark in std::mem::take(&mut self.0) {
            if gone.contains(&mark) {
                before.push(mark);
                continue;
            }
            let moved = mark.after(place);
            let comes_back = moved
                .as_ref()
                .is_some_and(|moved| moved.after(place.turned()).as_ref() == Some(&mark));
            if comes_back {
                self.0.extend(moved);
            } else {
                before.push(mark);
                after.extend(moved);
            }
        }
        self.0.extend_from_slice(&after);
        self.sort();
        (before, after)
    }

    fn sort(&mut self) {
        self.0
            .sort_by_key(|mark| (mark.range.start, mark.range.end, mark.id, mark.hold));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(byte: usize) -> Position {
        Position { paragraph: 0, byte }
    }

    fn mark(range: Range<usize>, hold: Hold) -> Mark {
        Mark {
            range: at(range.start)..at(range.end),
            id: 1,
            hold,
        }
    }

    fn after(
        range: Range<usize>,
        hold: Hold,
        (from, to, end): (usize, usize, usize),
    ) -> Option<Range<usize>> {
        let place = Replaced {
            from: at(from),
            to: at(to),
            end: at(end),
        };
        mark(range, hold)
            .after(place)
            .map(|mark| mark.range.start.byte..mark.range.end.byte)
    }

    #[test]
    fn loose_marks_grow_and_shrink_with_their_text() {
        for (place, expected) in [
            ((0, 0, 2), Some(5..8)),
            ((3, 3, 5), Some(5..8)),
            ((4, 4, 6), Some(3..8)),
            ((6, 6, 8), Some(3..8)),
            ((7, 7, 9), Some(3..6)),
            ((6, 7, 9), Some(3..6)),
            ((5, 7, 5), Some(3..5)),
            ((2, 4, 2), Some(2..4)),
            ((3, 6, 4), Some(3..4)),
            ((3, 6, 3), None),
            ((0, 9, 5), None),
        ] {
            assert_eq!(after(3..6, Hold::Loose, place), expected, "{place:?}");
        }
    }

    #[test]
    fn whole_marks_stay_as_they_are_or_go() {
        for (place, expected) in [
            ((3, 3, 5), Some(5..8)),
            ((6, 6, 8), Some(3..6)),
            ((1, 3, 1), Some(1..4)),
            ((4, 4, 5), None),
            ((5, 7, 5), None),
            ((3, 6, 4), None),
        ] {
            assert_eq!(after(3..6, Hold::Whole, place), expected, "{place:?}");
        }
    }

    #[test]
    fn a_mark_that_cannot_stand_is_refused() {
        let mut marks = Marks::default();
        assert!(marks.add(mark(3..6, Hold::Whole)));
        assert!(!marks.add(mark(5..9, Hold::Whole)) && !marks.add(mark(4..4, Hold::Loose)));
        let other = Mark {
            id: 2,
            ..mark(0..9, Hold::Loose)
        };
        assert!(marks.add(mark(6..9, Hold::Whole)) && marks.add(other));
        assert!(!marks.add(mark(0..9, Hold::Loose)), "over itself");
        let over = Mark {
            range: at(9)..Position {
                paragraph: 1,
                byte: 2,
            },
            ..mark(0..0, Hold::Whole)
        };
        assert!(!marks.add(over));
        assert_eq!(marks.widened(at(4)..at(7)), at(3)..at(9));
        assert_eq!((marks.remove(1).len(), marks.all().len()), (2, 1));
    }
}
