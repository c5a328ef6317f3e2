//! Opening the desk: the store, the user's settings, the terminal and the threads, and closing it all
//! again.

use std::{
    collections::VecDeque,
    path::PathBuf,
    sync::{
        Arc,
        mpsc::{Sender, channel},
    },
    thread,
    time::{Duration, Instant},
};

use super::{
    super::{
        Keymap, Screen, Theme,
        outside::Gate,
        terminal::{Mouse, next_input},
        watchdog,
    },
    DAY, Desk, Incoming,
};
use crate::{
    app::{Model, Msg, letter::Keys, model::StoreName},
    lang::Lang,
    letter::kit::Kit,
    rules::{Chains, Packs, PointsTables},
    run::{
        clock::Clock,
        config::Config,
        office::Office,
        paths::Paths,
        roster_out::templates::Templates,
        who,
        worker::{Post, Workers},
    },
    search::Sounds,
    store::{Result as StoreResult, Store, StoreError, sqlite::SqliteStore},
};

/// How often the reading of keys looks whether the terminal is lent, where another editor is allowed.
/// Chosen by us: nobody feels a tenth of a second before an editor opens.
const LEND: Duration = Duration::from_millis(100);
/// What the desk is opened with.
#[derive(Clone, Debug)]
pub struct DeskAsk {
    /// The store's file.
    pub store: PathBuf,
    /// The store is thrown away afterwards.
    pub demo: bool,
    /// The program's language.
    pub lang: Lang,
    /// Where the day comes from.
    pub clock: Clock,
    /// The user's configuration.
    pub config: Config,
    /// Where the user's keymap and themes are.
    pub paths: Paths,
}

/// Why the desk did not open, or ended.
#[derive(Debug)]
pub enum DeskError {
    /// The store.
    Store(StoreError),
    /// The terminal.
    Terminal(std::io::Error),
    /// The keymap or the theme: everything that is wrong with it.
    Settings(Vec<String>),
}

impl From<StoreError> for DeskError {
    fn from(error: StoreError) -> Self {
        DeskError::Store(error)
    }
}

impl From<std::io::Error> for DeskError {
    fn from(error: std::io::Error) -> Self {
        DeskError::Terminal(error)
    }
}

