//! How fast the desk is where a clerk sits: through a real terminal, on the demo office and on a big one.
//!
//! A time runs from the key (or the start) to the last byte before a pause, as an eye over SSH meets
//! it. Run: `cargo bench --bench desk`, or one store alone with `-- demo`, `-- big` or `-- people`. The
//! stores are made once and kept under `target/tmp`.

#[allow(dead_code, reason = "shared with the tests, which use more of it")]
#[path = "../tests/it/pty/session.rs"]
mod session;

#[path = "desk/people.rs"]
mod people;

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use session::{Session, Tie, bytes_of};

/// The day that the stores stand on.
const TODAY: &str = "2026-11-21";
/// The pause that ends a frame (the measure of the first frame in the numbers to reach).
const PAUSE: Duration = Duration::from_millis(50);
/// How finely keys are timed that come faster than their answers.
const MOMENT: Duration = Duration::from_micros(500);
/// How many keys are typed so: more than a second, in which the draft is saved and checked.
const RUSHED: usize = 250;
/// The time between two keys at 200 a second.
const EVERY: Duration = Duration::from_millis(5);
/// The pause behind a key that rows may come late to.
const LATE: Duration = Duration::from_millis(150);
/// The rest behind a typed key, in which the draft is saved and says so: no answer to the key.
const SAVED: Duration = Duration::from_millis(400);
/// How long a key may stay without an answer.
const LIMIT: Duration = Duration::from_millis(250);
/// How often the program is started for the first frame.
const STARTS: usize = 15;

/// What must be reached, where something must.
#[derive(Clone, Copy)]
enum Budget {
    /// The first frame: the median in milliseconds.
    FirstFrame,
    /// A key: the median and the 99th of a hundred in milliseconds.
    Key,
    /// Look-alikes: the 99th of a hundred in milliseconds.
    Like,
    /// Bytes: the most.
    Bytes(usize),
    /// Peak memory: the most in MiB.
    Memory,
    /// A change by another process: the most in milliseconds.
    Seen,
    /// The first marks of a plot: the most in milliseconds.
    Marks,
    /// Nothing is asked.
    Open,
}

/// One line of the table.
fn line(what: &str, unit: &str, mut values: Vec<f64>, budget: Budget) {
    if values.is_empty() {
        println!("  {what:<44} no answer");
        return;
    }
    values.sort_by(f64::total_cmp);
    let at = |part: f64| values[((values.len() - 1) as f64 * part).round() as usize];
    let (median, p99, max) = (at(0.5), at(0.99), at(1.0));
    let (asked, met) = match budget {
        Budget::FirstFrame => ("median <= 50".to_owned(), median <= 50.0),
        Budget::Key => (
            "median <= 5, p99 <= 16".to_owned(),
            median <= 5.0 && p99 <= 16.0,
        ),
        Budget::Like => ("p99 <= 50".to_owned(), p99 <= 50.0),
        Budget::Bytes(most) => (format!("max <= {most}"), max <= most as f64),
        Budget::Memory => ("max <= 300".to_owned(), max <= 300.0),
        Budget::Seen => ("max <= 1000".to_owned(), max <= 1_000.0),
        Budget::Marks => ("max <= 100".to_owned(), max <= 100.0),
        Budget::Open => (String::new(), true),
    };
    let verdict = match budget {
        Budget::Open => "",
        _ if met => "ok",
        _ => "OVER",
    };
    println!(
        "  {what:<44} {median:>9.1} {p99:>9.1} {max:>9.1} {unit:<3} {:>4}  {asked:<23} {verdict}",
        values.len()
    );
}

struct Bench {
    home: tempfile::TempDir,
}

#[expect(
    clippy::disallowed_methods,
    reason = "our own program is what is measured"
)]
fn anfu() -> Command {
    Command::new(env!("CARGO_BIN_EXE_anfu"))
}

