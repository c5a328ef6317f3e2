//! Entering into a programme, and striking an entry.

use clap::ArgMatches;

use super::{named, print_entries, read, text_of};
use crate::{
    app::{
        effect::NameAsk,
        record::{EntryText, Record},
    },
    cli::{
        cx::Cx,
        error::{CliError, Fault},
        fields,
    },
    domain::{
        id::EntryId,
        programme::{Programme, ProgrammeKind},
    },
    run::{finder::Finder, office::Office, programmes::Unentered},
    search::Cancel,
    store::NameId,
    text::clean,
};

/// How many names are offered for one that nobody has.
const NEAR: usize = 5;

/// Enters people into a contest or a class.
pub fn take_part(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    let options = [
        ("on", "on"),
        ("place", "place"),
        ("score", "score"),
        ("finish", "finish"),
        ("skill", "promoted"),
        ("note", "note"),
    ];
    let wants = [ProgrammeKind::Contest, ProgrammeKind::Training];
    all(cx, matches, &wants, &options)
}

/// Pays a subsidy.
pub fn pay(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    let options = [
        ("on", "on"),
        ("skill", "paid_level"),
        ("yuan", "yuan"),
        ("over", "over"),
        ("note", "note"),
    ];
    all(cx, matches, &[ProgrammeKind::Subsidy], &options)
}

/// States what was reached of a target.
pub fn count(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    let options = [
        ("target", "target"),
        ("amount", "amount"),
        ("on", "on"),
        ("stated", "source"),
        ("note", "note"),
    ];
    all(cx, matches, &[ProgrammeKind::Plan], &options)
}

/// Gives points.
pub fn score(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    let options = [
        ("points-item", "points_item"),
        ("times", "times"),
        ("on", "on"),
        ("note", "note"),
    ];
    all(cx, matches, &[ProgrammeKind::Assessment], &options)
}

