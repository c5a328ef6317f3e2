//! Our name search against scoring every name with fuzzy-matcher, over the same 200,000 names.
//!
//! The peer gets the easier task: it scores one form of a name (the characters for a Chinese query, the
//! full pinyin for letters), ours finds every mixture of both and counts exactly.
//! Run: `cargo bench --bench search`.

use std::{collections::BinaryHeap, hint::black_box, time::Instant};

use anfu::{
    demo::Roster,
    search::{Cancel, Kind, NameIndex, Query},
};
use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};
use pinyin::ToPinyin;

const NAMES: usize = 200_000;
const BEST: usize = 50;
/// How often ours is run for one query; the peer is slow enough to be run once.
const RUNS: usize = 5;

const CHINESE: &[&str] = &[
    "张",
    "王",
    "李",
    "陈",
    "国",
    "明",
    "伟",
    "张伟",
    "王明",
    "李国",
    "欧阳",
    "上官",
    "建国",
    "小明",
    "张建国",
    "王小明",
    "欧阳明",
    "龘",
    "诸葛",
    "尉迟",
];
const LETTERS: &[&str] = &[
    "z",
    "w",
    "l",
    "g",
    "an",
    "zh",
    "wang",
    "zhang",
    "li",
    "chen",
    "zhangwei",
    "wangming",
    "ouyang",
    "liguo",
    "jianguo",
    "xiaoming",
    "zhangjianguo",
    "shangguan",
    "xqz",
    "ouyangming",
];

/// Returns the milliseconds that this took.
fn timed<T>(run: impl FnOnce() -> T) -> f64 {
    let started = Instant::now();
    black_box(run());
    started.elapsed().as_secs_f64() * 1e3
}

fn brute(matcher: &SkimMatcherV2, names: &[String], query: &str) -> (usize, Vec<(i64, usize)>) {
    let mut best = BinaryHeap::new();
    let mut total = 0;
    for (at, name) in names.iter().enumerate() {
        if let Some(score) = matcher.fuzzy_match(name, query) {
            total += 1;
            best.push(std::cmp::Reverse((score, usize::MAX - at)));
            if best.len() > BEST {
                best.pop();
            }
        }
    }
    let best = best
        .into_sorted_vec()
        .into_iter()
        .map(|std::cmp::Reverse((score, at))| (score, usize::MAX - at))
        .collect();
    (total, best)
}

fn summary(what: &str, mut times: Vec<f64>) -> (f64, f64) {
    times.sort_by(f64::total_cmp);
    let at = |part: f64| times[((times.len() - 1) as f64 * part).round() as usize];
    let (median, p99) = (at(0.5), at(0.99));
    println!("  {what:<28} median {median:>8.2} ms   p99 {p99:>8.2} ms");
    (median, p99)
}

fn compare(title: &str, index: &NameIndex, forms: &[String], queries: &[&str]) {
    println!("{title}, {} queries", queries.len());
    let matcher = SkimMatcherV2::default();
    let (mut ours, mut theirs, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for typed in queries {
        let query = Query::new(typed);
        let mut runs: Vec<f64> = (0..RUNS)
            .map(|_| timed(|| index.search(&query, BEST, &Cancel::never())))
            .collect();
        runs.sort_by(f64::total_cmp);
        let own = runs[RUNS / 2];
        let other = timed(|| brute(&matcher, forms, typed));
        ratios.push(other / own);
        ours.push(own);
        theirs.push(other);
    }
    let own = summary("ours, every form", ours);
    let other = summary("fuzzy-matcher, one form", theirs);
    ratios.sort_by(f64::total_cmp);
    println!(
        "  ratio: of medians {:.1}, of p99 {:.1}; by query: least {:.1}, median {:.1}, most {:.1}\n",
        other.0 / own.0,
        other.1 / own.1,
        ratios[0],
        ratios[ratios.len() / 2],
        ratios[ratios.len() - 1]
    );
}

fn main() {
    let names: Vec<String> = Roster::new(NAMES, 1)
        .people()
        .map(|person| person.name)
        .collect();
    let spelled: Vec<String> = names
        .iter()
        .map(|name| {
            name.chars()
                .map(|c| match c.to_pinyin() {
                    Some(reading) => reading.plain().to_owned(),
                    None => c.to_string(),
                })
                .collect()
        })
        .collect();
    let mut index = NameIndex::default();
    let building = timed(|| {
        index = NameIndex::build(
            names
                .iter()
                .enumerate()
                .map(|(at, name)| (Kind::Craftsman, at as i64, name.as_str())),
        );
    });
    println!("{NAMES} names, one thread; the index is built in {building:.0} ms\n");
    compare("Chinese", &index, &names, CHINESE);
    compare("Letters", &index, &spelled, LETTERS);
}