impl Bench {
    fn program(&self) -> Command {
        let mut command = anfu();
        command
            .env_clear()
            .env("HOME", self.home.path())
            .env("TERM", "xterm-256color")
            .env("LANG", "zh_CN.UTF-8")
            .env("ANFU_DB", self.home.path().join("anfu.db"))
            .env("ANFU_TODAY", TODAY);
        command
    }

    fn desk(&self) -> Session {
        Session::start(&mut self.program(), (80, 24), Tie::Controlling)
            .expect("a terminal can be had")
    }
}

/// Makes a store once and returns its file.
fn store(name: &str, workers: u64, proposals: u64) -> PathBuf {
    let kept = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let path = kept.join(format!("{name}-{workers}-{proposals}.db"));
    if !path.exists() {
        let started = Instant::now();
        let made = anfu()
            .env("ANFU_TODAY", TODAY)
            .args(["demo", "--seed", "1", "--make"])
            .arg(&path)
            .args(["--workers", &workers.to_string()])
            .args(["--proposals", &proposals.to_string()])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .expect("the program runs");
        assert!(made.success(), "the store is not made");
        println!("made in {:.1} s", started.elapsed().as_secs_f64());
    }
    path
}

/// Types keys and returns the milliseconds and bytes of each.
fn keys(desk: &mut Session, keys: &str, pause: Duration) -> (Vec<f64>, Vec<f64>) {
    let (mut times, mut bytes) = (Vec::new(), Vec::new());
    for key in bytes_of(keys) {
        let asked = Instant::now();
        desk.send(&key);
        let answer = desk.answer(asked, pause, LIMIT);
        if let Some(last) = answer.last {
            times.push(last.as_secs_f64() * 1e3);
        }
        bytes.push(answer.bytes as f64);
    }
    (times, bytes)
}

/// Types queries, each after `open` and before `close`, and returns the milliseconds of their keys.
fn queries(desk: &mut Session, open: &str, typed: &[&str], close: &str) -> Vec<f64> {
    let mut times = Vec::new();
    for query in typed {
        keys(desk, open, PAUSE);
        times.extend(keys(desk, query, LATE).0);
        keys(desk, close, LATE);
    }
    times
}

fn peak_mib(pid: u32) -> f64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let kib = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .and_then(|rest| rest.split_whitespace().next()?.parse::<f64>().ok());
    kib.unwrap_or_default() / 1024.0
}

fn heading(title: &str) {
    println!("\n{title}");
    println!(
        "  {:<44} {:>9} {:>9} {:>9}     {:>4}  to reach",
        "", "median", "p99", "max", "n"
    );
}

fn measure(title: &str, store: &Path) {
    heading(title);
    let bench = Bench {
        home: tempfile::tempdir().expect("a folder can be made"),
    };
    let own = bench.home.path().join("anfu.db");
    fs::copy(store, &own).expect("the store can be copied");
    // Half a gigabyte still on its way to the disk would be waited for by the acts.
    let synced = fs::File::open(&own).and_then(|own| own.sync_all());
    synced.expect("the store is on the disk");
    first_frame(&bench);
    let mut desk = bench.desk();
    // The rows and names are read behind the first frame.
    desk.answer(
        Instant::now(),
        Duration::from_secs(2),
        Duration::from_secs(10),
    );
    queue(&mut desk);
    finding(&mut desk);
    acts(&mut desk);
    keys(&mut desk, "1<esc>", LATE);
    let (times, _) = keys(&mut desk, &"2341".repeat(10), PAUSE);
    line("change of pane", "ms", times, Budget::Key);
    keys(&mut desk, "1<esc>e", LATE);
    editor(&mut desk, "letter");
    let idle = desk.answer(
        Instant::now(),
        Duration::from_secs(3),
        Duration::from_secs(3),
    );
    line("idle, 3 s", "B", vec![idle.bytes as f64], Budget::Bytes(0));
    line(
        "peak memory",
        "MiB",
        vec![peak_mib(desk.pid())],
        Budget::Open,
    );
    drop(desk);
    long_letter(&bench);
}

