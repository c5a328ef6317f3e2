//! Names by characters, pinyin and initials, ranked.
//!
//! A name is a row of *symbols*: a character with its readings at that place. A *form* writes each symbol as the
//! character, as one whole reading or as its first letter (张建国, zhangjianguo, zjg, zhangjg, 张jg). A query is a
//! *hit* when it can be cut into pieces that begin a reading or are the character ([`symbol`]); its *score* is the
//! best that `SkimMatcherV2` gives any form, computed without writing the forms ([`align`]). Hits are ordered by
//! score, then fewer characters, then smaller id. [`NameIndex`] answers by a plain scan; [`NameBook`] does
//! the same over millions, from a [`Base`] that does not change and an index of the rest. Palettes and lists use [`line_score`] and [`contains`] on single texts.
//!
//! Invariants: only `matcher.rs` names fuzzy-matcher; spans are byte ranges on character boundaries of their text.

mod align;
mod base;
mod book;
mod chosen;
mod familiar;
mod file;
mod grams;
mod hit_set;
mod index;
mod line;
mod matcher;
mod order;
mod query;
mod rank;
mod readings;
mod rows;
mod scan;
mod second;
mod similar;
mod simplified;
mod sounds;
mod spans;
mod symbol;
mod tables;

pub use base::{Base, Builder, Places};
pub use book::{BookBuilder, Change, NameBook};
pub use chosen::{Admitted, Choice, Ids, Of};
pub use file::{BookError, Stamp};
pub use grams::{index_query, index_words};
pub use hit_set::HitSet;
pub use index::{Answer, Cancel, Hit, Kind, NameIndex};
pub use line::{contains, highlights, line_score, line_spans, runs};
pub use order::{by_pinyin, by_strokes, strokes};
pub use query::{MAX_QUERY_CHARS, Query};
pub use rows::{Filter, Rows};
pub use similar::{Alike, Titles, is_same_text, text_likeness};
pub use sounds::{PAIRS, Sounds};

#[cfg(test)]
mod tests;
