//! The traits of the store, one arm a question: which transaction it runs in, and whose answer it is.
//!
//! A file here is a trait of `store`; the answers are in the file of their subject one folder up. A
//! reading arm runs in one read transaction, so an item and its proposers are of the same moment.

mod figures;
mod letters;
mod office;
mod papers;
mod programmes;
mod queue;
mod register;
mod review;
mod roster;
mod table;
