//! The full view of an item: what it is, what runs, its asks, letters, papers, and what happened.

use super::{
    Desk,
    pen::Pen,
    sheet::Sheet,
    words::{coded, days_to, short_day, title},
};
use crate::{
    app::{
        Action,
        alike::{became, like_line},
        deadline::no_clock,
        history,
        layout::Area,
        queue::ItemScreen,
        slips, terms,
        views::ItemView,
    },
    domain::{
        deadline::Step,
        delivery::Delivery,
        event::Event,
        letter::LetterHead,
        private::Private,
        proposal::{PaperState, Proposer},
    },
    tui::theme::Role,
};

pub(super) fn draw(desk: Desk<'_>, pen: &mut Pen<'_>, area: Area, open: &ItemScreen) {
    let sheet = sheet(desk, area.width.saturating_sub(2), open);
    let item = &open.view.proposal.value;
    let number = item.number_printed.as_deref().unwrap_or("-");
    let words = title(&item.title, desk.model.lang);
    let state = coded(desk.model.lang, "state", open.view.projection.state.code());
    let head = vec![
        (Role::Title, format!("{number} {words}")),
        (Role::Text, format!("  {state}")),
    ];
    pen.line((area.x, area.y), area.width, &head);
    let body = Area {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        ..area.below(1)
    };
    sheet.draw(pen, body, open.top);
}

fn sheet(desk: Desk<'_>, cols: u16, open: &ItemScreen) -> Sheet {
    let mut sheet = Sheet::new(cols, desk.model.lang);
    let view = &open.view;
    clocks(desk, &mut sheet, view);
    meeting(desk, &mut sheet, view);
    people(desk, &mut sheet, open);
    let item = &view.proposal.value;
    if !item.asks.is_empty() {
        sheet.head(desk.say("item.asks"));
        for (at, ask) in item.asks.iter().enumerate() {
            sheet.text(Role::Text, &format!("{}. {}", at + 1, ask.text));
        }
    }
    if !view.letters.is_empty() {
        sheet.head(desk.say("item.letters"));
        for letter in &view.letters {
            sheet.text(Role::Text, &letter_line(desk, letter));
        }
    }
    alike(desk, &mut sheet, view);
    answered(desk, &mut sheet, view);
    sheet.head(desk.say("item.events"));
    for event in &view.events {
        event_line(desk, &mut sheet, event, &view.events);
    }
    if !view.attachments.is_empty() {
        sheet.head(desk.say("item.papers"));
        for paper in &view.attachments {
            let size = paper.bytes.to_string();
            let line = format!(
                "{}  {}  {size} B  {}",
                paper.name,
                paper.format,
                paper.at.date()
            );
            sheet.text(Role::Text, &line);
        }
    }
    if !item.body.is_empty() {
        sheet.head(desk.say("item.body"));
        sheet.text(Role::Text, &item.body);
    }
    sheet
}

/// What is like the item, in any year.
fn alike(desk: Desk<'_>, sheet: &mut Sheet, view: &ItemView) {
    let Some(found) = desk.model.queue.alike_of(view.proposal.id) else {
        return;
    };
    if found.similar.is_empty() {
        return;
    }
    sheet.head(&desk.say_with("similar.head", &[("key", &desk.key(Action::Similar))]));
    for similar in &found.similar {
        let role = if similar.exact {
            Role::Soon
        } else {
            Role::Text
        };
        sheet.text(role, &like_line(desk.model.lang, similar));
        sheet.text(
            Role::Dim,
            &format!("    {}", became(desk.model.lang, similar)),
        );
    }
    if let Some(suggested) = &found.suggested {
        let count = suggested.because.len().to_string();
        let values = [("section", suggested.section.as_str()), ("n", &count)];
        sheet.text(Role::Text, &desk.say_with("similar.section", &values));
    }
}

fn clocks(desk: Desk<'_>, sheet: &mut Sheet, view: &ItemView) {
    let lang = desk.model.lang;
    for clock in &view.clocks {
        let (role, left) = days_to(clock.due, clock.in_working_days, desk.model);
        let kind = coded(lang, "clock", clock.kind.code());
        let day = short_day(clock.due, desk.model.today);
        let words = desk.say_with("strip.due", &[("clock", &kind), ("day", &day)]);
        let mut line = vec![(Role::Head, format!("{words} ")), (role, left)];
        // Whose opinion it is, and whether the date can be trusted.
        line.extend(clock.asked_of().map(|unit| (Role::Dim, format!(" {unit}"))));
        if clock.steps.iter().any(Step::warns) {
            line.push((Role::Dim, format!(" {}", desk.say("deadline.doubt"))));
        }
        sheet.line(line);
    }
    if view.clocks.is_empty() {
        sheet.text(Role::Dim, desk.say(no_clock(&view.projection)));
    }
}

