//! Names and papers that another program put into the store with everything in them that a terminal
//! obeys: none of it comes out raw.

use std::fs;

use rusqlite::Connection;

use super::{
    home::Home,
    session::Tie,
    strict::{self, may_be_shown},
};

/// Escape sequences in 7 and 8 bits, a clipboard write, a title, a query, direction and zero-width
/// signs, tags, line ends, a bell, a tower of accents.
fn hostile() -> String {
    let tower = "\u{301}".repeat(10_000);
    format!(
        "甲\u{1b}[2J\u{1b}]52;c;aGVsbG8=\u{7}\u{1b}]0;own\u{1b}\\\u{9b}31m\u{9d}0;x\u{9c}\u{1b}[6n\u{1b}c\u{90}q\u{7f}\
         \u{202e}乙\u{2066}\u{200b}\u{200d}\u{feff}\u{e0041}\r丙\u{8}\u{7}\u{b}丁e{tower}戊"
    )
}

/// Every column of free text, by table.
const TEXTS: &[(&str, &[&str])] = &[
    (
        "unit",
        &[
            "full_name",
            "short_name",
            "place",
            "reply_series",
            "contact",
            "contact_phone",
            "copies",
            "sections",
        ],
    ),
    ("staff", &["name", "section", "duties"]),
    (
        "proposal",
        &[
            "title",
            "proposers_short",
            "wished_unit",
            "lead_unit",
            "number_printed",
            "place",
        ],
    ),
    ("proposal_body", &["body"]),
    (
        "proposer",
        &["name", "party", "phone", "address", "postcode"],
    ),
    ("ask", &["text"]),
    ("event", &["actor", "text"]),
    (
        "letter",
        &[
            "organ",
            "number",
            "title",
            "addressees",
            "sections",
            "signature",
            "contact",
            "contact_phone",
            "copies",
            "text",
        ],
    ),
    ("letter_version", &["author", "text"]),
    ("employer", &["name", "town", "phone", "note"]),
    (
        "craftsman",
        &[
            "name",
            "gender",
            "employer_name",
            "trade",
            "town",
            "phone",
            "talent_class",
            "note",
        ],
    ),
    ("certificate", &["trade", "trade_code", "number", "issuer"]),
    (
        "honour",
        &["name", "tier", "batch", "body", "document", "revoked_why"],
    ),
    ("talent_class", &["class", "document"]),
    ("job", &["employer_name", "post"]),
    ("studio_review", &["document", "reason"]),
    ("employer_standing", &["number"]),
    (
        "studio",
        &[
            "name",
            "leader_name",
            "host_name",
            "trade",
            "approval",
            "note",
        ],
    ),
];

fn poisoned() -> Home {
    let home = Home::new();
    let store = Connection::open(home.db()).unwrap();
    for (table, columns) in TEXTS {
        let set: Vec<String> = columns
            .iter()
            .map(|column| format!("{column} = coalesce({column}, '') || ?1"))
            .collect();
        let sql = format!("UPDATE {table} SET {}", set.join(", "));
        store.execute(&sql, [hostile()]).unwrap();
    }
    let inbox = home.path().join("inbox");
    fs::create_dir(&inbox).unwrap();
    fs::write(inbox.join("收\u{1b}]0;x\u{7}\u{202e}件.txt"), hostile()).unwrap();
    let says = home.run(&["config", "inbox", &inbox.to_string_lossy()]);
    assert!(says.status.success(), "{says:?}");
    home
}

/// Walks through everything that shows data.
const WALK: &[&str] = &[
    "jjk<enter>jj<enter>D<esc><esc>",
    "E<esc><esc>",
    "/甲<enter>j<esc>",
    "#037<enter>",
    "o<space>j<space>b<esc>",
    "3jj<enter>j<enter><esc><esc>/甲乙<enter><enter>E<esc><esc>",
    "3/jia<esc><esc>",
    "4",
    "1zjz",
    "<c-p>甲<esc><c-p>丁<enter>",
    "1<esc>i<enter><esc><esc><esc>",
    "1<esc>?<esc>:单位<esc>",
    "1e<pgdn><pgdn><up><end><esc>X<esc>",
    "2<esc>jj<enter><esc><esc>",
];

#[test]
fn the_desk_writes_nothing_but_its_own_sequences() {
    let home = poisoned();
    for (lang, size) in [("zh", (80, 24)), ("en", (200, 50))] {
        let mut command = home.program();
        command.args(["--lang", lang]);
        let mut desk =
            super::session::Session::start(&mut command, size, Tie::Controlling).unwrap();
        desk.until("anfu");
        for keys in WALK {
            desk.keys(keys);
            assert!(
                desk.end(std::time::Duration::ZERO).is_none(),
                "{keys}: left"
            );
        }
        let seen = String::from_utf8_lossy(&desk.tape).matches('甲').count();
        assert!(seen > 100, "the hostile texts are on the screens: {seen}");
        let reading = strict::read(&desk.tape);
        assert_eq!(reading.faults, [""; 0]);
        assert_eq!(reading.copies, 0, "a copy nobody asked for");
        assert!(reading.most_marks <= 4, "{} marks", reading.most_marks);
        desk.keys("<esc><esc><esc>1<esc><esc>y");
        desk.until(if lang == "zh" { "已复制" } else { "opied" });
        assert_eq!(strict::read(&desk.tape).copies, 1);
        desk.keys("<c-q>");
    }
}

#[test]
fn the_command_line_writes_no_control_character() {
    let home = poisoned();
    let listed = home.run(&["proposal", "list", "--json"]);
    let first = String::from_utf8(listed.stdout).unwrap();
    let first: serde_json::Value = serde_json::from_str(first.lines().next().unwrap()).unwrap();
    let item = format!("id:{}", first["id"]);
    let letter = home.store_letter();
    let commands: &[&[&str]] = &[
        &["proposal", "list"],
        &["proposal", "show", &item],
        &["proposal", "show", &item, "--reveal"],
        &["letter", "list"],
        &["letter", "show", &letter],
        &["letter", "export", &letter, "-o", "-"],
        &["letter", "export", &letter, "--form", "md", "-o", "-"],
        &["roster", "find", "甲"],
        &["roster", "find", "jia"],
        &["config"],
        &["doctor"],
        &["paths"],
        &[
            "import",
            "--dry-run",
            "inbox/收\u{1b}]0;x\u{7}\u{202e}件.txt",
        ],
    ];
    for command in commands {
        for json in [&[][..], &["--json"]] {
            let args = [command, json].concat();
            let output = home.run(&args);
            for (stream, bytes) in [("out", &output.stdout), ("err", &output.stderr)] {
                let text = str::from_utf8(bytes).unwrap();
                let raw = text.chars().find(|c| *c != '\n' && !may_be_shown(*c));
                assert_eq!(raw, None, "{args:?} {stream}");
                let reading = strict::read(text.replace('\n', "").as_bytes());
                assert!(
                    reading.most_marks <= 4,
                    "{args:?}: {} marks",
                    reading.most_marks
                );
            }
            // A letter written out is the letter, and no JSON.
            let is_file = command[1..].first() == Some(&"export");
            if !json.is_empty() && output.status.success() && !is_file {
                for line in str::from_utf8(&output.stdout).unwrap().lines() {
                    let object: Result<serde_json::Value, _> = serde_json::from_str(line);
                    assert!(object.is_ok(), "{args:?}: {line}");
                }
            }
        }
    }
}

impl Home {
    fn store_letter(&self) -> String {
        use anfu::store::LetterStore;
        format!("letter:{}", self.store().letters(1).unwrap()[0].id.0)
    }
}
