//! What is wrong in a data file: where, and what. Readers go on and list every fault.

use std::path::{Path, PathBuf};

use crate::domain::coded;

/// Returns the data files of a user's folder, in the order of their names; a missing folder has none.
pub fn own_files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    files.sort();
    files
}

/// A fault in a rule pack or a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file's name, as given.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The key within the file: `answer[2].date`.
    pub place: String,
    /// What is wrong.
    pub wrong: Wrong,
    /// The value as written, or what stands against it.
    pub value: String,
}

coded! {
    /// What is wrong with a value; the words are `fault.<code>` in `lang`.
    Wrong {
        /// The file cannot be read at all.
        Unread = "unread",
        /// It is not TOML.
        Syntax = "syntax",
        /// A key that must be there is missing.
        Missing = "missing",
        /// No such key.
        UnknownKey = "unknown_key",
        /// A text is expected.
        NotText = "not_text",
        /// A whole number from 1 to 65535 is expected.
        NotNumber = "not_number",
        /// A number of points of at most two decimals is expected.
        NotPoints = "not_points",
        /// `true` or `false` is expected.
        NotFlag = "not_flag",
        /// A list is expected.
        NotList = "not_list",
        /// A table is expected.
        NotTable = "not_table",
        /// No event, class, level or other code of this name.
        NoCode = "no_code",
        /// Two lengths for one term.
        TwoLengths = "two_lengths",
        /// No length.
        NoLength = "no_length",
        /// A day that no calendar has, such as 31 September.
        NoDay = "no_day",
        /// Two rules that fit the same case equally well.
        Ambiguous = "ambiguous",
        /// A value without the article it comes from.
        NoSource = "no_source",
        /// An id of other letters than a-z, 0-9 and `-`.
        BadId = "bad_id",
        /// Two packs of the same id.
        SameId = "same_id",
        /// The base is no pack.
        NoBase = "no_base",
        /// The base leads back to the pack itself.
        BaseLoop = "base_loop",
        /// It stands there twice.
        Twice = "twice",
        /// A day of another year.
        OtherYear = "other_year",
        /// A day that is said to be free and worked.
        FreeAndWorked = "free_and_worked",
        /// A plain weekday is worked anyway.
        PlainWeekday = "plain_weekday",
        /// A step of a chain before one that must come first.
        Order = "order",
        /// A line that is no `date,free` or `date,working`.
        BadLine = "bad_line",
        /// `{…}` names a field that is not known, or not at this place.
        UnknownField = "unknown_field",
        /// A `{` has no `}` on its line.
        OpenField = "open_field",
    }
}
