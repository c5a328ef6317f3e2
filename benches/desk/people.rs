//! The desk over 3.5 million people: what their number could slow down.

use std::{
    fs,
    path::Path,
    process::Stdio,
    time::{Duration, Instant},
};

use super::{
    Bench, Budget, LATE, MOMENT, PAUSE, Session, bytes_of, first_frame, heading, keys, line,
    peak_mib,
};

/// Names as clerks type them: by characters, initials, pinyin and mixtures, some that nobody has.
const TYPED: [&str; 14] = [
    "张", "zhangwei", "zjg", "张jg", "欧阳", "ouyang", "wangxm", "l", "li", "g", "上官", "shanyu",
    "王 明", "xqz",
];
/// Between two keys of somebody who looks at each answer.
const SLOWLY: Duration = Duration::from_millis(300);
/// Between two keys at 15 a second (product 9).
const FAST: Duration = Duration::from_millis(66);
/// The plots that the board has of the roster.
const LOOKS: &str = include_str!("../../data/looks.toml");
/// How long all of one is waited for.
const COUNTED: Duration = Duration::from_mins(1);
/// How long a change by another process is waited for.
const SEEN: Duration = Duration::from_secs(5);

/// Measures the store of this file.
pub fn measure(title: &str, store: &Path) {
    heading(title);
    let bench = Bench {
        home: tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder can be made"),
    };
    let own = bench.home.path().join("anfu.db");
    // The index of names lies beside its store.
    for ending in ["", ".names"] {
        let with = |path: &Path| {
            let mut name = path.as_os_str().to_owned();
            name.push(ending);
            name
        };
        fs::copy(with(store), with(&own)).expect("the store can be copied");
    }
    let synced = fs::File::open(&own).and_then(|own| own.sync_all());
    synced.expect("the store is on the disk");
    first_frame(&bench);
    let mut desk = bench.desk();
    let ready = Duration::from_secs(2);
    desk.answer(Instant::now(), ready, ready * 5);
    typing(&mut desk);
    cards(&mut desk);
    plots(&mut desk);
    changes(&bench, &mut desk);
    let peak = peak_mib(desk.pid());
    line("peak memory", "MiB", vec![peak], Budget::Memory);
}

fn typing(desk: &mut Session) {
    keys(desk, "3<esc><esc>", LATE);
    let mut slow = Vec::new();
    for query in TYPED {
        keys(desk, "/", LATE);
        slow.extend(keys(desk, query, SLOWLY).0);
        keys(desk, "<esc>", LATE);
    }
    line("roster: a key each 300 ms", "ms", slow, Budget::Key);
    let mut fast = Vec::new();
    for query in TYPED {
        keys(desk, "/", LATE);
        fast.extend(
            bytes_of(query)
                .iter()
                .map(|key| last_before_next(desk, key)),
        );
        keys(desk, "<esc>", LATE);
    }
    line("roster: 15 keys a second", "ms", fast, Budget::Key);
    keys(desk, "<esc><esc>", LATE);
    let (times, _) = keys(desk, &"j".repeat(40), PAUSE);
    line("roster: cursor", "ms", times, Budget::Key);
}

/// Sends a key and waits until the next is due; returns when the last byte came before that. What comes
/// later counts against the next key, and a key without an answer as all the time there was.
fn last_before_next(desk: &mut Session, key: &[u8]) -> f64 {
    let asked = Instant::now();
    desk.send(key);
    let mut last = None;
    while asked.elapsed() < FAST {
        if desk.answer(Instant::now(), MOMENT, MOMENT).bytes > 0 {
            last = Some(asked.elapsed());
        }
    }
    last.unwrap_or(FAST).as_secs_f64() * 1e3
}

/// Cards of people, and of employers with many.
fn cards(desk: &mut Session) {
    for (what, query) in [("person", "li"), ("employer", "有限公司")] {
        let mut times = Vec::new();
        keys(desk, &format!("3<esc><esc>/{query}<enter>"), LATE);
        for _ in 0..20 {
            times.extend(keys(desk, "<enter>", LATE).0);
            keys(desk, "<esc>j", LATE);
        }
        line(&format!("card opened: {what}"), "ms", times, Budget::Key);
    }
    keys(desk, "3<esc><esc>", LATE);
}

/// Plots of the whole roster, from the key to the first marks and to the last: each counts anew, and says what is
/// still missing.
fn plots(desk: &mut Session) {
    let (mut first, mut whole) = (Vec::new(), Vec::new());
    let plots = LOOKS.matches("[[look]]").count();
    keys(desk, "4", LATE);
    for plot in 1..=plots {
        let asked = Instant::now();
        desk.send(if plot == 1 { b"p" } else { b"]" });
        let title = format!("{plot}/{plots} ");
        let mut shown = None;
        while asked.elapsed() < COUNTED {
            desk.answer(Instant::now(), MOMENT, MOMENT);
            let text = desk.text();
            if !text.contains(&title) || text.contains("正在统计") {
                continue;
            }
            shown = shown.or_else(|| Some(asked.elapsed()));
            if !text.contains("正在数") {
                break;
            }
        }
        first.extend(shown.map(|shown| shown.as_secs_f64() * 1e3));
        whole.push(asked.elapsed().as_secs_f64() * 1e3);
    }
    line("board: first marks of a plot", "ms", first, Budget::Marks);
    line("board: a plot of all", "ms", whole, Budget::Open);
}

/// Registers people by another process while their name is looked for.
fn changes(bench: &Bench, desk: &mut Session) {
    let mut times = Vec::new();
    for name in ["丌演甲", "丌演乙", "丌演丙"] {
        keys(desk, &format!("3<esc><esc>/{name}"), LATE);
        desk.answer(Instant::now(), SLOWLY, SLOWLY);
        let made = bench
            .program()
            .args(["roster", "new", "person", &format!("姓名={name}")])
            .stdout(Stdio::null())
            .status();
        assert!(made.is_ok_and(|status| status.success()), "{name} is new");
        let asked = Instant::now();
        let mut seen = SEEN;
        while asked.elapsed() < SEEN {
            if desk.answer(Instant::now(), PAUSE, PAUSE).bytes > 0 {
                seen = asked.elapsed();
                break;
            }
        }
        times.push(seen.as_secs_f64() * 1e3);
        keys(desk, "<esc><esc>", LATE);
    }
    line("a change by another process", "ms", times, Budget::Seen);
}