/// Enters everybody named with the options given, all or nobody.
fn all(
    cx: &mut Cx,
    matches: &ArgMatches,
    wants: &[ProgrammeKind],
    options: &[(&str, &'static str)],
) -> Result<(), CliError> {
    let mut office = cx.write()?;
    let kept = named(cx, &office, text_of(matches, "programme"))?;
    if !wants.contains(&kept.value.kind) {
        return Err(other_kind(cx, &kept));
    }
    let blank = office
        .begin_entry(kept.id)
        .map_err(|error| cx.trouble(&error))?;
    let blank = blank.unwrap_or_else(|| EntryText::blank(kept.id, kept.version, kept.value.kind));
    let mut record = Record::Entry(Box::new(blank));
    for (option, field) in options {
        let value = matches.try_get_one::<String>(option).ok().flatten();
        if let Some(value) = value {
            // A class gives a certificate where a contest promotes.
            let field = match (*field, kept.value.kind) {
                ("promoted", ProgrammeKind::Training) => "certificate_level",
                (field, _) => field,
            };
            fields::set(cx, &mut record, field, value)?;
        }
    }
    let Record::Entry(text) = record else {
        return Ok(());
    };
    let names: Vec<String> = match matches.try_get_many::<String>("who") {
        Ok(Some(names)) => names
            .map(|name| clean::line(name).text.trim().to_owned())
            .collect(),
        _ => vec![String::new()],
    };
    let texts: Vec<EntryText> = names
        .into_iter()
        .map(|who| EntryText {
            who,
            ..(*text).clone()
        })
        .collect();
    let ids = office.enter(&texts).map_err(|own| refused(cx, &own))?;
    let entries = office
        .store
        .entries_of(kept.id)
        .map_err(|error| cx.trouble(&error))?;
    let rows: Vec<_> = entries
        .into_iter()
        .filter(|own| ids.contains(&own.id))
        .collect();
    print_entries(cx, &office, kept.id, &rows)
}

fn other_kind(cx: &Cx, kept: &Programme) -> CliError {
    let verb = match kept.value.kind {
        ProgrammeKind::Contest | ProgrammeKind::Training => "enter",
        ProgrammeKind::Subsidy => "pay",
        ProgrammeKind::Plan => "count",
        ProgrammeKind::Assessment => "score",
    };
    let name = format!("anfu programme {verb} programme:{}", kept.id.0);
    CliError::usage(Unentered::OtherKind(kept.value.kind).sentence(cx.lang))
        .hint(cx.say_with("hint.nearest", &[("word", &name)]))
}

/// Returns a refusal with its exit code, and who may be meant.
fn refused(cx: &Cx, own: &Unentered) -> CliError {
    let says = own.sentence(cx.lang);
    let fault = match own {
        Unentered::Store(error) => return cx.trouble(error),
        Unentered::Nobody(_)
        | Unentered::NoTarget { .. }
        | Unentered::NoTable(_)
        | Unentered::NoItem { .. } => Fault::NotFound,
        Unentered::Over { .. } | Unentered::NotAPerson(_) | Unentered::NotAssessed { .. } => {
            Fault::Refused
        }
        _ => Fault::Usage,
    };
    let mut error = CliError::new(fault, says);
    for (id, note) in own.candidates(cx.lang).into_iter().take(20) {
        error = error.hint(format!("{}  {note}", word_of(id)));
    }
    if let Unentered::Nobody(name) = own {
        for hint in near(cx, name) {
            error = error.hint(hint);
        }
        error = error.hint(cx.say("hint.roster_find"));
    }
    error
}

fn word_of(id: NameId) -> String {
    match id {
        NameId::Craftsman(id) => format!("craftsman:{}", id.0),
        NameId::Studio(id) => format!("studio:{}", id.0),
        NameId::Employer(id) => format!("employer:{}", id.0),
        NameId::Programme(id) => format!("programme:{}", id.0),
    }
}

/// Returns the names that come nearest to one that nobody has; none when they cannot be read.
fn near(cx: &Cx, name: &str) -> Vec<String> {
    let Ok(office) = cx.read() else {
        return Vec::new();
    };
    let mut finder = Finder::new(office);
    let found = finder
        .load()
        .and_then(|_| finder.find_best(&NameAsk::of(name), NEAR, &Cancel::never()));
    let hits = found.map(|own| own.hits).unwrap_or_default();
    let line = |id, name: &str, note: &str| format!("{}  {name}  {note}", word_of(id));
    hits.iter()
        .map(|hit| line(hit.id, &hit.name, &hit.note.words(cx.lang)))
        .collect()
}

/// Strikes an entry, or lets it stand again.
pub fn strike(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    let mut office: Office = cx.write()?;
    let kept = named(cx, &office, text_of(matches, "programme"))?;
    let word = text_of(matches, "entry");
    let row = word.strip_prefix("entry:").unwrap_or(word).parse().ok();
    let entries = office
        .store
        .entries_of(kept.id)
        .map_err(|error| cx.trouble(&error))?;
    let own = row.and_then(|row| entries.iter().find(|own| own.id == EntryId(row)));
    let Some(own) = own else {
        let word = clean::line(word).text;
        let values = [("name", &*kept.value.name), ("word", &word)];
        return Err(CliError::not_found(
            cx.say_with("programme.no_entry", &values),
        ));
    };
    let reason = clean::line(text_of(matches, "struck"))
        .text
        .trim()
        .to_owned();
    let back = matches.get_flag("back");
    if reason.is_empty() && !back {
        return Err(CliError::usage(cx.say("programme.strike_needs")));
    }
    let reason = (!back).then_some(reason.as_str());
    let id = own.id;
    office
        .strike(id, kept.version, reason)
        .map_err(|error| cx.trouble(&error))?;
    let now = read(cx, &office, kept.id)?;
    let entries = office
        .store
        .entries_of(now.id)
        .map_err(|error| cx.trouble(&error))?;
    let rows: Vec<_> = entries.into_iter().filter(|own| own.id == id).collect();
    print_entries(cx, &office, kept.id, &rows)
}
