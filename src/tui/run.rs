//! The loop: sleeps until something comes, takes it in, draws once.

mod open;
mod opening;

use std::{
    collections::VecDeque,
    sync::{
        Arc,
        mpsc::{Receiver, RecvTimeoutError},
    },
    time::{Duration, Instant},
};

pub use self::open::{DeskAsk, DeskError, desk};
use self::opening::{ends_opening, opens};
use super::{Input, Keymap, Screen, Theme, draw, outside::Gate, watchdog};
use crate::{
    app::{Effect, Model, Msg, effect::Timer},
    domain::id::LetterId,
    ingest::encoding,
    run::{
        clock::Clock,
        external::{Edited, EditorError, edit},
        worker::Workers,
    },
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
/// How long a notice stays.
const NOTICE_MS: u64 = 6_000;

enum Incoming {
    Input(Input),
    Msg(Msg),
    /// The terminal has taken the frame that was waited for.
    CaughtUp,
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
