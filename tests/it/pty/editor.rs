//! Another editor, opened from the desk: only where this account allows one.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    thread,
    time::{Duration, Instant},
};

use super::{
    home::Home,
    session::{Session, Tie},
};

/// Writes a word into every file it is given, with a sequence that would colour the terminal; what it says is
/// seen while it runs.
const EDITOR: &str = "#!/bin/sh\nprintf '外面写的\\033[31m字\\n' >> \"$1\"\necho \"$1\" >> \"$HOME/ran\"\necho 在外面\nsleep 0.3\n";

/// What the editor leaves of what it writes.
const WRITTEN: &str = "外面写的字";

/// Waits until the newest letter is kept so: what the desk shows is written a moment later.
#[track_caller]
fn kept(home: &Home, what: &str, is: impl Fn(&str) -> bool) {
    let end = Instant::now() + Duration::from_secs(10);
    while !is(home.letters().first().map_or("", String::as_str)) {
        assert!(Instant::now() < end, "{what}");
        thread::sleep(Duration::from_millis(50));
    }
}

/// Opens the desk with an editor named, and a letter in it outside its text.
fn desk(home: &Home) -> Session {
    let script = home.path().join("editor.sh");
    fs::write(&script, EDITOR).unwrap();
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).unwrap();
    let mut program = home.program();
    program.env("EDITOR", &script);
    let mut desk = Session::start(&mut program, (80, 24), Tie::Controlling).unwrap();
    desk.until("anfu 案复");
    desk.keys("e");
    desk.until("出正文");
    desk.keys("<esc>");
    desk.until("下一步");
    desk.keys("E");
    desk
}

#[test]
fn a_letter_goes_through_an_editor_that_is_allowed_and_comes_back() {
    let home = Home::new();
    assert!(home.run(&["config", "editor", "true"]).status.success());
    let mut desk = desk(&home);
    desk.until("在外面");
    desk.until("已收回");
    // The desk stands again, and its keys work: the whole is one step of undo.
    desk.until("anfu 案复");
    kept(&home, "saved as it comes back", |own| {
        own.ends_with(WRITTEN)
    });
    let given = fs::read_to_string(home.path().join("ran")).unwrap();
    let file = std::path::Path::new(given.trim());
    // It goes once the text is safe.
    let end = Instant::now() + Duration::from_secs(10);
    while file.exists() {
        assert!(Instant::now() < end, "the file that lent the text is gone");
        thread::sleep(Duration::from_millis(50));
    }
    desk.keys("u");
    kept(&home, "taken back by one key", |own| !own.contains(WRITTEN));
    desk.keys("<c-q>");
    assert!(desk.end(Duration::from_secs(10)).unwrap().success());
}

#[test]
fn whoever_was_given_the_desk_alone_stays_in_the_desk() {
    let home = Home::new();
    let mut desk = desk(&home);
    desk.until("anfu config editor true");
    assert!(!home.path().join("ran").exists());
}
