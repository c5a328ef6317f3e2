//! A desk in a test: a store in a folder of its own, a fixed day, keys as text, the screen as text.
//!
//! The same model, office, list and finder as the program's, performed in order on one thread, so
//! that a test sees exactly what follows from its keys.

use anfu::{
    app::{
        Effect, Model, Msg,
        effect::Timer,
        model::StoreName,
        msg::{PlaceKind, Trouble},
        name_filter::beside,
        tables::TableAsk,
    },
    figure::Tongue,
    lang::Lang,
    run::{
        chooser::{self, Chooser},
        clock::Clock,
        facets,
        finder::Finder,
        lister::Lister,
        maker::{MakeAsk, make},
        office::Office,
        perform::{Setting, perform},
    },
    search::Cancel,
    store::{Store, sqlite::SqliteStore},
    tui::{Key, Keymap, Theme, draw},
};
use chrono::{NaiveDate, NaiveDateTime};
use ratatui::{Terminal, backend::TestBackend};

/// The day that tests stand on: Saturday, 21 November 2026.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
}

fn moment() -> NaiveDateTime {
    today().and_hms_opt(9, 30, 0).unwrap()
}

/// A desk.
pub struct World {
    /// The desk's state.
    pub model: Model,
    /// The office under it.
    pub office: Office,
    /// What was copied to the clipboard.
    pub copied: Vec<String>,
    /// The desk was left.
    pub left: bool,
    lister: Lister,
    finder: Finder,
    chooser: Chooser,
    keymap: Keymap,
    theme: Theme,
    timers: Vec<Timer>,
    /// The folder of the store, and of exports.
    pub folder: tempfile::TempDir,
}

/// Opens a desk on an empty store, 80 columns by 24 rows.
pub fn world() -> World {
    World::new((80, 24), None)
}

/// Opens a desk on the demo office.
pub fn demo(size: (u16, u16)) -> World {
    World::new(
        size,
        Some(MakeAsk {
            workers: 200,
            proposals: 42,
            seed: 1,
            today: today(),
        }),
    )
}

impl World {
    /// Opens a desk on a store of this size.
    pub fn new(size: (u16, u16), ask: Option<MakeAsk>) -> World {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("anfu.db");
        let open = || -> Box<dyn Store> { Box::new(SqliteStore::open(&path).unwrap()) };
        let office = |store| Office::open(store, Clock::Moment(moment()), "tester".into()).unwrap();
        let mut own = office(open());
        if let Some(ask) = ask {
            make(&mut own, &ask, &mut |_, _| {}).unwrap();
        }
        let mut lister = Lister::new(open());
        lister.go_by(own.rules.clone());
        lister.stand_on(today());
        lister.load().unwrap();
        let mut finder = Finder::new(office(open()));
        finder.load().unwrap();
        let model = Model::new(
            size,
            Lang::Zh,
            today(),
            StoreName::Kept("anfu.db".into()),
            own.actor(),
        );
        let mut world = World {
            model,
            office: own,
            copied: Vec::new(),
            left: false,
            lister,
            finder,
            chooser: Chooser::new(open(), Clock::Moment(moment())),
            keymap: Keymap::embedded(),
            theme: Theme::chosen(None, false),
            timers: Vec::new(),
            folder,
        };
        let effects = world.model.start();
        world.perform(effects);
        world
    }

    /// Reads again what was written past the desk.
    pub fn reload(&mut self) -> &mut Self {
        self.lister.load().unwrap();
        self.finder.load().unwrap();
        let effects = self.model.start();
        self.perform(effects);
        self
    }

    fn tongue(&self) -> Tongue {
        match self.model.lang {
            Lang::Zh => Tongue::Zh,
            Lang::En => Tongue::En,
        }
    }

