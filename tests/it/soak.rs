//! Kills without warning and cut lines, while someone types, while papers are read in, and while letters are signed,
//! numbered and written out: the store opens after each, is whole, no character typed more than a second
//! before is missing, no number is given twice or skipped, and no file is half written.
//!
//! Eight kills in every run of the tests; many by `ANFU_SOAK=200 cargo test --release --test it soak`.

use std::{
    fs,
    path::Path,
    process::Stdio,
    thread,
    time::{Duration, Instant},
};

use anfu::{
    domain::letter::LetterStage,
    store::{LetterStore, OfficeStore, QueueAsk, QueueStore, Window, sqlite::SqliteStore},
};
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

/// Types into a letter, kills the program or cuts its line, and returns how many characters typed in the last second were lost.
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
    if round.is_multiple_of(2) {
        desk.signal(Signal::KILL);
    } else {
        desk.hang_up();
    }
    desk.end(Duration::from_secs(5)).expect("it has ended");
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

fn without_store(home: &Home) {
    for name in ["anfu.db", "anfu.db-wal", "anfu.db-shm"] {
        let _ = fs::remove_file(home.path().join(name));
    }
}

/// Reads papers in, kills, and returns how many had come in whole; then reads them in once more.
fn killed_while_importing(home: &Home, round: usize) -> usize {
    // Every other time the store itself has to be made.
    if round % 4 == 1 {
        without_store(home);
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

/// Begins a letter that nothing stands against, and returns its name.
fn ready_letter(home: &Home, round: usize) -> String {
    let number = format!("{:03}", round + 1);
    let title = format!("关于第{number}个歇脚点的建议");
    let item = ["proposal", "new", "--number", &number, "--title", &title];
    let sitting = ["place=海棠市", "level=city", "term=16", "session=5"];
    let sitting = sitting.iter().flat_map(|own| ["--set", *own]);
    let item: Vec<&str> = item.into_iter().chain(sitting).collect();
    assert!(home.run(&item).status.success());
    let new = home.run(&["letter", "new", &number, "--json"]);
    let new: serde_json::Value = serde_json::from_slice(&new.stdout).unwrap();
    let name = format!("letter:{}", new["id"]);
    let text = format!(
        "海总工案复〔2026〕【序号】号\n关于第{number}号建议的答复\n\n周知行代表：\n　　您提出的建议收悉，现答复如下：\n　　\
         歇脚点已经建成。\n　　专此答复。\n\n海棠市总工会\n2026年11月21日\n"
    );
    fs::write(home.path().join("text.txt"), text).unwrap();
    assert!(
        home.run(&["letter", "write", &name, "text.txt"])
            .status
            .success()
    );
    name
}

/// Takes a letter all its way and writes it out, killing one of the steps; returns whether that step had
/// been taken.
fn killed_on_the_way(home: &Home, round: usize) -> bool {
    let name = ready_letter(home, round);
    let out = format!("{round}.docx");
    let export = ["letter", "export", &name, "--form", "docx", "-o", &out];
    let ways: [&[&str]; 6] = [
        &["letter", "submit", &name],
        &["letter", "submit", &name],
        &["letter", "sign", &name],
        &["letter", "number", &name],
        &export,
        &["letter", "send", &name],
    ];
    let steps = || {
        let log = home.run(&["letter", "log", &name, "--json"]);
        String::from_utf8(log.stdout).unwrap().lines().count()
    };
    let mut had_come = false;
    for (at, way) in ways.iter().enumerate() {
        let before = steps();
        if at == 2 + round % 4 {
            let mut command = home.program();
            command
                .args(*way)
                .stdout(Stdio::null())
                .stderr(Stdio::null());
            let mut running = command.spawn().unwrap();
            let most = if cfg!(debug_assertions) { 60 } else { 25 };
            thread::sleep(moment(round, 1, most));
            running.kill().unwrap();
            running.wait().unwrap();
            is_whole(&home.db());
            let is_written = home.path().join(&out).exists();
            had_come = steps() > before || way[1] == "export" && is_written;
            if is_written {
                let copy = home.run(&["letter", "verify", &out, "--of", &name]);
                assert!(
                    copy.status.success(),
                    "round {round}: {out} is half written"
                );
            }
            if had_come {
                continue;
            }
        }
        let done = home.run(way);
        let says = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(done.status.success(), "round {round}: {way:?}\n{says}");
    }
    had_come
}

#[test]
fn soak_of_kills_on_the_way_of_letters() {
    let home = Home::new();
    without_store(&home);
    SqliteStore::open(&home.db()).unwrap();
    let series = home.run(&["config", "unit.reply_series", "海总工案复"]);
    assert!(series.status.success());
    let rounds = kills();
    let came: Vec<bool> = (0..rounds)
        .map(|round| killed_on_the_way(&home, round))
        .collect();
    let store = is_whole(&home.db());
    let heads = store.letters(rounds + 1).unwrap().into_iter();
    let mut numbers: Vec<usize> = heads
        .filter(|head| head.stage == LetterStage::Sent)
        .map(|head| {
            let number = head.number.unwrap_or_default();
            let serial = number
                .trim_start_matches("海总工案复〔2026〕")
                .trim_end_matches('号');
            serial.parse().unwrap()
        })
        .collect();
    numbers.sort_unstable();
    assert_eq!(
        numbers,
        (1..=rounds).collect::<Vec<_>>(),
        "gapless, each once"
    );
    let taken = came.iter().filter(|came| **came).count();
    println!("{rounds} kills on the way of letters: {taken} steps had been taken");
}
