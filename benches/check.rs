//! Every check over one paragraph of 50,000 characters, which must take at most 50 ms.
//!
//! The paragraphs are made of what each check looks at longest: figures with 其中, brackets, quotes, and
//! text without any. Run: `cargo bench --bench check`.

use std::{hint::black_box, time::Instant};

use anfu::check::{Against, check};

/// The length of the letter in the numbers to reach.
const LENGTH: usize = 50_000;
/// The most that all checks may take, in milliseconds.
const BUDGET_MS: f64 = 50.0;
/// How often each text is checked.
const RUNS: usize = 9;

/// What the paragraphs are made of.
const TEXTS: &[(&str, &str)] = &[
    (
        "figures",
        "全区建立工作室14家，其中国家级1家，省级2家、市级4家、区级7家，完成攻关260余次；",
    ),
    (
        "brackets",
        "现有基地11家（省级1家、市级2家（甲镇1家）、区级8家），培训2万人次，",
    ),
    ("open brackets", "（《“（《“（《“（《“"),
    ("one enumeration", "甲镇3家、"),
    ("totals", "3家、共计5家、其中2家，"),
    ("growth", "从100人增加到150人，增长50%，占60%，"),
    (
        "prose",
        "我们将继续加强技能人才队伍建设并积极推进各项工作落实到位，",
    ),
    ("no marks", "技能人才队伍建设"),
    ("digits", "12345678901234567890"),
    ("sentences", "关于建议的答复，截止目前由于资金。"),
];

fn main() {
    let mut worst: f64 = 0.0;
    for (name, piece) in TEXTS {
        let text: String = piece.chars().cycle().take(LENGTH).collect();
        let mut times: Vec<f64> = (0..RUNS)
            .map(|_| {
                let start = Instant::now();
                black_box(check(black_box(&text), &Against::default()));
                start.elapsed().as_secs_f64() * 1000.0
            })
            .collect();
        times.sort_by(f64::total_cmp);
        let (median, most) = (times[RUNS / 2], times[RUNS - 1]);
        worst = worst.max(median);
        println!("{name:<16} median {median:6.1} ms  most {most:6.1} ms");
    }
    let verdict = if worst <= BUDGET_MS { "within" } else { "OVER" };
    println!("the slowest takes {worst:.1} ms of {BUDGET_MS} ms: {verdict}");
}
