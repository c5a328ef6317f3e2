//! Import of a .csv of people against `sqlite3 .import` of the same rows with the same SQL indexes, in
//! one run; and of a workbook. To reach: at most 3 times `sqlite3`, and 300 MiB at the most.
//!
//! Run: `cargo bench --bench roster_import`, with fewer people by `ANFU_PEOPLE=200000`. Without a `sqlite3`
//! to run there is no ratio.

use std::{
    fs::{self, File},
    io::{BufWriter, Write},
    path::Path,
    process::{Command, Stdio},
    time::Instant,
};

use anfu::{
    demo::Roster,
    sheet::{Column, ColumnKind, Table, xlsx},
};

/// How many people the roster is to hold (product 9).
const PEOPLE: usize = 3_500_000;
/// How many rows the workbook has.
const ROWS: usize = 100_000;
/// The columns, as offices head them.
const HEADER: [&str; 7] = [
    "姓名",
    "性别",
    "出生年月",
    "工作单位",
    "职业（工种）",
    "技能等级",
    "街道（镇）",
];

/// The same table and indexes as ours, for the peer; the employer's row is none of the file's columns.
const PEER: &str =
    "CREATE TABLE craftsman (name TEXT, gender TEXT, birth_month TEXT, employer_name TEXT,
    trade TEXT, level TEXT, town TEXT);\n";
const INDEXES: &str = "CREATE INDEX by_name ON craftsman (name);
CREATE INDEX by_employer ON craftsman (employer_name);
CREATE INDEX by_level ON craftsman (level);
CREATE INDEX by_town ON craftsman (town, level);\n";

fn main() {
    let people = std::env::var("ANFU_PEOPLE")
        .ok()
        .and_then(|count| count.parse().ok());
    let people = people.unwrap_or(PEOPLE);
    let folder = tempfile::tempdir().expect("a folder for the files");
    let csv = folder.path().join("people.csv");
    write_csv(&csv, people);
    let size = fs::metadata(&csv).map_or(0, |about| about.len());
    println!("{people} people, {} MiB of .csv", size >> 20);
    let ours = import(&folder.path().join("ours.db"), &csv);
    println!("ours          {:7.1} s  peak {} MiB", ours.0, ours.1 / 1024);
    match peer(folder.path(), &csv) {
        Some(theirs) => {
            let ratio = ours.0 / theirs;
            let verdict = if ratio <= 3.0 { "within" } else { "OVER" };
            println!("sqlite3       {theirs:7.1} s  ratio {ratio:.2} of 3: {verdict}");
        }
        None => println!("sqlite3       not installed"),
    }
    let again = import(&folder.path().join("ours.db"), &csv);
    println!(
        "ours again    {:7.1} s  peak {} MiB",
        again.0,
        again.1 / 1024
    );
    let book = folder.path().join("people.xlsx");
    write_xlsx(&book, ROWS.min(people));
    let own = import(&folder.path().join("book.db"), &book);
    println!(
        "{} rows of .xlsx {:7.1} s  peak {} MiB",
        ROWS.min(people),
        own.0,
        own.1 / 1024
    );
}

/// Hands out the rows.
fn rows(people: usize, take: &mut dyn FnMut([String; 7])) {
    let roster = Roster::new(people, 1);
    let employers: Vec<(String, String)> = roster
        .employers()
        .map(|own| (own.name.clone(), own.town.clone()))
        .collect();
    let levels = ["初级工", "中级工", "高级工", "技师", "高级技师"];
    let row = move |(at, own): (usize, anfu::demo::GenPerson)| {
        let (employer, town) = &employers[own.employer];
        [
            own.name.clone(),
            if at % 3 == 0 { "女" } else { "男" }.to_owned(),
            format!("{}-{:02}", 1960 + at % 45, 1 + at % 12),
            employer.clone(),
            own.trade.clone(),
            levels[at % levels.len()].to_owned(),
            town.clone(),
        ]
    };
    roster.people().enumerate().map(row).for_each(take);
}

fn write_csv(path: &Path, people: usize) {
    let mut file = BufWriter::new(File::create(path).expect("a file"));
    let _ = writeln!(file, "{}", HEADER.join(","));
    rows(people, &mut |row| {
        let _ = writeln!(file, "{}", row.join(","));
    });
}

fn write_xlsx(path: &Path, people: usize) {
    let column = |label: &&str| Column {
        label: (*label).to_owned(),
        kind: ColumnKind::Text,
    };
    let mut all = Vec::new();
    rows(people, &mut |row| all.push(row.to_vec()));
    let table = Table {
        columns: HEADER.iter().map(column).collect(),
        rows: all,
        ..Table::default()
    };
    fs::write(path, xlsx(&table).expect("a workbook")).expect("a file");
}

/// Imports a file by the program itself; returns seconds and peak memory in KiB.
#[expect(
    clippy::disallowed_methods,
    reason = "the program and its peer are programs"
)]
fn import(db: &Path, file: &Path) -> (f64, u64) {
    let begun = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_anfu"))
        .arg("--db")
        .arg(db)
        .args(["roster", "import"])
        .arg(file)
        .stderr(Stdio::null())
        .spawn()
        .expect("the program");
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while let Ok(None) = child.try_wait() {
        if let Ok(text) = fs::read_to_string(&status) {
            let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
            let kib = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
            peak = kib.unwrap_or(0).max(peak);
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    (begun.elapsed().as_secs_f64(), peak)
}

/// Lets `sqlite3` import the same rows and build the same indexes; returns seconds.
#[expect(
    clippy::disallowed_methods,
    reason = "the program and its peer are programs"
)]
fn peer(folder: &Path, csv: &Path) -> Option<f64> {
    let script = format!(
        "PRAGMA journal_mode=WAL;\n{PEER}.mode csv\n.import --skip 1 {} craftsman\n{INDEXES}",
        csv.display()
    );
    let begun = Instant::now();
    let mut child = Command::new("sqlite3")
        .arg(folder.join("peer.db"))
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .ok()?;
    child.stdin.take()?.write_all(script.as_bytes()).ok()?;
    child
        .wait()
        .ok()?
        .success()
        .then(|| begun.elapsed().as_secs_f64())
}
