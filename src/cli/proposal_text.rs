//! Items for people: the list in columns, the full view.

use chrono::NaiveDate;

use super::{
    cx::Cx,
    named::sitting,
    proposal_json::{asked_for, entry},
};
use crate::{
    app::{deadline::explain, history, record::Record, slips, terms, views::ItemView},
    domain::{deadline::days_left, private::Private, proposal::PaperState, sitting::Level},
    rules::Rules,
    run::office::Office,
    store::QueueRow,
    text::width,
};

/// Whether private values are shown in full.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Privacy {
    /// Masked.
    Masked,
    /// In full, because the user asked for it.
    Revealed,
}

/// Returns one row of the list, cell by cell; the last is the title.
pub fn row(cx: &Cx, office: &Office, row: &QueueRow, today: NaiveDate) -> Vec<String> {
    let projection = &row.projection;
    let (due, left) = match projection.due.filter(|_| projection.state.is_open()) {
        Some((day, _)) => {
            let n = days_left(
                day,
                projection.in_working_days,
                today,
                &office.rules.calendar,
            )
            .to_string();
            let key = if projection.in_working_days {
                "left_working"
            } else {
                "left_days"
            };
            (day.to_string(), cx.say_with(key, &[("n", &n)]))
        }
        None => ("-".into(), "-".into()),
    };
    let mut title = row.title.clone();
    if title.is_empty() {
        title = cx.say("no_title");
    }
    if row.paper == PaperState::Missing {
        title = format!("{title} ({})", cx.say("paper_missing"));
    }
    let or_dash = |text: &str| {
        if text.is_empty() {
            "-".into()
        } else {
            text.to_owned()
        }
    };
    vec![
        or_dash(row.number_printed.as_deref().unwrap_or_default()),
        terms::kind(cx.lang, &office.rules.pack.words, row.sitting.kind),
        terms::role(cx.lang, &office.rules.pack.words, row.projection.role),
        cx.word("state", projection.state.code()),
        due,
        left,
        or_dash(&row.proposers),
        title,
    ]
}

/// Returns rows as lines of columns aligned by what they take on a screen.
pub fn columns(rows: &[Vec<String>]) -> Vec<String> {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widths: Vec<usize> = (0..count)
        .map(|at| {
            rows.iter()
                .filter_map(|row| row.get(at))
                .map(|cell| width::of(cell))
                .max()
                .unwrap_or(0)
        })
        .collect();
    rows.iter()
        .map(|row| {
            let mut line = String::new();
            for (cell, cols) in row.iter().zip(&widths) {
                line.push_str(&width::pad(cell, *cols));
                line.push_str("  ");
            }
            line.truncate(line.trim_end().len());
            line
        })
        .collect()
}

