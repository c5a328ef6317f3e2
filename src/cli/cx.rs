//! What every subcommand is given: language, places, the day, the store, and the two streams.

use std::{
    env,
    ffi::OsString,
    io::{self, BufWriter, IsTerminal, Stdout, Write},
    path::{Path, PathBuf},
};

use clap::ArgMatches;
use serde_json::{Map, Value};

use super::error::{CliError, Fault};
use crate::{
    app::record::Record,
    lang::Lang,
    letter::kit::Kit,
    rules::{Chains, Packs, PointsTables},
    run::{
        clock::Clock,
        config::{self, Config},
        office::Office,
        paths::Paths,
        roster_out::templates::Templates,
        trouble::{file_reason, sentence},
        who::os_user,
    },
    store::{RosterStore, Store, StoreError, sqlite::SqliteStore},
    text::clean,
};

/// The version of the JSON names; it counts up when one of them changes.
pub const SCHEMA: u32 = 1;

/// How results are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

/// Where a setting of this call came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A flag.
    Flag,
    /// Somewhere else: the file, the locale, our own choice.
    Elsewhere,
}

/// The surroundings of a subcommand.
pub struct Cx {
    /// The language of every sentence.
    pub lang: Lang,
    /// The program's places.
    pub paths: Paths,
    /// The configuration file as far as it can be read.
    pub config: Config,
    /// What cannot be read in it.
    pub config_faults: Vec<String>,
    /// Where the day comes from.
    pub clock: Clock,
    /// How results are written.
    pub form: Form,
    /// Whether marks of colour go out.
    pub colour: Colour,
    /// Where the language was named, for this call alone.
    pub lang_origin: Origin,
    out: BufWriter<Stdout>,
}

/// Whether results carry colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// Plain text.
    Off,
    /// The terminal's own colours.
    On,
}

/// Finds the language before the arguments are parsed, since it rules the help too: `--lang`, the
/// configuration, the locale.
pub fn lang_of(args: &[OsString]) -> Lang {
    let named = |value: &str| match value {
        "zh" => Some(Lang::Zh),
        "en" => Some(Lang::En),
        _ => None,
    };
    let mut rest = args.iter().skip(1).filter_map(|arg| arg.to_str());
    while let Some(arg) = rest.next() {
        let value = match arg {
            "--" => break,
            "--lang" => rest.next(),
            _ => arg.strip_prefix("--lang="),
        };
        if let Some(lang) = value.and_then(named) {
            return lang;
        }
    }
    let kept = Paths::find(None)
        .ok()
        .and_then(|paths| config::read(&paths.config).0.lang);
    kept.as_deref()
        .and_then(named)
        .unwrap_or_else(|| Lang::of_locale(&locale()))
}

/// Returns the locale of messages, by POSIX's order of variables; empty without one.
pub fn locale() -> String {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .filter_map(|name| env::var(name).ok())
        .find(|value| !value.is_empty())
        .unwrap_or_default()
}

impl Cx {
    /// Reads the flags that every subcommand takes.
    ///
    /// # Errors
    /// When the day is none, or the account has no home folder and no store is named.
    pub fn of(matches: &ArgMatches, lang: Lang) -> Result<Self, CliError> {
        let db = matches.get_one::<PathBuf>("db");
        let paths = Paths::find(db.map(PathBuf::as_path)).map_err(CliError::failed)?;
        let (config, config_faults) = config::read(&paths.config);
        let clock = match matches.get_one::<String>("today") {
            Some(text) => Clock::Day(day(text, lang)?),
            None => Clock::Machine,
        };
        let wanted = matches.get_one::<String>("color").map(String::as_str);
        let colour = match wanted {
            Some("always") => Colour::On,
            Some("never") => Colour::Off,
            _ if no_colour() || !io::stdout().is_terminal() => Colour::Off,
            _ => Colour::On,
        };
        Ok(Self {
            lang,
            config,
            config_faults,
            clock,
            form: if matches.get_flag("json") {
                Form::Json
            } else {
                Form::Text
            },
            colour,
            lang_origin: origin(matches, "lang"),
            paths,
            out: BufWriter::new(io::stdout()),
        })
    }

