//! The desk's threads: the office that writes, the list, and the names.
//!
//! Each owns its own connection; orders go in by channel and messages come out through one function.
//! A written row is told to the list and the names at once; what other processes write is noticed
//! within half a second and read again.

mod board;
mod check;
mod choose;
mod list;
mod mend;
mod names;
mod office;
mod pivots;

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
        mpsc::{Sender, channel},
    },
    thread::{self, JoinHandle},
};

use self::{
    board::board_thread,
    check::check_thread,
    choose::{ChooseOrder, Numbers, choose_thread},
    list::list_thread,
    mend::mend_thread,
    names::{Ways, name_thread},
    office::{Told, office_thread},
    pivots::CountOrder,
};
use super::{
    chooser::{Chooser, Chosen},
    finder::{Finder, Renewed},
    lister::Lister,
    office::Office,
    trouble::sentence,
};
use crate::{
    app::{
        Effect, Msg,
        effect::{NameAsk, QueueQuestion, Subject},
        lists::{ListText, ShownNames},
        msg::Trouble,
        tables::{Mode, TableAsk},
    },
    domain::{
        id::{LetterId, ProposalId},
        span::Written,
    },
    lang::Lang,
    rules::Rules,
    search::Sounds,
    store::{NameId, Result, Store},
};

/// Takes messages for the model.
pub type Post = Arc<dyn Fn(Msg) + Send + Sync>;

enum OfficeOrder {
    Perform(Box<Effect>, Lang),
}

enum ListOrder {
    Read(QueueQuestion),
    Places(u64, String),
    Rules(Box<Rules>),
    Count(Vec<String>),
    Alike(Subject),
    Numbers,
    Follow(Vec<ProposalId>),
    Reload,
}

enum NameOrder {
    Find(u64, NameAsk),
    /// Who a filter lets through was found out: the number of the order, and the filter's text.
    Chosen(u64, String, Chosen),
    /// Who this filter lets through cannot be read: the number of the order, and the filter's text.
    NotChosen(u64, String),
    Places(u64, String),
    /// The values at the caret: query, line, what stands behind, and how names are heard.
    Offer(u64, String, String, Sounds),
    /// How what a query finds divides.
    Facets(u64, NameAsk),
    /// Every name of a query, for a list that is to be written.
    Choose(Box<ListText>),
    /// A record was opened.
    Opened(NameId),
    /// The names were built anew, or could not be.
    Renewed(Option<Box<Renewed>>),
    /// Names changed, by this desk or another.
    CatchUp,
}

enum BoardOrder {
    /// Something is asked of the roster.
    Ask(Box<Effect>),
    /// Plots are to be counted.
    Count(Vec<CountOrder>),
    /// What ends soon, or a list of the roster to be written.
    List(Box<Effect>, Lang),
    /// A table of the roster is to be counted.
    Table(Box<TableAsk>, Lang),
    /// Nobody waits for plots any more.
    StopCounting,
    Figures,
    /// Nobody acts now: move what was written to where it stays.
    Settle,
}

/// A letter's text to be checked, with the number it was sent by.
struct CheckOrder(LetterId, u64, Written);

/// The running threads.
pub struct Workers {
    board: Option<Sender<BoardOrder>>,
    checker: Option<Sender<CheckOrder>>,
    office: Option<Sender<OfficeOrder>>,
    lister: Option<Sender<ListOrder>>,
    finder: Option<Sender<NameOrder>>,
    chooser: Option<Sender<ChooseOrder>>,
    /// The first query of what is asked now: the store may change meanwhile, and the same is asked again.
    latest: Arc<AtomicU64>,
    asked: Mutex<NameAsk>,
    /// The filter that is being read.
    choosing: Arc<AtomicU64>,
    /// The last filter that was ordered and not the same again.
    urgent: Arc<AtomicU64>,
    /// The list has read every row.
    all_read: Arc<AtomicBool>,
    voice: Voice,
    /// Those that are waited for. The two of the names only read, for seconds where millions are read anew.
    threads: Vec<JoinHandle<()>>,
}

