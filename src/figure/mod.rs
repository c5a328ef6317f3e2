//! Figures: the question a number asks of the roster, its answer, and the trace it leaves in a letter.
//!
//! A question is a line in a small language (`人才 级别>=高级工 街道=青石街道 按级别`), typed once it has
//! been read, printed back in Chinese or English, and complete by menu at every point. Apart from the
//! store because what is asked must not depend on how it is answered: a question answered by any
//! engine gives the same value, the same parts and the same hash of the rows it counts.

pub mod cited;
pub mod field;
pub mod menu;
pub mod parse;
pub mod pivot;
#[cfg(test)]
pub(crate) mod plain;
pub mod question;
pub mod value;

pub use cited::{Cited, FigureState, From};
pub use field::{Field, Kind, Measure, Part, Subject, Unit};
pub use parse::{Slip, read};
pub use pivot::{Pivot, PivotCell, PivotTable, PivotTally};
pub use question::{Filter, Op, Question, Tongue, Value, Wording};
pub use value::{Answer, Group, Row, RowOf, Tally};