    /// Finds names, and counts them.
    fn find(&mut self, effect: Effect) -> Vec<Msg> {
        match effect {
            Effect::FindNames { generation, ask } => {
                self.finder.forget_choices();
                let (finder, chooser) = (&mut self.finder, &mut self.chooser);
                match chooser::find(finder, chooser, &ask, None).unwrap() {
                    Ok(names) => vec![Msg::NamesFound {
                        generation,
                        hits: names.hits,
                        total: names.total,
                        partial: false,
                    }],
                    Err(wrong) => vec![Msg::NamesRefused(generation, wrong)],
                }
            }
            Effect::OfferValues {
                generation,
                line,
                behind,
                sounds,
            } => {
                let words = beside(&line, &behind).map(|others| others.words);
                let words = words.filter(|own| !own.trim().is_empty());
                let hits = words.and_then(|own| self.finder.hits(&own, sounds, &Cancel::never()));
                let tongue = self.tongue();
                let hits = hits.as_ref();
                let offers = self.chooser.offers(&line, &behind, tongue, hits, &|| true);
                let offers = offers.unwrap().expect("it is waited for");
                vec![Msg::ValuesOffered(generation, offers)]
            }
            Effect::CountFacets { generation, ask } => {
                let (tongue, finder) = (self.tongue(), &mut self.finder);
                let counted = facets::count_now(finder, &mut self.chooser, &ask, tongue);
                let told = counted.unwrap().into_iter();
                told.map(|facet| Msg::FacetCounted(generation, facet))
                    .collect()
            }
            Effect::FindPlaces { generation, query } => vec![
                Msg::PlacesFound(
                    generation,
                    PlaceKind::Names,
                    chooser::find_places(
                        &mut self.finder,
                        &mut self.chooser,
                        &query,
                        self.model.lang,
                    )
                    .unwrap(),
                ),
                Msg::PlacesFound(generation, PlaceKind::Items, self.lister.places(&query)),
            ],
            other => unreachable!("{other:?} finds nothing"),
        }
    }

    /// Performs orders and everything that follows from their answers.
    pub fn perform(&mut self, effects: Vec<Effect>) {
        let setting = Setting {
            lang: self.model.lang,
            inbox: Some(self.folder.path().to_string_lossy().into_owned()),
        };
        let mut orders: std::collections::VecDeque<Effect> = effects.into();
        while let Some(effect) = orders.pop_front() {
            let asked = effect.clone();
            let mut messages = match effect {
                Effect::Leave => {
                    self.left = true;
                    Vec::new()
                }
                Effect::Wake(timer, _) => {
                    self.timers.push(timer);
                    Vec::new()
                }
                Effect::NextTheme => {
                    self.theme = self.theme.next();
                    Vec::new()
                }
                Effect::Copy(text) => {
                    self.copied.push(text);
                    Vec::new()
                }
                Effect::ReadQueue(question) => {
                    vec![Msg::QueueRead(self.lister.answer(&question).unwrap())]
                }
                Effect::FindSimilar(subject) => {
                    let found = self.lister.like(&subject).unwrap();
                    vec![Msg::SimilarFound(subject, found)]
                }
                Effect::CountViews(filters) => {
                    let counts = self.lister.count(&filters).unwrap();
                    vec![Msg::ViewsCounted(filters.into_iter().zip(counts).collect())]
                }
                effect @ (Effect::FindNames { .. }
                | Effect::OfferValues { .. }
                | Effect::CountFacets { .. }
                | Effect::FindPlaces { .. }) => self.find(effect),
                // Whatever keys are drawn, no test writes where it runs.
                Effect::ExportLedger(path) => {
                    let path = self.folder.path().join(path);
                    let effect = Effect::ExportLedger(path.to_string_lossy().into_owned());
                    perform(&mut self.office, &setting, effect).messages
                }
                Effect::MakeList(text) => {
                    let listed = self.finder.listed(*text.clone(), &mut self.chooser);
                    match listed.unwrap() {
                        Err(wrong) => {
                            let says = wrong.says(self.model.lang);
                            let order = Effect::MakeList(text);
                            vec![Msg::Failed(Trouble::of(says, &order))]
                        }
                        Ok(mut text) => {
                            let path = self.folder.path().join(&text.path);
                            text.path = path.to_string_lossy().into_owned();
                            let effect = Effect::MakeList(Box::new(text));
                            perform(&mut self.office, &setting, effect).messages
                        }
                    }
                }
                Effect::Table(TableAsk::WriteBad(layout, bad, path)) => {
                    let path = self.folder.path().join(path).to_string_lossy().into_owned();
                    let effect = Effect::Table(TableAsk::WriteBad(layout, bad, path));
                    perform(&mut self.office, &setting, effect).messages
                }
                // Never beside the source: a test's exports go into its own folder.
                Effect::ExportLetter(id, path) => {
                    let path = self.folder.path().join(path).to_string_lossy().into_owned();
                    perform(&mut self.office, &setting, Effect::ExportLetter(id, path)).messages
                }
                Effect::ExportDraft(id, path) => {
                    let path = self.folder.path().join(path).to_string_lossy().into_owned();
                    perform(&mut self.office, &setting, Effect::ExportDraft(id, path)).messages
                }
                Effect::NumberAndExport(act, path, copy) => {
                    let path = self.folder.path().join(path).to_string_lossy().into_owned();
                    let effect = Effect::NumberAndExport(act, path, copy);
                    perform(&mut self.office, &setting, effect).messages
                }
                effect => {
                    let performed = perform(&mut self.office, &setting, effect);
                    self.lister.follow(&performed.items).unwrap();
                    let is_new = |msg: &Msg| matches!(msg, Msg::RosterStored(_));
                    let taken_in = performed.messages.iter().any(is_new);
                    if taken_in || !performed.names.is_empty() {
                        self.finder.catch_up().unwrap();
                    }
                    performed.messages
                }
            };
            // Whose folder a path is in the desk does not know.
            for msg in &mut messages {
                if let Msg::Failed(trouble) = msg {
                    trouble.order = Some(Box::new(asked.clone()));
                }
            }
            for msg in messages {
                orders.extend(self.model.update(msg));
            }
        }
    }

