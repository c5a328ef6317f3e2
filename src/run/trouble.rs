//! Turning a refusal or failure into a sentence for people, in their language.

use crate::{lang::Lang, letter::serial::DocNumber, store::StoreError};

/// Returns why a file could not be read or written, in words where we have them.
pub fn file_reason(error: &std::io::Error, lang: Lang) -> String {
    use std::io::ErrorKind as K;
    let key = match error.kind() {
        K::NotFound => "file.not_found",
        K::PermissionDenied => "file.not_allowed",
        K::AlreadyExists => "file.exists",
        K::IsADirectory => "file.folder",
        K::StorageFull => "file.full",
        _ => return error.to_string(),
    };
    lang.say(key).to_owned()
}

/// Returns the sentence: what was attempted, what stood in the way, what to do.
pub fn sentence(error: &StoreError, lang: Lang) -> String {
    let path = |path: &std::path::Path| path.display().to_string();
    match error {
        StoreError::Stale { what, id } => {
            let what = lang.say(&format!("row.{what}")).to_owned();
            lang.say_with("store.stale", &[("what", &what), ("id", &id.to_string())])
        }
        StoreError::Missing { what, id } => {
            let what = lang.say(&format!("row.{what}")).to_owned();
            lang.say_with("store.missing", &[("what", &what), ("id", &id.to_string())])
        }
        StoreError::SameItem(id) => lang.say_with("store.same_item", &[("id", &id.to_string())]),
        StoreError::SamePaper(name) => lang.say_with("store.same_paper", &[("name", name)]),
        StoreError::LetterClosed(id) => {
            lang.say_with("store.letter_closed", &[("id", &id.to_string())])
        }
        StoreError::NumberTaken { number, letter } => lang.say_with(
            "store.number_taken",
            &[("number", number), ("id", &letter.to_string())],
        ),
        StoreError::SeriesFull { series, year } => lang.say_with(
            "store.series_full",
            &[
                ("series", series),
                ("year", &year.to_string()),
                ("last", &DocNumber::LAST.to_string()),
            ],
        ),
        StoreError::OtherNumber {
            letter,
            there,
            given,
        } => lang.say_with(
            "store.other_number",
            &[
                ("id", &letter.to_string()),
                ("there", there),
                ("given", given),
            ],
        ),
        StoreError::StillNamed { what, id } => {
            let what = lang.say(&format!("row.{what}")).to_owned();
            lang.say_with(
                "store.still_named",
                &[("what", &what), ("id", &id.to_string())],
            )
        }
        StoreError::TakenBack(id) => lang.say_with("store.taken_back", &[("id", &id.to_string())]),
        StoreError::ChangedSince { what, id, field } => {
            let keys = [
                format!("{what}.field.{field}"),
                format!("fact_name.{field}"),
                format!("field.{field}"),
            ];
            let known = keys.iter().find(|key| lang.knows(key));
            let field = lang.say(known.unwrap_or(&keys[2])).to_owned();
            let what = lang.say(&format!("row.{what}")).to_owned();
            lang.say_with(
                "store.changed_since",
                &[("what", &what), ("id", &id.to_string()), ("field", &field)],
            )
        }
        StoreError::TableTaken(_) => lang.say("store.table_taken").to_owned(),
        StoreError::Loading => lang.say("store.loading").to_owned(),
        StoreError::Busy => lang.say("store.busy").to_owned(),
        StoreError::Full(file) => lang.say_with("store.full", &[("path", &path(file))]),
        StoreError::ReadOnly(file) => lang.say_with("store.read_only", &[("path", &path(file))]),
        StoreError::Newer {
            path: file,
            found,
            known,
        } => lang.say_with(
            "store.newer",
            &[
                ("path", &path(file)),
                ("found", &found.to_string()),
                ("known", &known.to_string()),
            ],
        ),
        StoreError::NotOurs(file) => lang.say_with("store.not_ours", &[("path", &path(file))]),
        StoreError::NoFile(file) => lang.say_with("store.no_file", &[("path", &path(file))]),
        StoreError::Damaged { path: file, detail } => lang.say_with(
            "store.damaged",
            &[("path", &path(file)), ("detail", detail)],
        ),
        StoreError::Network(file) => lang.say_with("store.network", &[("path", &path(file))]),
        StoreError::Failed { doing, detail } => {
            lang.say_with("store.failed", &[("doing", doing), ("detail", detail)])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_said_with_what_to_do() {
        let error = StoreError::Full("/甲/anfu.db".into());
        let says = sentence(&error, Lang::Zh);
        assert!(
            says.contains("/甲/anfu.db") && says.contains("腾出"),
            "{says}"
        );
        assert!(sentence(&error, Lang::En).contains("free"));
    }

    #[test]
    fn why_a_file_cannot_be_read_is_said_in_the_language() {
        let error = std::io::Error::from(std::io::ErrorKind::NotFound);
        assert_eq!(file_reason(&error, Lang::Zh), "没有这个文件或文件夹");
        let other = std::io::Error::other("坏了");
        assert_eq!(file_reason(&other, Lang::Zh), "坏了");
    }
}
