//! Invented people, papers and letters of any number, from a seed.
//!
//! Apart from everything else so that it can be used by the demo store, by benchmarks and by tests alike: it has its
//! own plain structs and knows neither the domain nor the store. Everything is invented: the city of Chengjiang
//! (澄江市), its district of Yunqiao (云桥区), every person and firm; telephone numbers are 000-0000-0000.
//! Invariants: the same seed and number give the same output; record `i` does not depend on how many were read
//! before it; lists are iterators and hold no list in memory.

mod names;
mod papers;
mod person;
mod places;
mod programmes;
mod rng;
mod roster;
mod topics;

pub use names::{Gender, Names, given_parts, surnames};
pub use papers::{
    CLERKS, GenChannel, GenClass, GenFact, GenManner, GenProposal, GenProposer, GenRating, GenRole,
    GenStage, GenStep, PaperKind, proposals,
};
pub use person::{GenCertificate, GenHonour, GenPerson, HonourLevel, LEVELS};
pub use places::{Places, places};
pub use programmes::{GenEntrant, GenEvent, classes, contests};
pub use rng::Rng;
pub use roster::{GenEmployer, GenStudio, Roster};
pub use topics::{Topic, topics};
