//! Papers and tables: what lies in the inbox, and what a file turns out to be.

use std::{fs, path::Path};

use super::{Performed, Setting};
use crate::{
    app::{Msg, tables::TableFrom, views::InboxFile},
    ingest::roster::Input,
    run::{ledger, office::Office, papers, roster_in, trouble::file_reason},
};

pub(super) fn inbox(folder: Option<&str>) -> Vec<InboxFile> {
    let entries = folder
        .and_then(|folder| fs::read_dir(folder).ok())
        .into_iter()
        .flatten()
        .flatten();
    let mut files: Vec<InboxFile> = entries
        .filter_map(|entry| {
            let about = entry.metadata().ok().filter(fs::Metadata::is_file)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = entry.path().to_str()?.to_owned();
            (!name.starts_with('.')).then(|| InboxFile {
                path,
                name: crate::text::clean::line(&name).text,
                size: about.len(),
            })
        })
        .collect();
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files
}

pub(super) fn read_paper_file(office: &mut Office, setting: &Setting, path: &str) -> Performed {
    match papers::file(Path::new(path)) {
        Ok((name, bytes)) => read_paper(office, setting, &name, &bytes),
        Err(error) => Performed::failed(setting.lang.say_with(
            "papers.no_file",
            &[
                ("path", path),
                ("error", &file_reason(&error, setting.lang)),
            ],
        )),
    }
}

pub(super) fn read_paper(
    office: &mut Office,
    setting: &Setting,
    name: &str,
    bytes: &[u8],
) -> Performed {
    if let Some(view) = ledger::desk::view(office, name, bytes) {
        return Performed::of(Msg::LedgerRead(Box::new(view)));
    }
    if roster_in::is_roster(bytes) {
        let from = TableFrom {
            name: name.to_owned(),
            input: Input::Bytes(bytes.into()),
            sender: String::new(),
            list: None,
        };
        return match roster_in::desk::look(office, from, setting.lang) {
            Ok(table) => Performed::of(Msg::TableRead(Box::new(table))),
            Err(says) => Performed::failed(says),
        };
    }
    match papers::read(office, name, bytes, setting.lang) {
        Ok(paper) => Performed::of(Msg::PaperRead(Box::new(paper))),
        Err(says) => Performed::failed(says),
    }
}
