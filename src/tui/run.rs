//! The loop: sleeps until something comes, takes it in, draws once.

use std::{
    collections::VecDeque,
    path::PathBuf,
    sync::{
        Arc,
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    thread,
    time::{Duration, Instant},
};

use super::{
    Input, Keymap, Screen, Theme, draw,
    outside::Gate,
    terminal::{Mouse, next_input},
    watchdog,
};
use crate::{
    app::{Effect, Model, Msg, effect::Timer, letter::Keys, model::StoreName, tables::TableAsk},
    domain::id::LetterId,
    ingest::encoding,
    lang::Lang,
    letter::kit::Kit,
    rules::{Chains, Packs, PointsTables},
    run::{
        clock::Clock,
        config::Config,
        external::{Edited, EditorError, edit},
        office::Office,
        paths::Paths,
        roster_out::templates::Templates,
        who,
        worker::{Post, Workers},
    },
    search::Sounds,
    store::{Result as StoreResult, Store, sqlite::SqliteStore},
};

/// How long the first frame waits for the first rows. Chosen by us: half of the 50 ms that a first
/// frame may take.
const FIRST_ROWS: Duration = Duration::from_millis(25);
/// How long a drawing waits for the answers to what a key asked, so that both leave in one write.
const ANSWERS: Duration = Duration::from_millis(8);
/// How often the day is looked at when nothing happens.
const DAY: Duration = Duration::from_secs(30);
/// How long keys wait for what opens. Chosen by us: longer than any letter takes to open, and short
/// enough that nobody thinks the desk dead while a slow converter reads a paper.
const HOLD: Duration = Duration::from_secs(1);
/// How often the reading of keys looks whether the terminal is lent, where another editor is allowed.
/// Chosen by us: nobody feels a tenth of a second before an editor opens.
const LEND: Duration = Duration::from_millis(100);
/// How long a notice stays.
const NOTICE_MS: u64 = 6_000;

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
    Store(crate::store::StoreError),
    /// The terminal.
    Terminal(std::io::Error),
    /// The keymap or the theme: everything that is wrong with it.
    Settings(Vec<String>),
}

impl From<crate::store::StoreError> for DeskError {
    fn from(error: crate::store::StoreError) -> Self {
        DeskError::Store(error)
    }
}

impl From<std::io::Error> for DeskError {
    fn from(error: std::io::Error) -> Self {
        DeskError::Terminal(error)
    }
}

enum Incoming {
    Input(Input),
    Msg(Msg),
    /// The terminal has taken the frame that was waited for.
    CaughtUp,
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

/// Returns whether an order leads the keys somewhere else: what is typed behind it is meant for there,
/// and must not act on what is still on screen.
fn opens(effect: &Effect) -> bool {
    matches!(
        effect,
        Effect::StartLetter(..)
            | Effect::ReadLetter(_)
            | Effect::ReadItem(_)
            | Effect::ReadCard(_)
            | Effect::BeginList(_)
            | Effect::BeginEntry(_)
            | Effect::StrikeEntry { .. }
            | Effect::Register(_)
            | Effect::ReadSource(_)
            | Effect::FindNumber(_)
            | Effect::OpenUnit
            // The cursor goes on when an act is done: the next key is meant for the next row.
            | Effect::Record(_)
            | Effect::Reverse(_)
            | Effect::Correct { .. }
            | Effect::FindMerge(_)
            | Effect::TakeStep(_)
            | Effect::NumberAndExport(..)
            | Effect::AddRemark { .. }
            | Effect::ReadChanges(_)
            | Effect::FindPromises(_)
            | Effect::PlanExport(..)
            | Effect::ReadClocks(..)
            | Effect::ReadPaperFile(_)
            | Effect::Table(TableAsk::Look(_))
            | Effect::PlanLedger(_)
            | Effect::ReadPaperText(_)
            | Effect::WhatIf(_)
            | Effect::ReadCalendar(_)
            | Effect::ReadMoves
    )
}

/// Returns whether a message answers such an order.
fn ends_opening(msg: &Msg) -> bool {
    matches!(
        msg,
        Msg::LetterRead(_)
            | Msg::ItemRead(_)
            | Msg::CardRead(_)
            | Msg::EntryBegun(_)
            | Msg::ListBegun(_)
            | Msg::EntryRefused(..)
            | Msg::Entered(_)
            | Msg::SourceRead(_)
            | Msg::NumberFound(..)
            | Msg::UnitOpened(..)
            | Msg::PaperRead(_)
            | Msg::Recorded(_)
            | Msg::Reversed(_)
            | Msg::MergeFound(..)
            | Msg::Stepped(..)
            | Msg::Remarked(..)
            | Msg::Compared(..)
            | Msg::PromisesFound(..)
            | Msg::ExportPlanned(..)
            | Msg::ClocksRead(..)
            | Msg::Refused(_)
            | Msg::Told(..)
            | Msg::MovesRead(_)
            | Msg::LedgerRead(_)
            | Msg::LedgerPlanned(..)
            | Msg::TableRead(_)
            | Msg::Failed(_)
    )
}

struct Desk {
    model: Model,
    keymap: Keymap,
    theme: Theme,
    /// `None` when the terminal is gone.
    screen: Option<Screen>,
    workers: Workers,
    timers: Vec<(Instant, Timer)>,
    clock: Clock,
    /// Answers to this round's orders that have not come.
    outstanding: usize,
    /// Orders that lead the keys somewhere else and are not answered yet, and when the last was given.
    opening: usize,
    opening_since: Instant,
    /// What was typed meanwhile.
    held: VecDeque<Input>,
    left: bool,
    /// Stops the reading of keys; `None` where no other editor is allowed.
    outside: Option<Arc<Gate>>,
    /// What came back from another editor and is not saved yet.
    edited: Option<Edited>,
    /// Takes the terminal over again.
    enter: Box<dyn Fn() -> std::io::Result<Screen>>,
}

impl Desk {
    fn run(&mut self, incoming: &Receiver<Incoming>) -> std::io::Result<()> {
        let effects = self.model.start();
        self.order(effects)?;
        self.settle(incoming, FIRST_ROWS, |model| {
            model.queue.read && model.queue_counts.is_some()
        })?;
        self.draw()?;
        while !self.left {
            let first = match incoming.recv_timeout(self.nap()) {
                Ok(first) => Some(first),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => break,
            };
            // An order that a newer one overtook is never answered: only this round's are waited for.
            self.outstanding = 0;
            let mut asked = match first {
                Some(first) => self.take(first)?,
                None => false,
            };
            while let Ok(next) = incoming.try_recv() {
                asked |= self.take(next)?;
            }
            asked |= self.wake()?;
            asked |= self.take_held()?;
            asked |= self.look_at_day()?;
            if asked {
                self.settle(incoming, ANSWERS, |_| false)?;
            }
            self.draw()?;
        }
        Ok(())
    }