    /// Sends a message.
    pub fn send(&mut self, msg: Msg) -> &mut Self {
        let effects = self.model.update(msg);
        self.perform(effects);
        self
    }

    /// Types keys: plain characters, and names in angle brackets: `jj<enter>2<c-s>`.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        let mut rest = keys;
        while let Some(c) = rest.chars().next() {
            let named = rest
                .strip_prefix('<')
                .and_then(|inner| inner.split_once('>'));
            let (name, after) = match named {
                Some((name, after)) => (name.replace("c-", "ctrl-"), after),
                None => (c.to_string(), &rest[c.len_utf8()..]),
            };
            rest = after;
            let key = Key::parse(&name).unwrap_or_else(|| panic!("no key is called {name:?}"));
            if let Some(msg) = self.keymap.resolve(&self.model.contexts(), key).into_msg() {
                self.send(msg);
            }
        }
        self
    }

    /// Lets the timers fire.
    pub fn wait(&mut self) -> &mut Self {
        for timer in std::mem::take(&mut self.timers) {
            self.send(Msg::Woke(timer));
        }
        self
    }

    /// Draws the screen and returns its rows as text, without blanks at their ends.
    pub fn screen(&self) -> String {
        let (width, height) = self.model.size;
        let mut terminal = Terminal::new(TestBackend::new(width.max(1), height.max(1))).unwrap();
        terminal
            .draw(|frame| draw(&self.model, &self.keymap, &self.theme, frame))
            .unwrap();
        let buffer = terminal.backend().buffer();
        let mut rows = Vec::new();
        for y in 0..buffer.area.height {
            let mut row = String::new();
            let mut x = 0;
            while x < buffer.area.width {
                let symbol = buffer[(x, y)].symbol();
                row.push_str(symbol);
                x += (anfu::text::width::of(symbol).max(1)) as u16;
            }
            rows.push(row.trim_end().to_owned());
        }
        rows.join("\n")
    }

    /// Fails unless the screen shows this.
    #[track_caller]
    pub fn shows(&self, words: &str) -> &Self {
        let screen = self.screen();
        assert!(
            screen.contains(words),
            "{words:?} is not on the screen:\n{screen}"
        );
        self
    }

    /// Fails unless the screen shows this; keys may follow.
    #[track_caller]
    pub fn seeing(&mut self, words: &str) -> &mut Self {
        self.shows(words);
        self
    }

    /// Fails when the screen shows this.
    #[track_caller]
    pub fn hides(&self, words: &str) -> &Self {
        let screen = self.screen();
        assert!(
            !screen.contains(words),
            "{words:?} is on the screen:\n{screen}"
        );
        self
    }
}