fn first_frame(bench: &Bench) {
    let (mut times, mut bytes) = (Vec::new(), Vec::new());
    for _ in 0..STARTS {
        let started = Instant::now();
        let mut desk = bench.desk();
        let answer = desk.answer(started, PAUSE, Duration::from_secs(10));
        times.extend(answer.last.map(|last| last.as_secs_f64() * 1e3));
        bytes.push(answer.bytes as f64);
    }
    line("first frame from exec", "ms", times, Budget::FirstFrame);
    line("first paint", "B", bytes, Budget::Bytes(6_000));
}

fn queue(desk: &mut Session) {
    // Ten rows down and up stay on the screen, with the strip and without.
    let walk = format!("{}{}", "j".repeat(10), "k".repeat(10)).repeat(6);
    keys(desk, "g", LATE);
    let (times, bytes) = keys(desk, &walk, PAUSE);
    line("queue: cursor, with the strip", "ms", times, Budget::Key);
    line("  bytes of a key", "B", bytes, Budget::Bytes(400));
    keys(desk, "z", LATE);
    let (times, bytes) = keys(desk, &walk, PAUSE);
    line("queue: cursor, zoomed", "ms", times, Budget::Key);
    line("  bytes of a key", "B", bytes, Budget::Bytes(60));
    keys(desk, "zg", LATE);
    keys(desk, &"j".repeat(16), PAUSE);
    let (times, bytes) = keys(desk, &"j".repeat(20), PAUSE);
    line("queue: cursor that scrolls", "ms", times, Budget::Key);
    line("  bytes of a key", "B", bytes, Budget::Open);
    let (times, _) = keys(desk, &"<pgdn><pgup>".repeat(30), PAUSE);
    line("queue: page down and up", "ms", times, Budget::Key);
    let (times, _) = keys(desk, &"Gg".repeat(10), PAUSE);
    line("queue: to the end and back", "ms", times, Budget::Key);
    let (times, _) = keys(desk, &"o".repeat(9), LATE);
    line("queue: another order", "ms", times, Budget::Key);
}

/// Acts from key to the last row that shows them: picked from a list, signed for, typed, taken back.
/// Each is on disk before it shows.
/// Every act is one that the state allows: of the items that await it, found by their state.
fn acts(desk: &mut Session) {
    keys(desk, "1<esc><esc>g", LATE);
    let (mut picked, mut back) = (Vec::new(), Vec::new());
    for _ in 0..20 {
        keys(desk, "p", PAUSE);
        picked.extend(keys(desk, "1", LATE).0);
        back.extend(keys(desk, "u", LATE).0);
        keys(desk, "j", PAUSE);
    }
    line("act: picked by a digit", "ms", picked, Budget::Key);
    line("act: taken back", "ms", back, Budget::Key);
    keys(desk, "<esc><esc>/状态:待签收<enter>g", LATE);
    let signed = keys(desk, "aaaaaaaaaa", LATE).0;
    line("act: signed for", "ms", signed, Budget::Key);
    keys(desk, "<esc><esc>/状态:已签收<enter>g", LATE);
    let (mut opened, mut routed) = (Vec::new(), Vec::new());
    for _ in 0..10 {
        opened.extend(keys(desk, "d", LATE).0);
        routed.extend(keys(desk, "2", LATE).0);
    }
    line(
        "sections listed, one suggested by its like",
        "ms",
        opened,
        Budget::Like,
    );
    line("act: routed", "ms", routed, Budget::Key);
    keys(desk, "<esc><esc>", LATE);
}

