//! Our name search against other matchers, over the same 3.5 million names in one run.
//!
//! Each query is typed letter by letter and every keystroke is a search of its own, nothing kept from the one
//! before: the best fifty and the exact number of hits. The build of the index and the first answer after a start
//! are measured in processes of their own, so that their memory is theirs alone.
//! Run: `cargo bench --bench search`, or one list alone with `-- G`, `-- H` or `-- D`; `-- ours` leaves the peers out
//! and `-- frizbee` has that one alone.

mod lists;
mod peers;

use std::{
    env, fs,
    hint::black_box,
    io,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
    time::Instant,
};

use anfu::search::{BookBuilder, Cancel, Kind, NameBook, Query, Stamp};
use lists::List;
use peers::{Forms, Peer};

/// How many names a list has, and how many of the best are asked for.
const NAMES: usize = 3_500_000;
const BEST: usize = 50;
/// How often ours is run for a keystroke; the middle run counts. Peers are slow enough to be run once.
const RUNS: usize = 5;

/// What is typed: characters, full pinyin, initials, mixtures, several words, and what nobody is called.
const TYPED: &[&str] = &[
    "张建国",
    "王小明",
    "欧阳明",
    "诸葛",
    "尉迟",
    "李",
    "国",
    "明",
    "伟华",
    "建国",
    "龘",
    "司马相如",
    "张jg",
    "王xm",
    "z建国",
    "欧y",
    "zhangjianguo",
    "wangxiaoming",
    "ouyangming",
    "shangguan",
    "liming",
    "chenwei",
    "shanyu",
    "lvyan",
    "zhuangshuangliang",
    "jianguo",
    "ming",
    "yu",
    "fang",
    "eng",
    "an",
    "a",
    "e",
    "o",
    "i",
    "nv",
    "zjg",
    "wxm",
    "lxq",
    "gm",
    "hh",
    "zzz",
    "qqq",
    "yyy",
    "xqz",
    "zhangjg",
    "zjguo",
    "wangxm",
    "zhng",
    "wei li",
    "guo zhang",
    "ming w",
    "x m",
    "建 张",
    "李 ming",
    "xqxqxq",
    "vvv",
    "王伟zzz",
    "龘龘",
    "chengongming",
    "g",
];

/// Returns the keystrokes of what is typed, each once.
fn keystrokes() -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for typed in TYPED {
        let ends = typed.char_indices().map(|(at, ch)| at + ch.len_utf8());
        for end in ends {
            let typed = typed[..end].to_owned();
            if !typed.ends_with(' ') && !all.contains(&typed) {
                all.push(typed);
            }
        }
    }
    all
}

/// Returns the milliseconds that this took.
fn timed<T>(run: impl FnOnce() -> T) -> f64 {
    let started = Instant::now();
    black_box(run());
    started.elapsed().as_secs_f64() * 1e3
}

/// Times in order.
struct Times(Vec<f64>);

impl Times {
    fn of(mut times: Vec<f64>) -> Self {
        times.sort_by(f64::total_cmp);
        Self(times)
    }

    fn at(&self, part: f64) -> f64 {
        self.0[((self.0.len() - 1) as f64 * part).round() as usize]
    }

    fn line(&self, what: &str) {
        println!(
            "  {what:<28} median {:>8.2}   p90 {:>8.2}   p99 {:>8.2}   most {:>8.2} ms",
            self.at(0.5),
            self.at(0.9),
            self.at(0.99),
            self.at(1.0)
        );
    }
}

/// Returns the peak of memory of this process, in MiB.
fn peak() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.trim().strip_suffix(" kB")?.trim().parse().ok());
    kib.unwrap_or(0_usize) / 1024
}

/// Runs a part of this benchmark in a process of its own, which prints its own lines.
#[expect(clippy::disallowed_methods, reason = "it runs itself")]
fn apart(part: &str, list: List, file: &Path) -> io::Result<()> {
    let status = Command::new(env::current_exe()?)
        .args([part, list.word()])
        .arg(file)
        .status()?;
    status
        .success()
        .then_some(())
        .ok_or_else(|| io::ErrorKind::Other.into())
}

/// Builds the index from names that come one by one, and keeps it.
fn build(list: List, file: &Path) -> io::Result<()> {
    let drawing = timed(|| list.names(NAMES).map(|name| name.len()).sum::<usize>());
    let mut builder = BookBuilder::default();
    let adding = timed(|| {
        for (id, name) in (0..).zip(list.names(NAMES)) {
            builder.add(Kind::Craftsman, id, &name);
        }
    });
    let started = Instant::now();
    let mut book = builder.finish();
    let built = started.elapsed().as_secs_f64() * 1e3;
    let writing = timed(|| book.write(file, Stamp::default()));
    println!(
        "  built in {:.0} ms, written in {writing:.0} ms, file {:.0} MB, peak {} MiB",
        adding - drawing + built,
        fs::metadata(file)?.len() as f64 / 1e6,
        peak()
    );
    Ok(())
}