impl Workers {
    /// Starts the threads. `open` opens another connection for reading.
    ///
    /// # Errors
    /// When a connection cannot be opened.
    pub fn start(
        office: Office,
        open: impl Fn() -> Result<Box<dyn Store>>,
        inbox: Option<String>,
        post: &Post,
    ) -> Result<Self> {
        let (lister, time) = (Lister::new(open()?), office.time);
        let finder = Finder::new(Office::open(open()?, office.time, office.os_user.clone())?);
        let mut board = Office::open(open()?, office.time, office.os_user.clone())?;
        board.lists = office.lists.clone();
        let checker = Office::open(open()?, office.time, office.os_user.clone())?;
        let (chooser, lists) = (Chooser::new(open()?, time), Chooser::new(open()?, time));
        let latest = Arc::new(AtomicU64::new(0));
        let choosing = Arc::new(AtomicU64::new(0));
        let urgent = Arc::new(AtomicU64::new(0));
        let all_read = Arc::new(AtomicBool::new(false));
        let voice = Voice {
            post: Arc::clone(post),
            english: Arc::default(),
        };
        let (office_orders, office_in) = channel();
        let (list_orders, list_in) = channel();
        let (name_orders, name_in) = channel();
        let (choose_orders, choose_in) = channel();
        let (board_orders, board_in) = channel();
        let (check_orders, check_in) = channel();
        let (mender, woken) = channel();
        let unmended = open()?;
        let mut threads = Vec::new();
        {
            let told = Told {
                post: Arc::clone(post),
                lists: list_orders.clone(),
                names: name_orders.clone(),
                board: board_orders.clone(),
                mender,
            };
            threads.push(thread::spawn(move || {
                office_thread(office, &office_in, inbox, &told);
            }));
        }
        {
            let (voice, all_read) = (voice.clone(), Arc::clone(&all_read));
            threads.push(thread::spawn(move || {
                list_thread(lister, time, &list_in, &all_read, &voice);
            }));
        }
        {
            let (voice, latest) = (voice.clone(), Arc::clone(&latest));
            let ways = Ways {
                orders: choose_orders.clone(),
                number: Arc::clone(&choosing),
                urgent: Arc::clone(&urgent),
                lists,
            };
            thread::spawn(move || name_thread(finder, &name_in, &latest, ways, &voice));
        }
        {
            let (voice, names) = (voice.clone(), name_orders.clone());
            let numbers = Numbers {
                filter: Arc::clone(&choosing),
                urgent: Arc::clone(&urgent),
                query: Arc::clone(&latest),
            };
            thread::spawn(move || choose_thread(chooser, &choose_in, &numbers, &names, &voice));
        }
        {
            let voice = voice.clone();
            threads.push(thread::spawn(move || {
                board_thread(board, &board_in, &voice);
            }));
        }
        {
            let voice = voice.clone();
            threads.push(thread::spawn(move || {
                check_thread(checker, &check_in, &voice);
            }));
        }
        {
            let voice = voice.clone();
            // Nobody who leaves waits for an index; one that is cut off is built the next time.
            thread::spawn(move || mend_thread(unmended, &woken, &voice));
        }
        Ok(Self {
            board: Some(board_orders),
            checker: Some(check_orders),
            office: Some(office_orders),
            lister: Some(list_orders),
            finder: Some(name_orders),
            chooser: Some(choose_orders),
            latest,
            asked: Mutex::default(),
            choosing,
            urgent,
            all_read,
            voice,
            threads,
        })
    }

