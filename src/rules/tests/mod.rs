//! Due dates by the shipped packs, a case a line; and what a faulty pack is told.

mod packs;
mod table;
