//! The desk's threads: the office that writes, the list, and the names.
//!
//! Each owns its own connection; orders go in by channel and messages come out through one function.
//! A written row is told to the list and the names at once; what other processes write is noticed
//! within half a second and read again.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
        mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use super::{
    clock::Clock,
    finder::{Finder, Names},
    lister::Lister,
    office::Office,
    perform::{Setting, perform},
    reports::figures,
    trouble::sentence,
};
use crate::{
    app::{
        Effect, Msg,
        effect::{QueueQuestion, Subject},
        msg::{PlaceKind, Trouble},
    },
    domain::{
        id::{LetterId, ProposalId},
        span::Written,
    },
    lang::Lang,
    report::Figures,
    rules::Rules,
    search::Cancel,
    store::{NameId, Result, Store},
};

/// How often other processes' changes are looked for.
const LOOK_EVERY: Duration = Duration::from_millis(500);
/// After so many looks without an order the log is settled: a minute. Chosen by us: it takes the disk a
/// quarter of a second at half a gigabyte, which no act should wait for.
const RESTS: u32 = 120;

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
    Find(u64, String),
    Places(u64, String),
    Follow(NameId),
    Reload,
}

enum BoardOrder {
    /// Something is asked of the roster.
    Ask(Box<Effect>),
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
    latest: Arc<AtomicU64>,
    /// The list has read every row.
    all_read: Arc<AtomicBool>,
    voice: Voice,
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
        let (lister, time) = (Lister::new(open()?, Some(open()?)), office.time);
        let finder = Finder::new(Office::open(open()?, office.time, office.os_user.clone())?);
        let board = Office::open(open()?, office.time, office.os_user.clone())?;
        let checker = Office::open(open()?, office.time, office.os_user.clone())?;
        let latest = Arc::new(AtomicU64::new(0));
        let all_read = Arc::new(AtomicBool::new(false));
        let voice = Voice {
            post: Arc::clone(post),
            english: Arc::default(),
        };
        let (office_orders, office_in) = channel();
        let (list_orders, list_in) = channel();
        let (name_orders, name_in) = channel();
        let (board_orders, board_in) = channel();
        let (check_orders, check_in) = channel();
        let mut threads = Vec::new();
        {
            let told = Told {
                post: Arc::clone(post),
                lists: list_orders.clone(),
                names: name_orders.clone(),
                board: board_orders.clone(),
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
            threads.push(thread::spawn(move || {
                name_thread(finder, &name_in, &latest, &voice);
            }));
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
        Ok(Self {
            board: Some(board_orders),
            checker: Some(check_orders),
            office: Some(office_orders),
            lister: Some(list_orders),
            finder: Some(name_orders),
            latest,
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
            Effect::ReadBoard => send(self.board.as_ref(), BoardOrder::Figures),
            // A question may look at every record: no draft waits for that.
            effect @ (Effect::Evaluate { .. }
            | Effect::ReadFieldValues(_)
            | Effect::OpenFigure(_)
            | Effect::LookAgain(_)
            | Effect::CheckFigures(_)) => {
                send(self.board.as_ref(), BoardOrder::Ask(Box::new(effect)));
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
            Effect::FindNames { generation, query } => {
                self.latest.store(generation, Ordering::Relaxed);
                send(self.finder.as_ref(), NameOrder::Find(generation, query));
            }
            Effect::FindPlaces { generation, query } => {
                send(
                    self.lister.as_ref(),
                    ListOrder::Places(generation, query.clone()),
                );
                send(self.finder.as_ref(), NameOrder::Places(generation, query));
            }
            effect => send(
                self.office.as_ref(),
                OfficeOrder::Perform(Box::new(effect), lang),
            ),
        }
    }

    /// Lets every thread finish its orders and waits for it.
    pub fn finish(mut self) {
        self.board.take();
        self.checker.take();
        self.office.take();
        self.lister.take();
        self.finder.take();
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

/// Who is told of what was written.
struct Told {
    post: Post,
    lists: Sender<ListOrder>,
    names: Sender<NameOrder>,
    board: Sender<BoardOrder>,
}

fn office_thread(
    mut office: Office,
    orders: &Receiver<OfficeOrder>,
    inbox: Option<String>,
    told: &Told,
) {
    let Told {
        post,
        lists,
        names,
        board,
    } = told;
    let mut setting = Setting {
        lang: Lang::Zh,
        inbox,
    };
    let _ = lists.send(ListOrder::Rules(Box::new(office.rules.clone())));
    let mut mark = office.store.change_mark().ok();
    let (mut settled, mut rested) = (mark, 0);
    let look = |office: &mut Office, mark: &mut Option<i64>| {
        let now = office.store.change_mark().ok();
        if now != *mark {
            *mark = now;
            let _ = lists.send(ListOrder::Reload);
            let _ = names.send(NameOrder::Reload);
            // Another desk may have chosen another pack, or brought a year in.
            let before = (office.unit.clone(), office.rules.clone());
            if office.reread_unit().is_ok() && before != (office.unit.clone(), office.rules.clone())
            {
                post(Msg::UnitRead(
                    Box::new(office.unit.clone()),
                    Box::new(office.rules.clone()),
                ));
            }
            post(Msg::StoreChanged);
        }
    };
    loop {
        match orders.recv_timeout(LOOK_EVERY) {
            Ok(OfficeOrder::Perform(effect, lang)) => {
                rested = 0;
                look(&mut office, &mut mark);
                setting.lang = lang;
                let reads_unit = matches!(*effect, Effect::ReadUnit);
                let performed = perform(&mut office, &setting, *effect);
                mark = office.store.change_mark().ok();
                if reads_unit {
                    let _ = lists.send(ListOrder::Rules(Box::new(office.rules.clone())));
                }
                if !performed.items.is_empty() {
                    let _ = lists.send(ListOrder::Follow(performed.items));
                }
                for name in performed.names {
                    let _ = names.send(NameOrder::Follow(name));
                }
                performed.messages.into_iter().for_each(|msg| post(msg));
            }
            Err(RecvTimeoutError::Timeout) => {
                look(&mut office, &mut mark);
                rested += 1;
                if settled != mark && rested >= RESTS {
                    settled = mark;
                    let _ = board.send(BoardOrder::Settle);
                }
            }
            Err(RecvTimeoutError::Disconnected) => return,
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
        self.post(Msg::Failed(Trouble { says }));
    }
}

fn list_thread(
    mut lister: Lister,
    time: Clock,
    orders: &Receiver<ListOrder>,
    all_read: &AtomicBool,
    voice: &Voice,
) {
    loop {
        // Titles are read in while nobody waits.
        let idle = lister.is_loaded() && !lister.is_prepared();
        let first = match orders.try_recv() {
            Ok(first) => first,
            Err(TryRecvError::Disconnected) => return,
            Err(TryRecvError::Empty) if idle => {
                lister.prepare();
                continue;
            }
            Err(TryRecvError::Empty) => match orders.recv() {
                Ok(first) => first,
                Err(_) => return,
            },
        };
        lister.stand_on(time.today());
        let (mut question, mut count) = (None, None);
        let mut subjects = Vec::new();
        let (mut reload, mut numbers) = (false, false);
        for order in std::iter::once(first).chain(orders.try_iter()) {
            match order {
                // Only the newest question is worth an answer.
                ListOrder::Read(newer) => question = Some(newer),
                ListOrder::Places(generation, query) => {
                    voice.post(Msg::PlacesFound(
                        generation,
                        PlaceKind::Items,
                        lister.places(&query),
                    ));
                }
                ListOrder::Follow(ids) => {
                    if let Err(error) = lister.follow(&ids) {
                        voice.complain(&error);
                    }
                }
                ListOrder::Alike(subject) => subjects.push(subject),
                ListOrder::Numbers => numbers = true,
                ListOrder::Count(filters) => count = Some(filters),
                ListOrder::Rules(rules) => lister.go_by(*rules),
                ListOrder::Reload => reload = lister.is_loaded(),
            }
        }
        if reload && let Err(error) = lister.load() {
            voice.complain(&error);
        }
        let partial = question
            .as_ref()
            .is_some_and(|question| answer(&mut lister, question, voice));
        if numbers {
            match lister.counts() {
                Ok(counts) => voice.post(Msg::CountsRead(counts)),
                Err(error) => voice.complain(&error),
            }
        }
        let is_asked = question.is_some() || count.is_some() || !subjects.is_empty();
        if is_asked && !lister.is_loaded() {
            match lister.load() {
                Ok(()) => {
                    if let Some(question) = question.filter(|_| partial) {
                        answer(&mut lister, &question, voice);
                    }
                }
                Err(error) => voice.complain(&error),
            }
        }
        all_read.store(lister.is_loaded(), Ordering::Relaxed);
        for subject in subjects {
            match lister.like(&subject) {
                Ok(found) => voice.post(Msg::SimilarFound(subject, found)),
                Err(error) => voice.complain(&error),
            }
        }
        if let Some(filters) = count {
            match lister.count(&filters) {
                Ok(counts) => {
                    let counted = filters.into_iter().zip(counts).collect();
                    voice.post(Msg::ViewsCounted(counted));
                }
                Err(error) => voice.complain(&error),
            }
        }
    }
}

/// Answers a question and returns whether the answer is not the whole list yet.
fn answer(lister: &mut Lister, question: &QueueQuestion, voice: &Voice) -> bool {
    match lister.answer(question) {
        Ok(answer) => {
            let partial = answer.partial;
            voice.post(Msg::QueueRead(answer));
            partial
        }
        Err(error) => {
            voice.complain(&error);
            false
        }
    }
}

/// Answers questions to the roster; of those that were typed on since, only the last.
fn answer_figures(office: &Office, asked: &[Effect], voice: &Voice) {
    let is_question = |effect: &Effect| matches!(effect, Effect::Evaluate { .. });
    let last = asked.iter().rposition(is_question);
    for (at, effect) in asked.iter().enumerate() {
        if is_question(effect) && Some(at) != last {
            continue;
        }
        match super::figures::read(office, effect) {
            Ok(answer) => answer.into_iter().for_each(|msg| voice.post(msg)),
            Err(error) => voice.complain(&error),
        }
    }
}

/// Computes the board's figures, which takes a moment over many items, so that neither a key nor a
/// write waits for it. Figures of a store that has not changed are not computed again.
fn board_thread(mut office: Office, orders: &Receiver<BoardOrder>, voice: &Voice) {
    let mut kept: Option<(i64, Arc<Figures>)> = None;
    while let Ok(first) = orders.recv() {
        let (mut figures_wanted, mut must_settle) = (false, false);
        let mut asked = Vec::new();
        for order in std::iter::once(first).chain(orders.try_iter()) {
            match order {
                BoardOrder::Figures => figures_wanted = true,
                BoardOrder::Settle => must_settle = true,
                BoardOrder::Ask(effect) => asked.push(*effect),
            }
        }
        answer_figures(&office, &asked, voice);
        if must_settle && let Err(error) = office.store.settle() {
            voice.complain(&error);
        }
        if !figures_wanted {
            continue;
        }
        let mut read = || {
            let mark = office.store.change_mark()?;
            let today = office.time.today();
            if let Some((of, figures)) = &kept
                && *of == mark
                && figures.today == today
            {
                return Ok(Arc::clone(figures));
            }
            office.reread_unit()?;
            let figures = Arc::new(figures(&office)?);
            kept = Some((mark, Arc::clone(&figures)));
            Ok(figures)
        };
        match read() {
            Ok(figures) => voice.post(Msg::BoardRead(figures)),
            Err(error) => voice.complain(&error),
        }
    }
}

/// Checks letters, so that neither a key nor a write waits for it; only the newest text is worth it.
fn check_thread(mut office: Office, orders: &Receiver<CheckOrder>, voice: &Voice) {
    let mut mark = None;
    while let Ok(first) = orders.recv() {
        let CheckOrder(id, generation, text) = orders.try_iter().last().unwrap_or(first);
        // Another class letter or another title may be the rule since.
        let now = office.store.change_mark().ok();
        if now != mark {
            mark = now;
            let _ = office.reread_unit();
        }
        match office.findings_in(id, &text) {
            Ok(found) => voice.post(Msg::Checked(id, generation, found)),
            Err(error) => voice.complain(&error),
        }
    }
}

fn name_thread(
    mut finder: Finder,
    orders: &Receiver<NameOrder>,
    latest: &Arc<AtomicU64>,
    voice: &Voice,
) {
    while let Ok(first) = orders.recv() {
        let mut query = None;
        let mut reload = !finder.is_loaded();
        for order in std::iter::once(first).chain(orders.try_iter()) {
            match order {
                NameOrder::Find(generation, typed) => query = Some((generation, typed)),
                NameOrder::Places(generation, typed) => {
                    voice.post(Msg::PlacesFound(
                        generation,
                        PlaceKind::Names,
                        finder.places(&typed),
                    ));
                }
                NameOrder::Follow(id) => {
                    if let Err(error) = finder.follow(id) {
                        voice.complain(&error);
                    }
                }
                NameOrder::Reload => reload = true,
            }
        }
        if reload && let Err(error) = finder.load() {
            voice.complain(&error);
        }
        if let Some((generation, typed)) = query {
            let cancel = Cancel::new(Arc::clone(latest), generation);
            match finder.find(&typed, &cancel) {
                Ok(Names {
                    cancelled: true, ..
                }) => {}
                Ok(Names { hits, total, .. }) => voice.post(Msg::NamesFound {
                    generation,
                    hits,
                    total,
                    partial: false,
                }),
                Err(error) => voice.complain(&error),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;
    use crate::store::StoreError;

    #[test]
    fn a_reading_thread_complains_in_the_language_last_used() {
        let said = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&said);
        let voice = Voice {
            post: Arc::new(move |msg| kept.lock().unwrap().push(msg)),
            english: Arc::default(),
        };
        for lang in [Lang::Zh, Lang::En, Lang::Zh] {
            voice.use_lang(lang);
            voice.complain(&StoreError::Busy);
            let says = sentence(&StoreError::Busy, lang);
            let last = said.lock().unwrap().pop();
            assert_eq!(last, Some(Msg::Failed(Trouble { says })));
        }
    }
}