    /// Gives an effect to the thread it is for.
    pub fn order(&self, effect: Effect, lang: Lang) {
        fn send<T>(to: Option<&Sender<T>>, order: T) {
            // A thread that is gone has posted why.
            let _ = to.map(|to| to.send(order));
        }
        self.voice.use_lang(lang);
        match effect {
            Effect::CheckLetter {
                id,
                generation,
                text,
            } => {
                let order = CheckOrder(id, generation, text);
                send(self.checker.as_ref(), order);
            }
            Effect::CountPivots { generation, pivots } => {
                let orders = pivots.into_iter();
                let orders = orders.map(|(at, pivot)| (generation, at, pivot));
                send(self.board.as_ref(), BoardOrder::Count(orders.collect()));
            }
            Effect::StopCounting => send(self.board.as_ref(), BoardOrder::StopCounting),
            Effect::ReadBoard => send(self.board.as_ref(), BoardOrder::Figures),
            // To count a table every name of the roster is read: no draft waits for that.
            Effect::Table(
                ask @ (TableAsk::Begin(Mode::Count, ..)
                | TableAsk::GoOn(Mode::Count, _)
                | TableAsk::Stop(Mode::Count)),
            ) => {
                let order = BoardOrder::Table(Box::new(ask), lang);
                send(self.board.as_ref(), order);
            }
            // A question may look at every record: no draft waits for that.
            effect @ (Effect::Evaluate { .. }
            | Effect::ReadFieldValues(_)
            | Effect::ReadCell { .. }
            | Effect::OpenFigure(_)
            | Effect::LookAgain(_)
            | Effect::CheckFigures(_)) => {
                send(self.board.as_ref(), BoardOrder::Ask(Box::new(effect)));
            }
            // Of a query the finder knows every name.
            Effect::MakeList(text) if matches!(text.shown, ShownNames::Query(_)) => {
                send(self.finder.as_ref(), NameOrder::Choose(text));
            }
            effect @ (Effect::ReadEnding(_) | Effect::CountEnding | Effect::MakeList(_)) => {
                let order = BoardOrder::List(Box::new(effect), lang);
                send(self.board.as_ref(), order);
            }
            Effect::ReadQueue(question) => send(self.lister.as_ref(), ListOrder::Read(question)),
            // The list counts in step; until it has read every row the store counts.
            Effect::ReadCounts if self.all_read.load(Ordering::Relaxed) => {
                send(self.lister.as_ref(), ListOrder::Numbers);
            }
            Effect::CountViews(filters) => {
                send(self.lister.as_ref(), ListOrder::Count(filters));
            }
            Effect::FindSimilar(subject) => {
                send(self.lister.as_ref(), ListOrder::Alike(subject));
            }
            Effect::FindNames { generation, ask } => {
                self.note_asked(generation, &ask);
                send(self.finder.as_ref(), NameOrder::Find(generation, ask));
            }
            Effect::OfferValues {
                generation,
                line,
                behind,
                sounds,
            } => {
                let order = NameOrder::Offer(generation, line, behind, sounds);
                send(self.finder.as_ref(), order);
            }
            Effect::CountFacets { generation, ask } => {
                send(self.finder.as_ref(), NameOrder::Facets(generation, ask));
            }
            Effect::FindPlaces { generation, query } => {
                send(
                    self.lister.as_ref(),
                    ListOrder::Places(generation, query.clone()),
                );
                send(self.finder.as_ref(), NameOrder::Places(generation, query));
            }
            Effect::ReadCard(id) => {
                send(self.finder.as_ref(), NameOrder::Opened(id));
                let order = OfficeOrder::Perform(Box::new(Effect::ReadCard(id)), lang);
                send(self.office.as_ref(), order);
            }
            effect => send(
                self.office.as_ref(),
                OfficeOrder::Perform(Box::new(effect), lang),
            ),
        }
    }

    /// Gives up the queries before one that asks for something else.
    fn note_asked(&self, generation: u64, ask: &NameAsk) {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        if *asked != *ask {
            asked.clone_from(ask);
            self.latest.store(generation, Ordering::Relaxed);
        }
    }

    /// Lets every thread finish its orders, and waits for those that write.
    pub fn finish(mut self) {
        self.board.take();
        self.checker.take();
        self.office.take();
        self.lister.take();
        self.finder.take();
        // The two threads of the names have each other's orders: one is told that it is over.
        self.choosing.fetch_add(1, Ordering::Relaxed);
        self.urgent.store(u64::MAX, Ordering::Relaxed);
        self.latest.store(u64::MAX, Ordering::Relaxed);
        if let Some(orders) = self.chooser.take() {
            let _ = orders.send(ChooseOrder::End);
        }
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

/// Where the reading threads speak, in the language last used.
#[derive(Clone)]
struct Voice {
    post: Post,
    english: Arc<AtomicBool>,
}

impl Voice {
    fn use_lang(&self, lang: Lang) {
        self.english.store(lang == Lang::En, Ordering::Relaxed);
    }

    fn lang(&self) -> Lang {
        if self.english.load(Ordering::Relaxed) {
            Lang::En
        } else {
            Lang::Zh
        }
    }

    fn post(&self, msg: Msg) {
        (self.post)(msg);
    }

    fn complain(&self, error: &crate::store::StoreError) {
        let says = sentence(error, self.lang());
        self.post(Msg::Failed(Trouble::said(says)));
    }

    /// Says that an order failed which a form may have given.
    fn complain_of(&self, order: &Effect, error: &crate::store::StoreError) {
        let says = sentence(error, self.lang());
        self.post(Msg::Failed(Trouble::of(says, order)));
    }
}

#[cfg(test)]
mod tests;
