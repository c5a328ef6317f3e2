//! Letters and slips written into files.

use std::{fs, path::Path};

use super::super::{
    drafts::{SlipForm, Whom, slip_file_name},
    export::{Copy, NoCopy, not_public, refusal},
    fonts::SystemFonts,
    office::Office,
    trouble::{file_reason, sentence},
    write::write_new,
};
use crate::{
    app::Msg,
    domain::id::{LetterId, ProposalId},
    letter::output::OUTPUTS,
    store::StoreError,
};

use super::{Performed, Setting};

/// Writes a copy of a letter into a new file; the form follows from the ending. Errors that the checks
/// found go back, to ask whether a draft will do.
pub(super) fn export(
    office: &Office,
    setting: &Setting,
    id: LetterId,
    (path, copy): (&str, Copy),
) -> Performed {
    let lang = setting.lang;
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
    let failed = |error: &str| {
        Performed::failed(
            lang.say_with("letter.export_failed", &[("path", path), ("error", error)]),
        )
    };
    let made = match office.copy(id, copy, (output, None), &SystemFonts::new()) {
        Ok((made, _)) => made,
        Err(NoCopy::Findings(found)) => {
            let found = found.into_iter().map(|own| own.finding).collect();
            return Performed::of(Msg::ExportStopped(id, path.to_owned(), found));
        }
        Err(NoCopy::NotPublic(decided)) => return failed(&not_public(decided, lang)),
        Err(NoCopy::Unwritten(error)) => return failed(&refusal(&error, lang)),
        Err(NoCopy::Store(error)) => return Performed::failed(sentence(&error, lang)),
    };
    match write_new(Path::new(path), &made.bytes) {
        Ok(()) => exported(path),
        Err(error) => failed(&file_reason(&error, lang)),
    }
}

/// Says the whole path: nobody remembers where the desk was started.
pub(super) fn exported(path: &str) -> Performed {
    let whole = std::path::absolute(path);
    Performed::of(Msg::Exported(
        whole.map_or_else(|_| path.to_owned(), |path| path.display().to_string()),
    ))
}

/// Writes an item's slips into a folder, each for paper and as text; no file is written over.
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
            let name = slip_file_name(&number, at, proposer);
            for form in [SlipForm::Docx, SlipForm::Txt] {
                let path = Path::new(folder).join(format!("{name}.{}", form.extension()));
                write_new(&path, &form.write(text))?;
            }
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
