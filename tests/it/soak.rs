//! Kills without warning, while someone types and while papers are read in: the store opens after each,
//! is whole, and no character typed more than a second before is missing.
//!
//! Four kills in every run of the tests; many by `ANFU_SOAK=200 cargo test --release --test it soak`.

use std::{
    fs,
    path::Path,
    process::Stdio,
    thread,
    time::{Duration, Instant},
};

use anfu::store::{QueueAsk, Store, Window, sqlite::SqliteStore};
use rustix::process::Signal;

use crate::pty::{home::Home, session::Tie};

/// What may be lost.
const LOST: Duration = Duration::from_secs(1);
/// How many papers are read in at once.
const PAPERS: usize = 30;

/// Returns how many kills in all.
fn kills() -> usize {
    std::env::var("ANFU_SOAK")
        .ok()
        .and_then(|count| count.parse().ok())
        .unwrap_or(4)
}

/// A moment that differs from round to round, evenly over the range: multiples of the golden ratio.
fn moment(round: usize, from: u64, to: u64) -> Duration {
    let part = (round as f64 * 0.618_034).fract();
    Duration::from_millis(from + ((to - from) as f64 * part) as u64)
}

/// What is typed: a row of characters in which each says its place.
fn typed(round: usize, at: usize) -> char {
    char::from_u32(0x4E00 + ((round * 131 + at) % 20_000) as u32).unwrap()
}

#[track_caller]
fn is_whole(path: &Path) -> SqliteStore {
    let store = SqliteStore::open(path).expect("the store opens");
    assert_eq!(store.faults().expect("it can be looked through"), []);
    store
}

/// Types into a letter, kills, and returns how many characters typed in the last second were lost.
fn killed_while_typing(home: &Home, round: usize) -> usize {
    let mut desk = home.desk(Tie::Controlling);
    desk.keys("e");
    desk.until("出正文");
    let (start, length) = (Instant::now(), moment(round, 200, 3_000));
    let mut sent = Vec::new();
    while start.elapsed() < length {
        let c = typed(round, sent.len());
        sent.push((c, Instant::now()));
        desk.send(c.to_string().as_bytes());
        let pace = Duration::from_millis(4 + (sent.len() as u64 * 7) % 23);
        desk.answer(Instant::now(), pace, pace);
    }
    let killed = Instant::now();
    desk.signal(Signal::KILL);
    desk.end(Duration::from_secs(5)).expect("it is killed");
    is_whole(&home.db());
    let kept = home.letters();
    let line: Vec<char> = sent.iter().map(|(c, _)| *c).collect();
    // The longest beginning of what was typed that stands in a letter.
    let mut whole = 0;
    for text in &kept {
        let text: Vec<char> = text.chars().collect();
        for at in (0..text.len()).filter(|at| text[*at] == line[0]) {
            let same = line
                .iter()
                .zip(&text[at..])
                .take_while(|(a, b)| a == b)
                .count();
            whole = whole.max(same);
        }
    }
    let safe = sent.iter().filter(|(_, at)| killed - *at > LOST).count();
    assert!(
        whole >= safe,
        "round {round}: {safe} characters are older than a second, {whole} are kept of {}",
        sent.len()
    );
    sent.len() - whole
}

fn write_papers(folder: &Path, round: usize) -> Vec<String> {
    (0..PAPERS)
        .map(|at| {
            let number = round * PAPERS + at + 1;
            let name = format!("{number}.txt");
            let body = "骑手夏天没有地方喝水，冬天没有地方避风。\n".repeat(40);
            let paper = format!(
                "建议第{number:04}号\n海棠市第十六届人大第五次会议代表建议\n\n姓    名\n周知行\n标    题\n\
                 关于建第{number}个歇脚点的建议\n希望承办单位\n市总工会\n\n内容\n{body}"
            );
            fs::write(folder.join(&name), paper).unwrap();
            name
        })
        .collect()
}

/// Reads papers in, kills, and returns how many had come in whole; then reads them in once more.
fn killed_while_importing(home: &Home, round: usize) -> usize {
    // Every other time the store itself has to be made.
    if round % 4 == 1 {
        for name in ["anfu.db", "anfu.db-wal", "anfu.db-shm"] {
            let _ = fs::remove_file(home.path().join(name));
        }
    }
    let files = write_papers(home.path(), round);
    let import = || {
        let mut command = home.program();
        command.arg("import").args(&files);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    };
    let mut importing = import().spawn().unwrap();
    thread::sleep(moment(
        round,
        2,
        if cfg!(debug_assertions) { 700 } else { 250 },
    ));
    importing.kill().unwrap();
    importing.wait().unwrap();
    let count = |store: &SqliteStore| {
        let ask = QueueAsk {
            order: anfu::store::QueueOrder::Due,
            window: Window::First(1_000_000),
        };
        let page = store.queue_page(&ask).unwrap();
        page.rows
            .iter()
            .filter(|row| row.title.contains("个歇脚点"))
            .filter(|row| row.number.is_some_and(|n| n as usize > round * PAPERS))
            .count()
    };
    let came = count(&is_whole(&home.db()));
    assert!(import().status().unwrap().success(), "round {round}");
    assert_eq!(
        count(&is_whole(&home.db())),
        PAPERS,
        "round {round}: each once"
    );
    for file in files {
        fs::remove_file(home.path().join(file)).unwrap();
    }
    came
}

#[test]
fn soak_of_kills_while_typing() {
    let home = Home::new();
    let rounds = kills().div_ceil(2);
    let lost: Vec<usize> = (0..rounds)
        .map(|round| killed_while_typing(&home, round))
        .collect();
    println!(
        "{rounds} kills while typing: at most {} of the last characters lost",
        lost.iter().max().unwrap_or(&0)
    );
}

#[test]
fn soak_of_kills_while_importing() {
    let home = Home::new();
    let rounds = kills() / 2;
    let came: Vec<usize> = (0..rounds)
        .map(|round| killed_while_importing(&home, round))
        .collect();
    println!("{rounds} kills while importing: papers that had come in: {came:?}");
}
