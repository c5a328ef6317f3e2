//! `anfu doctor` and `anfu paths`: what is wrong, and where things are.

use std::{fs, io};

use serde_json::json;

use super::{
    cx::{Cx, Form, locale, shown},
    error::{CliError, Fault},
    proposal_text::labelled,
};
use crate::{
    app::deadline::says_fault,
    run::finder::{Finder, Kept},
    store::Store,
    text::clean,
    tui::keymap::Keymap,
};

/// Something found wrong.
struct Finding {
    area: &'static str,
    place: String,
    what: String,
}

/// Looks for what is wrong; findings go to stdout.
pub fn run(cx: &mut Cx) -> Result<(), CliError> {
    let mut findings = Vec::new();
    for fault in cx.config_faults.clone() {
        findings.push(finding("config", &shown(&cx.paths.config), &fault));
    }
    findings.extend(keymap(cx));
    for fault in cx.packs().faults {
        let place = format!("{}:{} {}", fault.file, fault.line, fault.place);
        findings.push(finding("rules", &place, &says_fault(&fault, cx.lang)));
    }
    for fault in cx.chains().faults {
        let place = format!("{}:{} {}", fault.file, fault.line, fault.place);
        findings.push(finding("chains", &place, &says_fault(&fault, cx.lang)));
    }
    for fault in cx.points().faults {
        let place = format!("{}:{} {}", fault.file, fault.line, fault.place);
        findings.push(finding("points", &place, &says_fault(&fault, cx.lang)));
    }
    for fault in cx.lists().faults {
        let place = format!("{}:{} {}", fault.file, fault.line, fault.place);
        findings.push(finding("lists", &place, &says_fault(&fault, cx.lang)));
    }
    let locale = locale();
    if !is_utf8(&locale) {
        let what = cx.say("doctor.locale");
        findings.push(finding("locale", &locale, &what));
    }
    let mut fault = None;
    let mut no_store = false;
    match cx.read() {
        Ok(office) => {
            let found = office.store.faults().map_err(|error| cx.trouble(&error))?;
            if let Some(id) = &office.unit.rules
                && office.packs.find(id).is_none()
            {
                let what = cx.say_with("doctor.no_rules", &[("id", id)]);
                findings.push(finding("rules", "unit.rules", &what));
            }
            if let Some(id) = &office.unit.chain
                && office.chains.find(id).is_none()
            {
                let what = cx.say_with("doctor.no_chain", &[("id", id)]);
                findings.push(finding("chains", "unit.chain", &what));
            }
            if office.basis_differs().map_err(|error| cx.trouble(&error))? {
                let what = cx.say("doctor.basis");
                findings.push(finding("rules", &shown(&cx.paths.store), &what));
            }
            if found.is_empty() {
                mend_texts(cx, office.store.as_ref());
                mend_names(cx);
            } else {
                fault = Some(Fault::Damaged);
            }
            findings.extend(
                found
                    .iter()
                    .map(|own| finding("store", &own.place, &own.what)),
            );
        }
        // Nothing is wrong yet, but nothing can be said to be well either.
        Err(error) if error.fault == Fault::NotFound => {
            cx.tell(&error.says);
            no_store = true;
        }
        Err(error) => {
            fault = Some(error.fault);
            findings.push(finding("store", &shown(&cx.paths.store), &error.says));
        }
    }
    for own in &findings {
        match cx.form {
            Form::Text => {
                let area = cx.say(&format!("area.{}", own.area));
                cx.line(&format!("{area}  {}  {}", own.place, own.what))?;
            }
            Form::Json => {
                cx.json(json!({ "area": own.area, "place": own.place, "what": own.what }))?;
            }
        }
    }
    if findings.is_empty() {
        if !no_store {
            cx.tell(&cx.say("doctor.well"));
        }
        return Ok(());
    }
    Err(CliError::told(fault.unwrap_or(Fault::Failed)))
}

fn finding(area: &'static str, place: &str, what: &str) -> Finding {
    Finding {
        area,
        place: clean::line(place).text,
        what: clean::line(what).text,
    }
}

/// Makes items findable by their texts that are not: that follows from the texts, so it is no damage.
/// What cannot be written now is left for the next time.
fn mend_texts(cx: &Cx, store: &dyn Store) {
    if !matches!(store.lacking_full_text(), Ok(1..)) {
        return;
    }
    if let Ok(mut office) = cx.write()
        && let Ok(count) = office.store.complete_full_text()
    {
        let count = count.to_string();
        cx.tell(&cx.say_with("doctor.texts", &[("n", &count)]));
    }
}

/// Builds the file of names anew if it does not hold; it follows from the store, so that is no damage.
fn mend_names(cx: &Cx) {
    let kept = cx
        .read()
        .ok()
        .and_then(|office| Finder::new(office).load().ok());
    match kept {
        Some(Kept::Rebuilt) => cx.tell(&cx.say("doctor.names_rebuilt")),
        Some(Kept::Unwritable) => cx.tell(&cx.say("doctor.names_unwritable")),
        Some(Kept::Ready) | None => {}
    }
}

/// Reads the user's keymap as far as its form goes.
fn keymap(cx: &Cx) -> Option<Finding> {
    let path = &cx.paths.keymap;
    let fault = match fs::read_to_string(path) {
        Ok(text) => Keymap::with(&text).err()?.join("; "),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return None,
        Err(error) => error.to_string(),
    };
    Some(finding("keymap", &shown(path), &fault))
}

/// Whether text in this locale is UTF-8; C and POSIX, or none, promise nothing and hinder nothing.
fn is_utf8(locale: &str) -> bool {
    let Some((_, set)) = locale.split_once('.') else {
        return true;
    };
    let set = set.split('@').next().unwrap_or_default();
    set.eq_ignore_ascii_case("utf-8") || set.eq_ignore_ascii_case("utf8")
}

/// Prints the program's places.
pub fn paths(cx: &mut Cx) -> Result<(), CliError> {
    let places = [
        ("store", shown(&cx.paths.store)),
        ("config", shown(&cx.paths.config)),
        ("keymap", shown(&cx.paths.keymap)),
        ("themes", shown(&cx.paths.themes)),
        ("rules", shown(&cx.paths.rules)),
        ("chains", shown(&cx.paths.chains)),
        ("points", shown(&cx.paths.points)),
        ("lists", shown(&cx.paths.lists)),
        ("letters", shown(&cx.paths.letters)),
    ];
    match cx.form {
        Form::Text => {
            let pairs = places.map(|(key, path)| (cx.say(&format!("area.{key}")), path));
            labelled(&pairs).iter().try_for_each(|line| cx.line(line))
        }
        Form::Json => {
            let fields = places
                .into_iter()
                .map(|(key, path)| (key.to_owned(), path.into()));
            cx.json(serde_json::Value::Object(fields.collect()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_utf8;

    #[test]
    fn only_a_locale_that_names_another_charset_is_wrong() {
        for fine in [
            "",
            "C",
            "POSIX",
            "C.UTF-8",
            "zh_CN.utf8",
            "de_DE.UTF-8@euro",
        ] {
            assert!(is_utf8(fine), "{fine}");
        }
        assert!(!is_utf8("zh_CN.GB18030"));
    }
}
