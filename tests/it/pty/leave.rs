//! Every way out: by key, by a dead terminal, by a signal.

use std::time::{Duration, Instant};

use rustix::process::Signal;

use super::{
    home::Home,
    session::{Session, Tie},
    strict,
};

/// How long a desk whose terminal is gone may live (`product.md` 3).
const GONE: Duration = Duration::from_secs(1);

/// What is typed just before the end.
const TYPED: &str = "刚写下的字";

/// Where a desk can be when its terminal dies: the keys that lead there, and what shows it.
const PLACES: &[(&str, &str)] = &[
    ("queue", ""),
    ("editor", "e刚写下的字"),
    ("form", "e刚写下的字<esc>X"),
    ("palette", "e刚写下的字<f2>bang"),
    ("filter", "/技能"),
];

fn lead(home: &Home, tie: Tie, keys: &str) -> Session {
    let mut desk = home.desk(tie);
    if let Some((_, after)) = keys.split_once(TYPED) {
        desk.keys("e");
        desk.until("出正文");
        desk.send(TYPED.as_bytes());
        desk.until(TYPED);
        desk.keys(after);
    } else {
        desk.keys(keys);
    }
    desk
}

/// Returns the processor time used so far in hundredths of a second; `None` when the process is gone.
fn ticks(pid: u32) -> Option<u64> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name in brackets may hold blanks; user and system time are fields 14 and 15.
    let fields: Vec<&str> = stat.rsplit(')').next()?.split_whitespace().collect();
    Some(fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?)
}

fn is_gone_and_kept(home: &Home, mut desk: Session, place: &str, keys: &str) {
    let before = ticks(desk.pid()).unwrap_or_default();
    let (asked, mut after) = (Instant::now(), before);
    while desk.end(Duration::from_millis(10)).is_none() {
        after = ticks(desk.pid()).unwrap_or(after);
        assert!(asked.elapsed() < GONE, "{place}: still there");
    }
    // A spinning thread uses the whole second that it has.
    assert!(after - before < 50, "{place}: {} ticks", after - before);
    if keys.contains(TYPED) {
        let kept = home.letters().iter().any(|text| text.contains(TYPED));
        assert!(kept, "{place}: the letter is not kept");
    }
}

#[test]
fn q_leaves_and_gives_the_terminal_back() {
    let home = Home::new();
    let mut desk = home.desk(Tie::Controlling);
    assert!(desk.terminal().alternate_screen() && desk.terminal().bracketed_paste());
    desk.keys("jj<enter><esc>234");
    desk.send(b"q");
    let status = desk.end(Duration::from_secs(5)).expect("it ends");
    assert_eq!(status.code(), Some(0));
    let terminal = desk.terminal();
    assert!(!terminal.alternate_screen() && !terminal.bracketed_paste() && !terminal.hide_cursor());
    assert_eq!(strict::read(&desk.tape).faults, [""; 0]);
}

#[test]
fn a_dead_terminal_ends_the_desk_and_keeps_what_was_typed() {
    for (place, keys) in PLACES {
        let home = Home::new();
        let mut desk = lead(&home, Tie::Controlling, keys);
        desk.hang_up();
        is_gone_and_kept(&home, desk, place, keys);
    }
}

#[test]
fn a_dead_terminal_that_raises_no_signal_ends_the_desk_too() {
    for (place, keys) in PLACES {
        let home = Home::new();
        let mut desk = lead(&home, Tie::Loose, keys);
        desk.hang_up();
        is_gone_and_kept(&home, desk, place, keys);
    }
}

#[test]
fn asked_to_end_it_ends_and_keeps_what_was_typed() {
    for (place, keys) in PLACES {
        let home = Home::new();
        let desk = lead(&home, Tie::Controlling, keys);
        desk.signal(Signal::TERM);
        is_gone_and_kept(&home, desk, place, keys);
    }
}

#[test]
fn asked_to_end_by_a_living_terminal_it_gives_that_back() {
    let home = Home::new();
    let mut desk = lead(&home, Tie::Controlling, "e刚写下的字");
    desk.signal(Signal::TERM);
    desk.end(GONE).expect("it ends");
    let terminal = desk.terminal();
    assert!(!terminal.alternate_screen() && !terminal.bracketed_paste() && !terminal.hide_cursor());
}

#[test]
fn a_terminal_that_stands_still_loses_nothing() {
    let home = Home::new();
    let mut desk = lead(&home, Tie::Controlling, "e刚写下的字");
    // Nobody reads: the terminal's buffer fills, as over a line that hangs.
    for _ in 0..40 {
        desk.send("<f1>".replace("<f1>", "\u{1b}OP").as_bytes());
        std::thread::sleep(Duration::from_millis(15));
        desk.send(b"\x1b");
        std::thread::sleep(Duration::from_millis(35));
    }
    desk.send("线上停住时的字".as_bytes());
    std::thread::sleep(Duration::from_millis(1_500));
    desk.signal(Signal::KILL);
    desk.end(GONE).expect("it ends");
    let kept = home.letters();
    assert!(
        kept.iter().any(|text| text.contains("线上停住时的字")),
        "not kept"
    );
}

#[test]
fn what_is_typed_ahead_waits_for_what_opens() {
    let home = Home::new();
    let mut desk = home.desk(Tie::Controlling);
    // All at once, before anything is on screen: begin the letter, write, and sign for nothing.
    desk.send("e先打的字a".as_bytes());
    desk.until("先打的字a");
}