    /// Takes in what comes for so long, or until enough or everything asked for is there.
    fn settle(
        &mut self,
        incoming: &Receiver<Incoming>,
        within: Duration,
        enough: impl Fn(&Model) -> bool,
    ) -> std::io::Result<()> {
        let until = Instant::now() + within;
        while self.outstanding > 0 && !self.left && !enough(&self.model) {
            let Some(left) = until.checked_duration_since(Instant::now()) else {
                break;
            };
            match incoming.recv_timeout(left) {
                Ok(next) => {
                    self.take(next)?;
                }
                Err(_) => break,
            }
        }
        Ok(())
    }

    /// Returns how long nothing will happen by itself.
    fn nap(&self) -> Duration {
        let now = Instant::now();
        let timer = self
            .timers
            .iter()
            .map(|(at, _)| at.saturating_duration_since(now))
            .min();
        let timer = timer.map_or(DAY, |timer| timer.min(DAY));
        // What is held must not be held for ever.
        if self.held.is_empty() {
            timer
        } else {
            timer.min(HOLD)
        }
    }

    /// Takes one thing in; returns whether it asked for answers.
    fn take(&mut self, incoming: Incoming) -> std::io::Result<bool> {
        let msg = match incoming {
            Incoming::Msg(Msg::TerminalLost) => {
                // Asked to end by a signal, the terminal may still be there, and is given back as always.
                if watchdog::is_hung_up()
                    && let Some(screen) = self.screen.take()
                {
                    screen.abandon();
                }
                Msg::TerminalLost
            }
            Incoming::Msg(msg) => {
                self.outstanding = self.outstanding.saturating_sub(1);
                msg
            }
            Incoming::CaughtUp => return Ok(false),
            Incoming::Input(Input::Resize(width, height)) => Msg::Resize(width, height),
            Incoming::Input(input) => {
                self.held.push_back(input);
                return self.take_held();
            }
        };
        self.opening = self.opening.saturating_sub(usize::from(ends_opening(&msg)));
        let asked = self.tell(msg)?;
        Ok(self.take_held()? || asked)
    }

    /// Returns whether keys must wait: before the first rows are there, and while something opens.
    fn must_hold(&self) -> bool {
        let opening = self.opening > 0 || !self.model.queue.read;
        opening && self.opening_since.elapsed() < HOLD
    }

    /// Takes in what was typed ahead, as far as nothing opens again.
    fn take_held(&mut self) -> std::io::Result<bool> {
        let mut asked = false;
        while !self.must_hold()
            && let Some(input) = self.held.pop_front()
        {
            asked |= self.take_input(input)?;
        }
        Ok(asked)
    }

    fn take_input(&mut self, input: Input) -> std::io::Result<bool> {
        let msg = match input {
            Input::Key(key) => self.keymap.resolve(&self.model.contexts(), key).into_msg(),
            Input::Paste(text) => Some(Msg::Paste(text)),
            Input::Resize(width, height) => Some(Msg::Resize(width, height)),
            Input::Click(x, y) => Some(Msg::Click(x, y)),
        };
        msg.map_or(Ok(false), |msg| self.tell(msg))
    }

