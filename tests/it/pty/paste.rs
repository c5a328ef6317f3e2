//! A paste is text, whatever stands in it.

use std::time::{Duration, Instant};

use anfu::store::{LetterStore, OfficeStore, QueueStore};

use super::{home::Home, session::Tie};

/// Lines that would do much as keys: sign for, open, quit, run from the palette, end the paste early.
const KEYS_IN_TEXT: &str =
    "aaa\nq\n:退出\r\n\u{3}\u{11}\u{1b}[A\u{1b}OQquit\rGe终\u{1b}]52;c;5Lu2\u{7}文";

fn paste(desk: &mut super::session::Session) {
    let pasted = format!("\u{1b}[200~{KEYS_IN_TEXT}\u{1b}[201~");
    desk.send(pasted.as_bytes());
    let pause = Duration::from_millis(100);
    desk.answer(Instant::now(), pause, Duration::from_millis(600));
}

#[test]
fn keys_in_a_paste_run_nothing() {
    for place in [
        "", "<enter>", "3", "4", "/", "<f2>", "<c-p>", "<f1>", "n", "E", "i", "2",
    ] {
        let home = Home::new();
        let before = home.store().change_mark().unwrap();
        let events = || {
            let store = home.store();
            let rows = store.queue_counts().unwrap();
            (rows, store.letters(500).unwrap().len())
        };
        let counted = events();
        let mut desk = home.desk(Tie::Controlling);
        desk.keys(place);
        paste(&mut desk);
        assert!(desk.end(Duration::ZERO).is_none(), "{place:?}: left");
        assert_eq!(events(), counted, "{place:?}: acted");
        assert_eq!(home.store().change_mark().unwrap(), before, "{place:?}");
    }
}

#[test]
fn a_paste_into_a_letter_is_its_text() {
    let home = Home::new();
    let mut desk = home.desk(Tie::Controlling);
    desk.keys("e");
    desk.until("出正文");
    paste(&mut desk);
    std::thread::sleep(Duration::from_millis(900));
    assert!(desk.end(Duration::ZERO).is_none());
    let kept = home.letters();
    let own = kept
        .iter()
        .find(|text| text.contains("aaa\nq\n:退出\n"))
        .expect("the paste is in the letter");
    assert!(anfu::text::clean::is_clean(own), "{own:?}");
}