/// Returns the full view of an item, line by line.
pub fn whole(cx: &Cx, view: &ItemView, rules: &Rules, privacy: Privacy) -> Vec<String> {
    let item = &view.proposal.value;
    let mut lines = vec![format!(
        "{}  {}",
        item.number_printed.as_deref().unwrap_or("-"),
        if item.title.is_empty() {
            cx.say("no_title")
        } else {
            item.title.clone()
        }
    )];
    let mut pairs: Vec<(String, String)> = vec![
        (cx.say("label.row"), format!("id:{}", view.proposal.id.0)),
        (cx.say("label.sitting"), sitting(cx, item)),
    ];
    pairs.push((
        cx.say("label.state"),
        cx.word("state", view.projection.state.code()),
    ));
    pairs.push((
        cx.word("field", "role"),
        terms::role(cx.lang, &rules.pack.words, view.projection.role),
    ));
    if item.paper == PaperState::Missing {
        pairs.push((cx.say("label.paper"), cx.say("paper_missing")));
    }
    if let Some(level) = item.sitting.level {
        pairs.push((
            cx.word("field", "level"),
            cx.word("level", Level::code(level)),
        ));
    }
    let record = Record::Item(Box::new(item.clone()));
    for field in ["lead_unit", "wished_unit"] {
        pairs.push((cx.word("field", field), record.get(field)));
    }
    for proposer in &item.proposers {
        let mut parts = vec![proposer.name.clone()];
        parts.extend(proposer.group.clone());
        for private in [&proposer.phone, &proposer.address, &proposer.postcode] {
            parts.extend(private.as_ref().map(|value| show(value, privacy)));
        }
        pairs.push((cx.word("proposer", proposer.kind.code()), parts.join("  ")));
    }
    pairs.push((
        cx.say("label.asked_for"),
        asked_for(&entry(view))
            .into_iter()
            .map(|field| cx.say(&format!("asked.{field}")))
            .collect::<Vec<_>>()
            .join("、"),
    ));
    lines.extend(labelled(&pairs));
    let asks = item.asks.iter().enumerate();
    section(
        &mut lines,
        cx.word("field", "asks"),
        asks.map(|(at, ask)| format!("{}. {}", at + 1, ask.text)),
    );
    section(
        &mut lines,
        cx.word("field", "body"),
        item.body.lines().map(str::to_owned),
    );
    if !view.clocks.is_empty() {
        section(
            &mut lines,
            cx.say("label.clocks"),
            explain(&view.clocks, cx.lang),
        );
    }
    section(&mut lines, cx.say("label.slips"), delivered(cx, view));
    section(&mut lines, cx.say("label.events"), events(cx, view, rules));
    let letters = view.letters.iter().map(|head| {
        let mut parts = vec![
            format!("letter:{}", head.id.0),
            cx.word("letter", head.kind.code()),
            cx.word("stage", head.stage.code()),
        ];
        parts.extend(head.number.clone());
        parts.extend(head.class.clone());
        parts.extend(head.date.map(|day| day.to_string()));
        parts.push(head.title.clone());
        parts
    });
    section(
        &mut lines,
        cx.say("label.letters"),
        columns(&letters.collect::<Vec<_>>()),
    );
    section(
        &mut lines,
        cx.say("label.papers"),
        view.attachments
            .iter()
            .map(|own| format!("{}  {}  {} B", own.name, own.format, own.bytes)),
    );
    lines
}

fn show(value: &Private, privacy: Privacy) -> String {
    match privacy {
        Privacy::Masked => value.masked(),
        Privacy::Revealed => value.reveal().to_owned(),
    }
}

/// Returns labels and values in two columns; pairs without a value are left out.
pub fn labelled(pairs: &[(String, String)]) -> Vec<String> {
    let rows: Vec<Vec<String>> = pairs
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(label, value)| vec![label.clone(), value.replace('\n', " / ")])
        .collect();
    columns(&rows)
}

fn section(lines: &mut Vec<String>, title: String, of: impl IntoIterator<Item = String>) {
    let mut of = of.into_iter().peekable();
    if of.peek().is_some() {
        lines.push(String::new());
        lines.push(title);
        lines.extend(of.map(|line| format!("  {line}").trim_end().to_owned()));
    }
}

/// The answer with each proposer, once it is out.
fn delivered(cx: &Cx, view: &ItemView) -> Vec<String> {
    if view.owed.is_empty() && view.deliveries.iter().all(|row| row.delivered.is_none()) {
        return Vec::new();
    }
    let rows = view.deliveries.iter();
    let rows: Vec<Vec<String>> = rows
        .map(|row| vec![row.proposer.clone(), slips::line(row, cx.lang)])
        .collect();
    columns(&rows)
}

fn events(cx: &Cx, view: &ItemView, rules: &Rules) -> Vec<String> {
    let rows: Vec<Vec<String>> = view
        .events
        .iter()
        .map(|event| {
            let fact = &event.fact;
            let mut word = cx.word("event", fact.kind.code());
            let back = history::taken_back_by(event, &view.events);
            if back.is_some() {
                word = cx.say_with("taken_back", &[("word", &word)]);
            }
            let mut says = history::says_of(fact, &rules.pack, cx.lang);
            says.extend(back.map(|own| history::taken_back(own, cx.lang)));
            vec![
                fact.on.to_string(),
                word,
                fact.actor.clone(),
                says.join("  "),
            ]
        })
        .collect();
    columns(&rows)
}
