//! Letters and slips written into files.

use std::{fs, path::Path};

use super::super::{
    drafts::{SlipForm, Whom, slip_file_name},
    export::{NoCopy, not_public, planned, planned_of, refusal},
    office::Office,
    review,
    trouble::{file_reason, sentence},
    write::write_new,
};
use crate::{
    app::{
        Effect, Msg,
        effect::{Copy, Which},
        overlay::exporting::ToWrite,
        review::StepAct,
    },
    check::Finding,
    domain::id::{LetterId, ProposalId},
    letter::output::OUTPUTS,
    store::StoreError,
};

use super::{Performed, Setting};

/// Why a copy was not written.
enum NoFile {
    /// The checks found these errors.
    Findings(Vec<Finding>),
    /// It is signed and waits for its number.
    Unnumbered,
    /// Another reason, said.
    Says(String),
}

/// Writes a copy of a letter into a new file; the form follows from the ending. Errors that the checks
/// found go back, to ask whether a draft will do.
pub(super) fn export(
    office: &mut Office,
    setting: &Setting,
    id: LetterId,
    (path, copy): (&str, Copy),
) -> Performed {
    let became = write_letter(office, setting, id, (path, copy));
    office.fonts.forget();
    match became {
        Ok(masked) => {
            let mut done = exported(path);
            if copy == Copy::Public {
                let count = masked.to_string();
                let says = setting.lang.say_with("publishing.masked", &[("n", &count)]);
                let says = format!("{}{says}", setting.lang.pick("", " "));
                done.messages.push(Msg::Besides(says));
            }
            done
        }
        Err(NoFile::Findings(found)) => {
            Performed::of(Msg::ExportStopped(id, path.to_owned(), copy, found))
        }
        Err(NoFile::Unnumbered) => Performed::of(Msg::ExportUnnumbered(id, path.to_owned(), copy)),
        Err(NoFile::Says(says)) => Performed::failed(says),
    }
}

/// Gives a signed letter its number, and writes the copy into the file that waited for it.
pub(super) fn number_and_export(
    office: &mut Office,
    setting: &Setting,
    act: &StepAct,
    (path, copy): (&str, Copy),
) -> Result<Performed, StoreError> {
    let step = Effect::TakeStep(act.clone());
    let mut done = review::desk::perform(office, step, setting.lang)?;
    if let Some(Msg::Stepped(..)) = done.messages.first() {
        let written = export(office, setting, act.letter, (path, copy));
        done.messages.extend(written.messages);
    }
    Ok(done)
}

/// Writes one of many letters into a new file; the typefaces wait for the next one.
pub(super) fn write_one(office: &Office, setting: &Setting, id: LetterId, path: &str) -> Performed {
    let became = write_letter(office, setting, id, (path, Copy::Letter));
    let became = became.map_err(|why| match why {
        NoFile::Findings(found) => {
            let count = found.len().to_string();
            let values = [("path", path), ("n", &*count)];
            setting.lang.say_with("export.errors", &values)
        }
        NoFile::Unnumbered => {
            let values = [("path", path)];
            setting.lang.say_with("export.unnumbered", &values)
        }
        NoFile::Says(says) => says,
    });
    Performed::of(Msg::LetterWritten(id, became.map(|_| ())))
}

/// Finds out which letters go into which files. The path is a folder, and behind it a pattern for the
/// form: `folder/*.pdf`; without one it is the official form.
pub(super) fn plan_export(
    office: &Office,
    setting: &Setting,
    which: &Which,
    path: &str,
) -> Result<Performed, StoreError> {
    let typed = Path::new(path);
    let name = typed.file_name().and_then(|own| own.to_str());
    let (folder, ending) = match name.and_then(|own| own.strip_prefix("*.")) {
        Some(ending) => (typed.parent().unwrap_or(Path::new("")), ending),
        None => (typed, "docx"),
    };
    let star = folder.to_string_lossy().contains('*');
    if star || !OUTPUTS.iter().any(|output| output.extension == ending) {
        return Ok(Performed::failed(no_such_form(setting, path)));
    }
    if let Err(error) = fs::create_dir_all(folder) {
        return Ok(Performed::failed(unwritten(setting, path, &error)));
    }
    let store = office.store.as_ref();
    let letters = match which {
        Which::Letters(letters) => planned_of(store, letters)?,
        Which::OfItems(items) => planned(store, items)?,
    };
    let list = letters.into_iter().map(|own| ToWrite {
        id: own.id,
        path: folder.join(format!("{}.{ending}", own.stem)),
    });
    let list = list.collect();
    let whole = std::path::absolute(folder);
    let folder = whole.map_or_else(
        |_| folder.display().to_string(),
        |own| own.display().to_string(),
    );
    Ok(Performed::of(Msg::ExportPlanned(folder, list)))
}

fn no_such_form(setting: &Setting, path: &str) -> String {
    let forms: Vec<&str> = OUTPUTS.iter().map(|output| output.extension).collect();
    let values = [("path", path), ("forms", &*forms.join("、"))];
    setting.lang.say_with("letter.no_such_form", &values)
}

fn unwritten(setting: &Setting, path: &str, error: &std::io::Error) -> String {
    let error = file_reason(error, setting.lang);
    let values = [("path", path), ("error", &*error)];
    setting.lang.say_with("letter.export_failed", &values)
}

/// Writes a copy of a letter into a new file, whole or not at all; returns how many private values it masks.
fn write_letter(
    office: &Office,
    setting: &Setting,
    id: LetterId,
    (path, copy): (&str, Copy),
) -> Result<usize, NoFile> {
    let lang = setting.lang;
    let failed = |error: &str| {
        let values = [("path", path), ("error", error)];
        NoFile::Says(lang.say_with("letter.export_failed", &values))
    };
    // Another name or folder helps against what the disk refuses, and against nothing else.
    let refused = |why: &str| {
        let values = [("path", path), ("error", why)];
        NoFile::Says(lang.say_with("letter.not_exported", &values))
    };
    let ending = Path::new(path).extension().and_then(|own| own.to_str());
    let output = OUTPUTS.iter().find(|own| Some(own.extension) == ending);
    let output = output.ok_or_else(|| NoFile::Says(no_such_form(setting, path)))?;
    let copied = office.copy(id, copy, (output, None), &office.fonts);
    let (made, masked) = copied.map_err(|why| match why {
        NoCopy::Findings(found) => {
            let found = found.into_iter().map(|own| own.finding);
            NoFile::Findings(found.collect())
        }
        NoCopy::Unnumbered => NoFile::Unnumbered,
        NoCopy::NotPublic(decided) => refused(&not_public(decided, lang)),
        NoCopy::Unwritten(error) => refused(&refusal(&error, lang)),
        NoCopy::Store(error) => NoFile::Says(sentence(&error, lang)),
    })?;
    let written = write_new(Path::new(path), &made.bytes);
    written.map_err(|error| failed(&file_reason(&error, lang)))?;
    Ok(masked)
}

/// Says the whole path: nobody remembers where the desk was started.
pub(in super::super) fn exported(path: &str) -> Performed {
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
        Err(error) => Performed::failed(unwritten(setting, folder, &error)),
    })
}