    /// Returns the words of a key under `cli`.
    pub fn say(&self, key: &str) -> String {
        self.lang.say(&format!("cli.{key}")).to_owned()
    }

    /// Returns the words of a key under `cli` with its values.
    pub fn say_with(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.lang.say_with(&format!("cli.{key}"), values)
    }

    /// Returns the word of a code, such as `state.answered`.
    pub fn word(&self, table: &str, code: &str) -> String {
        self.lang.say(&format!("{table}.{code}")).to_owned()
    }

    /// Writes a line for people to stdout.
    ///
    /// # Errors
    /// When stdout is gone.
    pub fn line(&mut self, text: &str) -> Result<(), CliError> {
        Ok(writeln!(self.out, "{text}")?)
    }

    /// Writes bytes to stdout as they are.
    ///
    /// # Errors
    /// When stdout is gone.
    pub fn bytes(&mut self, bytes: &[u8]) -> Result<(), CliError> {
        Ok(self.out.write_all(bytes)?)
    }

    /// Writes an object as one line of JSON, with the version of its names in front.
    ///
    /// # Errors
    /// When stdout is gone.
    pub fn json(&mut self, value: Value) -> Result<(), CliError> {
        let mut object = Map::new();
        object.insert("schema".into(), SCHEMA.into());
        match value {
            Value::Object(fields) => object.extend(fields),
            other => {
                object.insert("value".into(), other);
            }
        }
        Ok(writeln!(self.out, "{}", Value::Object(object))?)
    }

    /// Hands everything written to stdout.
    ///
    /// # Errors
    /// When stdout is gone.
    pub fn flush(&mut self) -> Result<(), CliError> {
        Ok(self.out.flush()?)
    }

    /// Says something beside the result, on stderr.
    pub fn tell(&self, text: &str) {
        // With stderr closed nobody can be told.
        let _ = writeln!(io::stderr(), "{}", clean::paper(text).text);
    }

    /// Returns why a file could not be read or written, in this language.
    pub fn why(&self, error: &io::Error) -> String {
        file_reason(error, self.lang)
    }

    /// Returns a store's refusal in this language.
    pub fn trouble(&self, error: &StoreError) -> CliError {
        CliError::store(error, self.lang)
    }

    /// Opens the store for reading.
    ///
    /// # Errors
    /// When there is none, or it cannot be opened.
    pub fn read(&self) -> Result<Office, CliError> {
        let path = &self.paths.store;
        let store = match SqliteStore::read_only(path) {
            // An older schema is brought up to date by opening it for writing.
            Err(StoreError::Failed { .. }) => {
                SqliteStore::open_existing(path).and_then(|own| self.mended(own))
            }
            other => other,
        };
        self.office(store)
    }

    /// Opens the store for writing; it must be there.
    ///
    /// # Errors
    /// When there is none, or it cannot be opened.
    pub fn write(&self) -> Result<Office, CliError> {
        let store = SqliteStore::open_existing(&self.paths.store);
        self.office(store.and_then(|own| self.mended(own)))
    }

    /// Builds what a killed loading left out, and says so: it may take a minute. Where it cannot be built,
    /// as on a full disk, the store is used as it is: finding is slower, and nothing else is missing.
    fn mended(&self, mut store: SqliteStore) -> crate::store::Result<SqliteStore> {
        let drawn = io::stderr().is_terminal();
        let mut said = false;
        let mended = store.mend_load(&mut |done, all| {
            let (done, all) = (done.to_string(), all.to_string());
            let line = self.say_with("mending", &[("done", &done), ("all", &all)]);
            if drawn {
                let _ = write!(io::stderr(), "\r{line}");
            } else if !said {
                self.tell(&line);
            }
            said = true;
        });
        if drawn && said {
            let _ = writeln!(io::stderr());
        }
        match mended {
            Ok(_) => Ok(store),
            Err(error @ StoreError::Damaged { .. }) => Err(error),
            Err(error) => {
                let why = sentence(&error, self.lang);
                self.tell(&self.say_with("unmended", &[("error", &why)]));
                Ok(store)
            }
        }
    }