/// Reads the index, answers once, then every keystroke.
fn serve(file: &Path) -> io::Result<()> {
    let started = Instant::now();
    let (book, _) = NameBook::read(file).map_err(io::Error::other)?;
    let read = started.elapsed().as_secs_f64() * 1e3;
    let first = timed(|| search(&book, "z"));
    for typed in keystrokes() {
        search(&book, &typed);
    }
    println!(
        "  read in {read:.0} ms, first answer {first:.1} ms later, peak of serving {} MiB",
        peak()
    );
    Ok(())
}

fn search(book: &NameBook, typed: &str) -> usize {
    let answer = book.search(&Query::new(typed), BEST, &Cancel::never());
    black_box(answer.hits.len());
    answer.total
}

fn compare(list: List, file: &Path, peers: &[Peer]) -> io::Result<()> {
    let (book, _) = NameBook::read(file).map_err(io::Error::other)?;
    let queries = keystrokes();
    // In turn, so that no search finds its own numbers still at hand from the run before.
    let mut runs = vec![Vec::new(); queries.len()];
    for _ in 0..RUNS {
        for (typed, runs) in queries.iter().zip(&mut runs) {
            runs.push(timed(|| search(&book, typed)));
        }
    }
    let own: Vec<f64> = runs
        .into_iter()
        .map(|runs| Times::of(runs).at(0.5))
        .collect();
    println!("  {} keystrokes", queries.len());
    let ours = Times::of(own.clone());
    ours.line("ours, every form");
    let mut worst: Vec<(f64, &String)> = own.iter().copied().zip(&queries).collect();
    worst.sort_by(|one, two| two.0.total_cmp(&one.0));
    let worst = worst
        .iter()
        .take(6)
        .map(|(time, typed)| format!("{typed} {time:.1}"));
    println!(
        "  {:<28} {}",
        "slowest",
        worst.collect::<Vec<_>>().join(", ")
    );
    if peers.is_empty() {
        return Ok(());
    }
    let names: Vec<String> = list.names(NAMES).collect();
    let letters = Forms::of(names.iter().map(|name| peers::spelled(name)).collect());
    let names = Forms::of(names);
    for peer in peers {
        let times = queries.iter().map(|typed| {
            let forms = if typed.is_ascii() { &letters } else { &names };
            timed(|| peer.search(forms, typed))
        });
        let times: Vec<f64> = times.collect();
        let ratios = Times::of(
            times
                .iter()
                .zip(&own)
                .map(|(peer, own)| peer / own)
                .collect(),
        );
        let times = Times::of(times);
        times.line(peer.word());
        println!(
            "  {:<28} of medians {:.0}, of p99 {:.0}; by keystroke: least {:.1}, median {:.0}",
            "  times ours",
            times.at(0.5) / ours.at(0.5),
            times.at(0.99) / ours.at(0.99),
            ratios.at(0.0),
            ratios.at(0.5)
        );
    }
    Ok(())
}

fn main() -> ExitCode {
    let words: Vec<String> = env::args()
        .skip(1)
        .filter(|word| word != "--bench")
        .collect();
    let list = |word: &String| {
        [List::D, List::G, List::H]
            .into_iter()
            .find(|list| list.word() == word)
    };
    let done = match words.as_slice() {
        [part, name, file] if part == "build" || part == "serve" => {
            let file = PathBuf::from(file);
            match list(name) {
                Some(list) if part == "build" => build(list, &file),
                _ => serve(&file),
            }
        }
        _ => all(&words, list),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("the search could not be measured: {error}");
            ExitCode::FAILURE
        }
    }
}

fn all(words: &[String], list: impl Fn(&String) -> Option<List>) -> io::Result<()> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let mut lists: Vec<List> = words.iter().filter_map(list).collect();
    if lists.is_empty() {
        lists = vec![List::G, List::H];
    }
    let named = |peer: &Peer| {
        words
            .iter()
            .any(|word| peer.word().starts_with(word.as_str()))
    };
    let mut peers: Vec<Peer> = Peer::ALL.into_iter().filter(named).collect();
    if peers.is_empty() && !words.iter().any(|word| word == "ours") {
        peers = Peer::ALL.to_vec();
    }
    for list in lists {
        let (mut characters, mut distinct) = (
            std::collections::HashSet::new(),
            std::collections::HashSet::new(),
        );
        for name in list.names(NAMES) {
            characters.extend(name.chars());
            distinct.insert(name);
        }
        println!(
            "list {}: {NAMES} names, {} of them different, {} characters",
            list.word(),
            distinct.len(),
            characters.len()
        );
        drop(distinct);
        let file = folder.join(format!("{}.names", list.word()));
        apart("build", list, &file)?;
        apart("serve", list, &file)?;
        compare(list, &file, &peers)?;
        fs::remove_file(&file)?;
        println!();
    }
    Ok(())
}