    /// Gives a message to the model and its orders to whoever performs them.
    fn tell(&mut self, msg: Msg) -> std::io::Result<bool> {
        let before = self.model.notices;
        // What was edited elsewhere is kept in its file until it is safe here.
        if matches!(msg, Msg::DraftSaved(..))
            && let Some(edited) = self.edited.take()
        {
            edited.done();
        }
        let effects = self.model.update(msg);
        let asked = self.order(effects)?;
        if self.model.notices != before {
            let at = Instant::now() + Duration::from_millis(NOTICE_MS);
            self.timers
                .push((at, Timer::ClearNotice(self.model.notices)));
        }
        Ok(asked)
    }

    /// Gives effects to whoever performs them; returns whether answers will come.
    fn order(&mut self, effects: Vec<Effect>) -> std::io::Result<bool> {
        let mut asked = false;
        // Of several questions to the list only the newest is answered; the others are not waited for.
        let is_question = |effect: &Effect| matches!(effect, Effect::ReadQueue(_));
        let newest = effects.iter().rposition(is_question);
        for (at, effect) in effects.into_iter().enumerate() {
            match effect {
                Effect::ReadQueue(_) if newest != Some(at) => {}
                Effect::Leave => self.left = true,
                Effect::Wake(timer, after_ms) => self
                    .timers
                    .push((Instant::now() + Duration::from_millis(after_ms), timer)),
                Effect::EditOutside(id, text) => self.edit_outside(id, &text)?,
                Effect::NextTheme => {
                    self.theme = self.theme.next();
                    let name = [("name", self.theme.name.as_str())];
                    let says = self.model.lang.say_with("notice.theme", &name);
                    self.model.done(says);
                }
                Effect::Copy(text) => {
                    if let Some(screen) = &mut self.screen
                        && !screen.copy(&text)?
                    {
                        self.model.refuse_by("notice.too_long_to_copy");
                    }
                }
                effect => {
                    if opens(&effect) {
                        self.opening += 1;
                        self.opening_since = Instant::now();
                    }
                    asked |= !matches!(effect, Effect::SaveDraft { .. });
                    // Places come from the list and from the names.
                    let answers = 1 + usize::from(matches!(effect, Effect::FindPlaces { .. }));
                    self.outstanding += answers;
                    self.workers.order(effect, self.model.lang);
                }
            }
        }
        Ok(asked)
    }

    /// Lends the terminal to another editor and takes in what it wrote.
    fn edit_outside(&mut self, id: LetterId, text: &str) -> std::io::Result<()> {
        let lang = self.model.lang;
        let Some(gate) = self.outside.clone() else {
            self.model.refuse_by("letter.outside_not_allowed");
            return Ok(());
        };
        if let Some(screen) = self.screen.take() {
            screen.leave();
        }
        let name = format!("letter-{}.txt", id.0);
        let came = gate.lend(|| edit(&name, text));
        let screen = (self.enter)()?;
        let (width, height) = screen.size()?;
        self.screen = Some(screen);
        let came = match came {
            Some(Ok(edited)) => {
                let bytes = edited.bytes.strip_suffix(b"\n").unwrap_or(&edited.bytes);
                let came = encoding::decode(bytes).text;
                // What comes back as it went is safe already.
                if came == text {
                    edited.done();
                } else {
                    self.edited = Some(edited);
                }
                Ok(came)
            }
            Some(Err(EditorError::None)) => Err(lang.say("letter.outside_none").to_owned()),
            Some(Err(error)) => Err(error.sentence(lang)),
            None => Err(lang.say("letter.outside_busy").to_owned()),
        };
        self.tell(Msg::Resize(width, height))?;
        self.tell(Msg::EditedOutside(id, came))?;
        Ok(())
    }

    fn wake(&mut self) -> std::io::Result<bool> {
        let now = Instant::now();
        let (due, waiting) = self.timers.iter().copied().partition(|(at, _)| *at <= now);
        self.timers = waiting;
        let due: Vec<(Instant, Timer)> = due;
        let mut asked = false;
        for (_, timer) in due {
            let effects = self.model.update(Msg::Woke(timer));
            asked |= self.order(effects)?;
        }
        Ok(asked)
    }

    fn look_at_day(&mut self) -> std::io::Result<bool> {
        let today = self.clock.today();
        if today == self.model.today {
            return Ok(false);
        }
        let effects = self.model.update(Msg::NewDay(today));
        self.order(effects)
    }

    fn draw(&mut self) -> std::io::Result<()> {
        let (model, keymap, theme) = (&self.model, &self.keymap, &self.theme);
        match &mut self.screen {
            // A frame that the terminal has not taken stops the next one, and nothing else.
            Some(screen) if screen.is_behind() => Ok(()),
            Some(screen) => screen.draw(|frame| draw(model, keymap, theme, frame)),
            None => Ok(()),
        }
    }
}
