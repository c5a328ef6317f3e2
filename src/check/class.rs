//! The class letter against the wording: what is solved is not studied next, what is planned has a plan.
//!
//! Only A and B are read: what C and D mean differs from region to region (domain.md 2.1).

use chrono::{Datelike, NaiveDate};

use super::{
    Finding, Severity,
    paper::{Paper, find, has},
    queue::Against,
};

/// The id.
pub(super) const ID: &str = "class";

/// Words of an answer that has not solved it.
const OPEN: &[&str] = &[
    "条件成熟后",
    "待条件成熟",
    "暂时无法",
    "暂不具备",
    "暂无法",
    "目前无法",
    "尚不具备",
    "正在研究解决",
    "拟列入",
    "将列入计划",
    "留作参考",
    "将予以研究",
    "下一步研究解决",
    "难以解决",
    "有待进一步研究",
    "暂缓实施",
];

/// Words of something to come.
const PLAN: &[&str] = &[
    "将",
    "下一步",
    "下步",
    "计划",
    "年底前",
    "今后",
    "继续",
    "逐步",
    "拟",
    "力争",
    "预计",
    "明年",
    "推进",
    "规划",
    "进一步",
    "着手",
    "筹备",
    "届时",
];

/// Tells whether the text names the year or month that something was promised for, in any words.
fn promises(paper: &Paper, day: NaiveDate) -> bool {
    const TERMS: &[&str] = &["年底", "年内", "明年", "季度", "半年", "月底", "月份"];
    let named = [format!("{}年", day.year()), format!("{}月", day.month())];
    let body = &paper.form.body;
    has(&paper.chars, body, TERMS) || named.iter().any(|own| has(&paper.chars, body, &[own]))
}

/// Checks class A and B, and the letter against the class and the day that the queue keeps.
pub(super) fn run(paper: &Paper, against: &Against, found: &mut Vec<Finding>) {
    let Some((at, letter)) = paper.form.class else {
        return;
    };
    let body = &paper.form.body;
    if body.end <= body.start {
        return;
    }
    match letter {
        'A' => {
            for word in OPEN {
                if let Some(place) = find(&paper.chars, body, word) {
                    let span = place..place + word.chars().count();
                    found.push(
                        Finding::new(ID, "solved", Severity::Warning, span).with("words", *word),
                    );
                }
            }
        }
        'B' if !has(&paper.chars, body, PLAN) => {
            found.push(Finding::new(ID, "no_plan", Severity::Warning, at..at + 1));
        }
        _ => {}
    }
    if let Some(known) = against.class.as_deref().filter(|own| {
        let mut chars = own.chars();
        chars.next() != Some(letter) || chars.next().is_some()
    }) {
        found.push(
            Finding::new(ID, "differs", Severity::Error, at..at + 1)
                .with("own", letter.to_string())
                .with("known", known),
        );
    }
    if let Some(day) = against.follow_up
        && !promises(paper, day)
    {
        found.push(
            Finding::new(ID, "no_date", Severity::Warning, at..at + 1)
                .with("date", day.to_string()),
        );
    }
}
