//! The nouns of the office, their states and their dates.
//!
//! One noun a thing, the same in code, schema, screen and files: `Proposal` 件, `Ask` 诉求,
//! `Proposer` 代表/委员/提案单位, `Unit` 本单位, `Role` 主办/协办/分办, `Event` 经过, `Letter` 函,
//! `Waiver` 不适用, `Publishing` 公开属性,
//! `Craftsman` 工匠, `Studio` 技能大师工作室, `Employer` 单位, `RosterEntry` 名册记录 (any of the three),
//! `Programme` 项目 (竞赛/培训/补贴/计划/积分考核), `Entry` 项目记录, `Source` 资料, `Attachment` 原件.
//!
//! Nothing here knows a database, a screen, a region's numbers or what day it is.

pub mod alike;
pub mod calendar;
pub mod chain;
pub mod change;
pub mod craftsman;
pub mod deadline;
pub mod delivery;
pub mod employer;
pub mod event;
pub mod fact;
pub mod id;
pub mod letter;
pub mod letter_promise;
pub mod lift;
pub mod outcome;
pub mod paper;
pub mod private;
pub mod programme;
pub mod proposal;
pub mod publishing;
pub mod remark;
pub mod roster_entry;
pub mod sitting;
pub mod span;
pub mod state;
pub mod step;
pub mod studio;
pub mod unit;
pub mod waiver;

/// Makes a closed enum whose variants have a stored code that never changes.
///
/// The code is what the store, JSON and rule packs write; words on screen come from `lang`.
macro_rules! coded {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $code:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vmeta])* $variant,)+ }

        impl $name {
            /// Every variant, in the order of declaration.
            pub const ALL: &'static [$name] = &[$($name::$variant,)+];

            /// Returns the stored code.
            pub const fn code(self) -> &'static str {
                match self { $($name::$variant => $code,)+ }
            }

            /// Finds the variant of a stored code.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some($name::$variant),)+ _ => None }
            }
        }
    };
}
pub(crate) use coded;

#[cfg(test)]
mod tests {
    use super::{event::EventKind, letter::LetterKind, sitting::Level, state::State};

    #[test]
    fn every_code_finds_its_variant_again() {
        for state in State::ALL {
            assert_eq!(State::from_code(state.code()), Some(*state));
        }
        for kind in EventKind::ALL {
            assert_eq!(EventKind::from_code(kind.code()), Some(*kind));
        }
        for kind in LetterKind::ALL {
            assert_eq!(LetterKind::from_code(kind.code()), Some(*kind));
        }
        for level in Level::ALL {
            assert_eq!(Level::from_code(level.code()), Some(*level));
        }
        assert_eq!(State::from_code("没有"), None);
        assert_eq!(State::from_code(""), None);
    }
}