    /// Opens the store for writing, and makes a missing one.
    ///
    /// # Errors
    /// When it cannot be opened or made.
    pub fn create(&self) -> Result<Office, CliError> {
        self.create_at(&self.paths.store)
    }

    /// Opens a store at another place for writing, and makes a missing one.
    ///
    /// # Errors
    /// When it cannot be opened or made.
    pub fn create_at(&self, path: &Path) -> Result<Office, CliError> {
        self.office(SqliteStore::open(path).and_then(|own| self.mended(own)))
    }

    /// Opens an office over a store that is not kept.
    ///
    /// # Errors
    /// When the engine cannot be started.
    pub fn nowhere(&self) -> Result<Office, CliError> {
        self.office(SqliteStore::in_memory())
    }

    /// Reads the packs that can be chosen, the user's own on top.
    pub fn packs(&self) -> Packs {
        Packs::of_folder(&self.paths.rules)
    }

    /// Reads the chains that can be chosen, the user's own on top.
    pub fn chains(&self) -> Chains {
        Chains::of_folder(&self.paths.chains)
    }

    /// Reads the tables of points that can be chosen, the user's own on top.
    pub fn points(&self) -> PointsTables {
        PointsTables::of_folder(&self.paths.points)
    }

    /// Reads the templates of public lists, the unit's own on top.
    pub fn lists(&self) -> Templates {
        Templates::of_folder(&self.paths.lists)
    }

    /// Reads the templates and profiles of letters, the unit's own on top.
    pub fn kit(&self) -> Kit {
        Kit::of_folder(&self.paths.letters)
    }

    fn office(&self, store: crate::store::Result<SqliteStore>) -> Result<Office, CliError> {
        let store: Box<dyn Store> = Box::new(store.map_err(|error| self.trouble(&error))?);
        let open = || {
            let mut office = Office::open(store, self.clock, os_user())?;
            office.chains = self.chains();
            office.points = self.points();
            office.lists = self.lists();
            office.use_packs(self.packs())?;
            office.kit = self.kit();
            Ok(office)
        };
        open().map_err(|error| self.trouble(&error))
    }
}

/// Reads a day as any form of the program does.
///
/// # Errors
/// When it is none.
pub fn day(text: &str, lang: Lang) -> Result<chrono::NaiveDate, CliError> {
    let mut record = Record::Day(None);
    let read = record.set("day", text);
    match record {
        Record::Day(Some(day)) if read.is_ok() => Ok(day),
        _ => Err(CliError::usage(
            lang.say_with("cli.no_day", &[("text", &clean::line(text).text)]),
        )),
    }
}

fn origin(matches: &ArgMatches, id: &str) -> Origin {
    match matches.value_source(id) {
        Some(clap::parser::ValueSource::CommandLine) => Origin::Flag,
        _ => Origin::Elsewhere,
    }
}

/// Tells whether `NO_COLOR` is set and not empty (<https://no-color.org>).
fn no_colour() -> bool {
    env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
}

/// Returns a path for people.
pub fn shown(path: &Path) -> String {
    clean::line(&path.display().to_string()).text
}

/// Reads a file, or standard input for `-`.
///
/// # Errors
/// When it cannot be read; a missing file is "not found".
pub fn read_input(path: &Path, lang: Lang) -> Result<Vec<u8>, CliError> {
    let read = if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        io::Read::read_to_end(&mut io::stdin().lock(), &mut bytes).map(|_| bytes)
    } else {
        std::fs::read(path)
    };
    read.map_err(|error| unread(path, &error, lang))
}

/// Returns why a file could not be read.
pub fn unread(path: &Path, error: &io::Error, lang: Lang) -> CliError {
    let fault = if error.kind() == io::ErrorKind::NotFound {
        Fault::NotFound
    } else {
        Fault::Failed
    };
    let values = [
        ("path", &*shown(path)),
        ("error", &*file_reason(error, lang)),
    ];
    CliError::new(fault, lang.say_with("cli.unread", &values))
}