fn finding(desk: &mut Session) {
    let chinese = ["技能人才", "工匠", "职工书屋", "建议", "王", "不存在的字"];
    let times = queries(desk, "1<esc><esc>/", &chinese, "<esc>");
    line("queue: filter in characters", "ms", times, Budget::Key);
    let pinyin = ["jineng", "gongjiang", "zgsw", "wang", "xyz"];
    let times = queries(desk, "1<esc><esc>/", &pinyin, "<esc>");
    line("queue: filter in pinyin", "ms", times, Budget::Key);
    typed_filters(desk);
    let mixed = [
        "张", "zhangwei", "zjg", "张jg", "欧阳", "ouyang", "wangxm", "l", "li", "g", "上官",
        "shanyu", "王 明", "xqz",
    ];
    let times = queries(desk, "3<esc><esc>/", &mixed, "<esc>");
    line("roster: typing", "ms", times, Budget::Key);
    keys(desk, "3<esc><esc>", LATE);
    let (times, _) = keys(desk, &"j".repeat(40), PAUSE);
    line("roster: cursor", "ms", times, Budget::Key);
    let commands = ["daochu", "主题", "zhuti", "q", "qianshou"];
    let times = queries(desk, "1<esc>:", &commands, "<esc>");
    line("palette: typing", "ms", times, Budget::Key);
    let places = ["037", "zhangwei", "技能", "gongjiang"];
    let times = queries(desk, "1<esc><c-p>", &places, "<esc>");
    line("go to: typing", "ms", times, Budget::Key);
}

/// Filters by fields, lists with their counts, and what is like an item.
fn typed_filters(desk: &mut Session) {
    let kinds: [(&str, &[&str]); 5] = [
        (
            "state",
            &["状态:待签收", "zt:dqs", "-状态:办结", "zt:ng,hg"],
        ),
        ("days left", &["余日:<7", "yr:-30--1", "余日:>=0"]),
        ("proposer", &["代表:王", "db:zhangwei", "代表:蔡|林"]),
        (
            "mixed",
            &[
                "状态:待签收 余日:<7 王",
                "类别:B 期限:本月 技能",
                "在办:是 -评价:有 jy",
            ],
        ),
        (
            "in all texts",
            &[
                "全文:技能人才",
                "全文:夜校",
                "qw:农村道路养护",
                "全文:建议",
                "全文:不存在的字",
            ],
        ),
    ];
    for (what, typed) in kinds {
        let times = queries(desk, "1<esc><esc>/", typed, "<esc>");
        line(
            &format!("queue: filter by {what}"),
            "ms",
            times,
            Budget::Key,
        );
    }
    let mut times = Vec::new();
    for _ in 0..8 {
        times.extend(keys(desk, "V", LATE).0);
        keys(desk, "<esc>", LATE);
    }
    line("lists: open with all counts", "ms", times, Budget::Key);
    let (mut opened, mut listed) = (Vec::new(), Vec::new());
    keys(desk, "1<esc><esc>g", LATE);
    for _ in 0..12 {
        opened.extend(keys(desk, "<enter>", LATE).0);
        keys(desk, "<esc>", LATE);
        listed.extend(keys(desk, "jL", LATE).0);
        keys(desk, "<esc>", LATE);
    }
    line(
        "item in full, its like included",
        "ms",
        opened,
        Budget::Like,
    );
    line("like items listed", "ms", listed, Budget::Like);
}

fn editor(desk: &mut Session, what: &str) {
    let typed = "我们将把技能人才的培养放在更重要的位置，".repeat(2);
    let (mut times, mut bytes) = (Vec::new(), Vec::new());
    for key in typed.chars() {
        let (time, size) = keys(desk, &key.to_string(), PAUSE);
        times.extend(time);
        bytes.extend(size);
        desk.answer(Instant::now(), SAVED, SAVED);
    }
    line(&format!("{what}: typing"), "ms", times, Budget::Key);
    line("  bytes of a key", "B", bytes, Budget::Open);
    let (times, _) = keys(desk, &typed.repeat(2), Duration::from_millis(20));
    line(
        "  typing on, notices of saving included",
        "ms",
        times,
        Budget::Open,
    );
    desk.answer(Instant::now(), SAVED, SAVED);
    let times = rushed(desk);
    line("  200 keys a second, each shown", "ms", times, Budget::Key);
    desk.answer(Instant::now(), SAVED, SAVED);
    let (times, _) = keys(desk, &"<up><up><down>".repeat(10), PAUSE);
    line(&format!("{what}: cursor"), "ms", times, Budget::Key);
}

