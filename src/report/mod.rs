//! What the office's facts say when they are counted: rates, lists and tables.
//!
//! Pure functions over whole lives; the day and the rules come in, words and files are others'. A
//! [`Life`] is what is read, a [`Course`] what a report asks of it. Invariant: no share without its
//! base and the items behind it, and a base of zero is no rate (`domain.md` 5.1 of the trade: real
//! reports print shares that do not follow from their counts).

pub mod course;
pub mod figures;
pub mod group;
pub mod life;
pub mod lists;
pub mod percent;
pub mod rates;
#[cfg(test)]
mod tests;
pub mod year;

pub use course::{Contact, Course, Filing, Promise};
pub use figures::Figures;
pub use group::{By, Group};
pub use life::Life;
pub use percent::{Percent, adjusted};
pub use rates::{RateKind, Share, rate, rates_by};
