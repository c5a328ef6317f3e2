//! The index against brute force, and examples of what it finds.

mod examples;
mod oracle;
mod properties;

use super::*;

fn find(index: &NameIndex, typed: &str) -> Answer {
    index.search(&Query::new(typed), 50, &Cancel::never())
}

fn people(list: &[&str]) -> NameIndex {
    NameIndex::build(
        list.iter()
            .enumerate()
            .map(|(id, name)| (Kind::Craftsman, id as i64, *name)),
    )
}