fn meeting(desk: Desk<'_>, sheet: &mut Sheet, view: &ItemView) {
    let lang = desk.model.lang;
    let item = &view.proposal.value;
    let sitting = &item.sitting;
    let mut words = vec![terms::kind(
        lang,
        &desk.model.rules.pack.words,
        sitting.kind,
    )];
    words.extend(sitting.place.clone());
    let level = sitting
        .level
        .map(|level| coded(lang, "level", level.code()));
    words.extend(level);
    if sitting.term.is_some() || sitting.session.is_some() {
        let number = |n: Option<u16>| n.map_or_else(|| "?".to_owned(), |n| n.to_string());
        let (term, session) = (number(sitting.term), number(sitting.session));
        let values = [("term", term.as_str()), ("session", session.as_str())];
        words.push(desk.say_with("item.sitting", &values));
    }
    words.push(coded(lang, "period", sitting.period.code()));
    sheet.field(desk.say("field.kind"), &words.join("  "));
    sheet.field(
        desk.say("field.role"),
        &terms::role(lang, &desk.model.rules.pack.words, view.projection.role),
    );
    sheet.field(
        desk.say("field.lead_unit"),
        item.lead_unit.as_deref().unwrap_or_default(),
    );
    sheet.field(
        desk.say("field.wished_unit"),
        item.wished_unit.as_deref().unwrap_or_default(),
    );
    handling(desk, sheet, view);
    if item.paper == PaperState::Missing {
        sheet.field(desk.say("item.paper"), desk.say("queue.no_paper"));
    }
}

/// Says who handles the item here, its class, and who watches over it.
fn handling(desk: Desk<'_>, sheet: &mut Sheet, view: &ItemView) {
    let (lang, pack) = (desk.model.lang, &desk.model.rules.pack);
    let own = &view.projection;
    let to = [&own.section, &own.person].into_iter().flatten();
    let to: Vec<&str> = to.map(String::as_str).collect();
    sheet.field(desk.say("detail.section"), &to.join(" "));
    let class = own.class.map(|class| history::class(class, pack, lang));
    sheet.field(desk.say("detail.class"), &class.unwrap_or_default());
    let attention = own
        .attention
        .map(|own| coded(lang, "attention", own.code()));
    sheet.field(desk.say("detail.attention"), &attention.unwrap_or_default());
}

fn people(desk: Desk<'_>, sheet: &mut Sheet, open: &ItemScreen) {
    let proposers = &open.view.proposal.value.proposers;
    let mut label = desk.say("field.proposers");
    let mut hides = false;
    for proposer in proposers {
        sheet.field(label, &person(desk, proposer, open.reveals));
        label = "";
        hides |=
            proposer.phone.is_some() || proposer.address.is_some() || proposer.postcode.is_some();
    }
    if hides {
        let key = desk.key(Action::Reveal);
        let words = if open.reveals {
            "item.hide"
        } else {
            "item.reveal"
        };
        sheet.field("", &desk.say_with(words, &[("key", &key)]));
    }
}

fn person(desk: Desk<'_>, proposer: &Proposer, reveals: bool) -> String {
    let kind = coded(desk.model.lang, "proposer", proposer.kind.code());
    let mut words = vec![format!("{} {kind}", proposer.name)];
    words.extend(proposer.group.clone());
    let private = [&proposer.phone, &proposer.address, &proposer.postcode];
    words.extend(private.into_iter().flatten().map(|own| shown(own, reveals)));
    words.join("  ")
}

/// The answer with each proposer, once it is out.
fn answered(desk: Desk<'_>, sheet: &mut Sheet, view: &ItemView) {
    let reached = |row: &&Delivery| row.delivered.is_some() || row.slip().is_some();
    if view.owed.is_empty() && !view.deliveries.iter().any(|row| reached(&row)) {
        return;
    }
    sheet.head(desk.say("item.slips"));
    for row in &view.deliveries {
        let lang = desk.model.lang;
        let line = format!("{}  {}", row.proposer, slips::line(row, lang));
        let role = if view.owed.contains(&row.proposer) {
            Role::Late
        } else {
            Role::Text
        };
        sheet.text(role, &line);
    }
}

/// Returns a private value in full or masked.
pub(super) fn shown(private: &Private, reveals: bool) -> String {
    if reveals {
        private.reveal().to_owned()
    } else {
        private.masked()
    }
}

/// Returns a letter in one line.
pub(super) fn letter_line(desk: Desk<'_>, letter: &LetterHead) -> String {
    let lang = desk.model.lang;
    let mut words = vec![
        coded(lang, "letter", letter.kind.code()),
        coded(lang, "stage", letter.stage.code()),
    ];
    words.extend(
        letter
            .publicity
            .map(|own| coded(lang, "publicity", own.code())),
    );
    words.extend(letter.number.clone());
    words.push(title(&letter.title, lang).into_owned());
    words.join("  ")
}

/// The columns of an event's day with the blanks behind it.
const DAY_COLS: u16 = 12;

fn event_line(desk: Desk<'_>, sheet: &mut Sheet, event: &Event, all: &[Event]) {
    let (lang, pack) = (desk.model.lang, &desk.model.rules.pack);
    let fact = &event.fact;
    let mut words = vec![fact.on.to_string()];
    let back = history::taken_back_by(event, all);
    // What does not stand is struck by its mark and dimmed, with who took it back and why.
    let what = coded(lang, "event", fact.kind.code());
    words.push(if back.is_some() {
        format!("x {what}")
    } else {
        what
    });
    words.extend(history::says_of(fact, pack, lang));
    if let Some(id) = fact.reverses
        && let Some(target) = all.iter().find(|own| own.id == id)
    {
        let what = coded(lang, "event", target.fact.kind.code());
        words.push(desk.say_with("act.takes_back", &[("what", &what)]));
    }
    words.push(fact.actor.clone());
    words.extend(back.map(|own| history::taken_back(own, lang)));
    let role = if back.is_some() {
        Role::Dim
    } else {
        Role::Text
    };
    sheet.words(DAY_COLS, role, &words);
}