/// Types a key every 5 ms, whether the last is drawn or not, each a character that stands nowhere else;
/// returns how long each took until it came on the wire. One that never came counts as all the time there
/// was.
fn rushed(desk: &mut Session) -> Vec<f64> {
    let rare = (0x4e04..0x9f00).step_by(83).filter_map(char::from_u32);
    let mut sent: Vec<(char, Instant)> = Vec::new();
    let mut times = Vec::new();
    for key in rare.take(RUSHED) {
        let asked = Instant::now();
        desk.send(key.to_string().as_bytes());
        sent.push((key, asked));
        while asked.elapsed() < EVERY {
            times.extend(came(desk, &mut sent));
        }
    }
    let ended = Instant::now();
    while !sent.is_empty() && ended.elapsed() < LIMIT {
        times.extend(came(desk, &mut sent));
    }
    let never = sent.iter().map(|(_, asked)| asked.elapsed());
    times.extend(never);
    desk.answer(Instant::now(), SAVED, SAVED);
    times.iter().map(|time| time.as_secs_f64() * 1e3).collect()
}

/// Looks for a moment what comes, and takes out of `sent` what came, with its time.
fn came(desk: &mut Session, sent: &mut Vec<(char, Instant)>) -> Vec<Duration> {
    let from = desk.tape.len();
    desk.answer(Instant::now(), MOMENT, MOMENT);
    let now = Instant::now();
    let bytes = String::from_utf8_lossy(&desk.tape[from..]);
    let come = sent.extract_if(.., |(key, _)| bytes.contains(*key));
    come.map(|(_, asked)| now - asked).collect()
}

/// A letter of 50,000 characters in one paragraph.
fn long_letter(bench: &Bench) {
    let listed = bench.program().args(["letter", "list", "--json"]).output();
    let listed = String::from_utf8(listed.expect("the program runs").stdout);
    let first = listed.ok().and_then(|text| {
        text.lines()
            .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
            .find(|letter| letter["stage"] == "draft")
    });
    let Some(first) = first else {
        println!("  no draft to write a long letter into");
        return;
    };
    let text = "职工技能提升是产业工人队伍建设改革的基础，".repeat(2_500);
    let text: String = text.chars().take(50_000).collect();
    let path = bench.home.path().join("long.txt");
    fs::write(&path, text).expect("a file can be written");
    let written = bench
        .program()
        .args(["letter", "write", &format!("id:{}", first["proposal"])])
        .arg(&path)
        .output()
        .expect("the program runs");
    assert!(written.status.success(), "{written:?}");
    let mut desk = bench.desk();
    desk.answer(
        Instant::now(),
        Duration::from_secs(2),
        Duration::from_secs(10),
    );
    keys(&mut desk, "2<enter>", LATE);
    desk.until("出正文");
    editor(&mut desk, "50,000 characters, at the end");
    keys(&mut desk, &"<pgup>".repeat(40), PAUSE);
    editor(&mut desk, "50,000 characters, inside");
}

fn main() {
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    println!("load of the machine: {}", load.trim());
    let wanted: Vec<String> = std::env::args()
        .skip(1)
        .filter(|arg| !arg.starts_with('-'))
        .collect();
    let wants = |name: &str| wanted.is_empty() || wanted.iter().any(|own| own == name);
    if wants("demo") {
        let demo = store("demo", 2_000, 42);
        measure("The demo: 42 items, 2,000 people", &demo);
    }
    if wants("big") {
        let big = store("big", 200_000, 100_000);
        measure("Big: 100,000 items, 200,000 people", &big);
    }
    if wants("people") {
        let people = store("people", 3_500_000, 42);
        people::measure("People: 3,500,000 people, 42 items", &people);
    }
}