/// Opens the desk and returns when it is left.
///
/// # Errors
/// When the store, the terminal, the keymap or the theme cannot be used.
pub fn desk(ask: &DeskAsk) -> Result<(), DeskError> {
    let (keymap, theme) = settings(ask).map_err(DeskError::Settings)?;
    let store = SqliteStore::open(&ask.store)?;
    let mut office = Office::open(Box::new(store), ask.clock, who::os_user())?;
    office.chains = Chains::of_folder(&ask.paths.chains);
    office.points = PointsTables::of_folder(&ask.paths.points);
    office.lists = Templates::of_folder(&ask.paths.lists);
    office.use_packs(Packs::of_folder(&ask.paths.rules))?;
    office.kit = Kit::of_folder(&ask.paths.letters);
    let notice = if !office.packs.faults.is_empty() {
        Some("notice.rules_faulty")
    } else if !office.kit.faults.is_empty() {
        Some("notice.letters_faulty")
    } else if !office.lists.faults.is_empty() {
        Some("notice.lists_faulty")
    } else if office.basis_differs()? {
        Some("notice.rules_differ")
    } else {
        None
    };
    let (post_in, incoming) = channel();
    let post: Post = {
        let to = post_in.clone();
        Arc::new(move |msg| {
            // The loop is gone only when the desk is being left.
            let _ = to.send(Incoming::Msg(msg));
        })
    };
    let name = if ask.demo {
        StoreName::Demo
    } else {
        let file = ask.store.file_name().unwrap_or_default().to_string_lossy();
        StoreName::Kept(crate::text::clean::line(&file).text)
    };
    let user = office.actor();
    let (unit, rules) = (office.unit.clone(), office.rules.clone());
    let path = ask.store.clone();
    let open =
        move || -> StoreResult<Box<dyn Store>> { Ok(Box::new(SqliteStore::open_existing(&path)?)) };
    let workers = Workers::start(office, open, ask.config.inbox.clone(), &post)?;
    let mouse = if ask.config.mouse == Some(true) {
        Mouse::Taken
    } else {
        Mouse::Left
    };
    let screen = {
        let to = post_in.clone();
        Screen::enter(mouse, move || {
            let _ = to.send(Incoming::CaughtUp);
        })?
    };
    let mut model = Model::new(screen.size()?, ask.lang, ask.clock.today(), name, user);
    model.unit = unit;
    if ask.config.hears_alike() {
        model.roster.sounds = Sounds::Alike;
    }
    if ask.config.keys.as_deref() == Some("vim") {
        model.letter.keys = Keys::Vim;
    }
    model.rules = rules;
    if let Some(key) = notice {
        model.refuse_by(key);
    }
    {
        let to = post_in.clone();
        watchdog::watch(move || {
            let _ = to.send(Incoming::Msg(Msg::TerminalLost));
        })?;
    }
    let outside = (ask.config.editor == Some(true)).then(Arc::<Gate>::default);
    let stopped = outside.clone();
    let caught_up = post_in.clone();
    thread::spawn(move || read_input(&post_in, stopped.as_deref()));
    let mut desk = Desk {
        model,
        keymap,
        theme,
        screen: Some(screen),
        workers,
        timers: Vec::new(),
        clock: ask.clock,
        outstanding: 0,
        opening: 0,
        opening_since: Instant::now(),
        held: VecDeque::new(),
        left: false,
        outside,
        edited: None,
        enter: Box::new(move || {
            let to = caught_up.clone();
            Screen::enter(mouse, move || {
                let _ = to.send(Incoming::CaughtUp);
            })
        }),
    };
    let outcome = desk.run(&incoming);
    if let Some(screen) = desk.screen.take() {
        screen.leave();
    }
    desk.workers.finish();
    Ok(outcome?)
}

/// Reads the user's keymap and theme, on top of ours.
fn settings(ask: &DeskAsk) -> Result<(Keymap, Theme), Vec<String>> {
    let keymap = match std::fs::read_to_string(&ask.paths.keymap) {
        Ok(text) => Keymap::with(&text).map_err(|wrong| {
            wrong
                .into_iter()
                .map(|fault| format!("{}: {fault}", ask.paths.keymap.display()))
                .collect::<Vec<_>>()
        })?,
        Err(_) => Keymap::embedded(),
    };
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let own = ask
        .config
        .theme
        .as_ref()
        .map(|name| (name, ask.paths.themes.join(format!("{name}.toml"))));
    if let Some((name, path)) = own
        && !no_color
        && let Ok(text) = std::fs::read_to_string(&path)
    {
        let theme = Theme::parse(name, &text).map_err(|wrong| {
            wrong
                .into_iter()
                .map(|fault| format!("{}: {fault}", path.display()))
                .collect::<Vec<_>>()
        })?;
        return Ok((keymap, theme));
    }
    Ok((keymap, Theme::chosen(ask.config.theme.as_deref(), no_color)))
}

/// Reads keys. Where the terminal may be lent, it is looked at often whether that is asked for.
fn read_input(to: &Sender<Incoming>, gate: Option<&Gate>) {
    let wait = gate.map_or(DAY, |_| LEND);
    loop {
        if let Some(gate) = gate {
            gate.pass();
        }
        match next_input(wait) {
            Ok(Some(input)) => {
                if to.send(Incoming::Input(input)).is_err() {
                    return;
                }
            }
            Ok(None) => {}
            Err(_) => {
                let _ = to.send(Incoming::Msg(Msg::TerminalLost));
                return;
            }
        }
    }
}
