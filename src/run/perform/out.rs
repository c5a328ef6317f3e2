//! Letters and slips written into files.

use std::{fs, path::Path};

use super::super::{
    drafts::{Whom, slip_file_name},
    export::{make, refusal},
    fonts::SystemFonts,
    office::Office,
    trouble::{file_reason, sentence},
    write::write_new,
};
use crate::{
    app::Msg,
    domain::id::{LetterId, ProposalId},
    letter::{output::OUTPUTS, page::Head},
    store::StoreError,
};

use super::{Performed, Setting};

/// Writes a letter into a new file; the form follows from the ending.
pub(super) fn export(office: &Office, setting: &Setting, id: LetterId, path: &str) -> Performed {
    let lang = setting.lang;
    let letter = match office.store.letter(id) {
        Ok(Some(letter)) => letter,
        Ok(None) => {
            return Performed::failed(sentence(
                &StoreError::Missing {
                    what: "letter",
                    id: id.0,
                },
                lang,
            ));
        }
        Err(error) => return Performed::failed(sentence(&error, lang)),
    };
    let ending = Path::new(path)
        .extension()
        .and_then(|ending| ending.to_str())
        .unwrap_or_default();
    let Some(output) = OUTPUTS.iter().find(|output| output.extension == ending) else {
        let forms = OUTPUTS
            .iter()
            .map(|output| output.extension)
            .collect::<Vec<_>>()
            .join("、");
        return Performed::failed(
            lang.say_with("letter.no_such_form", &[("path", path), ("forms", &forms)]),
        );
    };
    let made = match make(
        office,
        &letter.value,
        (output, Head::Letter),
        &SystemFonts::new(),
    ) {
        Ok(made) => made,
        Err(error) => {
            let error = refusal(&error, lang);
            return Performed::failed(
                lang.say_with("letter.export_failed", &[("path", path), ("error", &error)]),
            );
        }
    };
    match write_new(Path::new(path), &made.bytes) {
        Ok(()) => exported(path),
        Err(error) => Performed::failed(lang.say_with(
            "letter.export_failed",
            &[("path", path), ("error", &file_reason(&error, lang))],
        )),
    }
}

/// Says the whole path: nobody remembers where the desk was started.
pub(super) fn exported(path: &str) -> Performed {
    let whole = std::path::absolute(path);
    Performed::of(Msg::Exported(
        whole.map_or_else(|_| path.to_owned(), |path| path.display().to_string()),
    ))
}

/// Writes an item's slips into a folder; no file is written over.
pub(super) fn write_slips(
    office: &Office,
    setting: &Setting,
    id: ProposalId,
    folder: &str,
) -> Result<Performed, StoreError> {
    let slips = office.slips(id, Whom::AsTheRegionSays)?;
    let kept = office.store.proposal(id)?;
    let number = kept.and_then(|kept| kept.value.number_printed);
    let number = number.unwrap_or_default();
    if slips.is_empty() {
        let says = setting
            .lang
            .say_with("cli.slip.nobody", &[("item", &number)]);
        return Ok(Performed::failed(says));
    }
    let write = || {
        fs::create_dir_all(folder)?;
        for (at, (proposer, text)) in slips.iter().enumerate() {
            let path = Path::new(folder).join(slip_file_name(&number, at, proposer));
            write_new(&path, format!("{text}\n").as_bytes())?;
        }
        Ok(())
    };
    Ok(match write() {
        Ok(()) => exported(folder),
        Err(error) => {
            let error = file_reason(&error, setting.lang);
            let values = [("path", folder), ("error", &*error)];
            Performed::failed(setting.lang.say_with("letter.export_failed", &values))
        }
    })
}
