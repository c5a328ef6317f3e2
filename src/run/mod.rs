//! Performing effects: the office over a store, the threads, the clock, and who the user is.
//!
//! The same office serves the desk's threads, the subcommands and the tests. Nothing here decides
//! what a key means, and nothing draws.

pub mod archive;
pub mod basis;
pub mod beside;
pub mod cards;
pub mod chooser;
pub mod clock;
pub mod column;
pub mod config;
pub mod drafts;
pub mod export;
pub mod external;
pub mod facets;
pub mod figures;
pub mod finder;
pub mod findings;
pub mod fonts;
pub mod intake;
pub mod known;
pub mod ledger;
pub mod lister;
pub mod maker;
mod newer;
pub mod office;
pub mod opened;
pub mod papers;
pub mod paths;
pub mod perform;
pub mod pivots;
pub mod programmes;
pub mod publishing;
pub mod refusal;
pub mod register;
pub mod reports;
mod required;
pub mod review;
pub mod roster_in;
pub mod roster_out;
pub mod rules;
pub mod slips;
pub mod trouble;
pub mod weave;
pub mod who;
pub mod worker;
pub mod write;
