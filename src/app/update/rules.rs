//! Rules and calendar at the desk: trying out a case, bringing a year in, and seeing what moves before
//! it moves.

use chrono::Days;

use super::answer::wrapped;
use crate::{
    app::{
        Effect, Model, Msg,
        deadline::{no_clock, told},
        overlay::{Agreed, BOX_COLS, Confirm, Form, Overlay, TextBox, form::Purpose},
        record::{Asking, Record},
        views::{Move, Moves},
    },
    rules::lines,
};

/// How many moves a question names; the rest are counted. Chosen by us: what fits 80 by 24.
const NAMED: usize = 8;

impl Model {
    /// Asks what the current item's clocks would be if it arrived tomorrow.
    pub(super) fn ask_what_if(&mut self) -> Vec<Effect> {
        let tomorrow = self.today.checked_add_days(Days::new(1));
        let mut asking = Asking::on(tomorrow.unwrap_or(self.today));
        asking.rules.clone_from(&self.unit.rules);
        if let Some(shown) = self.queue.current() {
            let (sitting, own) = (&shown.row.sitting, &shown.row.projection);
            asking.kind = sitting.kind;
            asking.level = sitting.level;
            asking.period = sitting.period;
            asking.role = own.role;
        }
        let title = self.lang.say("form.what_if").to_owned();
        let record = Record::Case(Box::new(asking));
        self.overlays
            .push(Overlay::Form(Form::new(title, Purpose::WhatIf, record)));
        Vec::new()
    }

    /// Asks for the file of a calendar year.
    pub(super) fn ask_calendar(&mut self) -> Vec<Effect> {
        let title = self.lang.say("form.calendar").to_owned();
        let record = Record::File(String::new());
        self.overlays
            .push(Overlay::Form(Form::new(title, Purpose::Calendar, record)));
        Vec::new()
    }

    /// Shows how the open item's dates came about, and which clocks wait.
    pub(super) fn show_deadlines(&mut self) {
        let Some(open) = &self.queue.open else {
            return;
        };
        let case = open.view.proposal.value.case();
        let lines = lines(&case, &open.view.events, &self.rules);
        let mut told = told(&lines, self.lang);
        // Where nothing runs or waits, the item says what there is to do about it.
        if let [none] = told.as_mut_slice()
            && none.as_str() == self.lang.say("deadline.none")
        {
            self.lang
                .say(no_clock(&open.view.projection))
                .clone_into(none);
        }
        let title = self.lang.say("deadline.title").to_owned();
        self.tell(title, &told);
    }

    /// Shows lines to read.
    pub(super) fn tell(&mut self, title: String, lines: &[String]) {
        let cols = usize::from(self.areas().body.width.min(BOX_COLS).saturating_sub(4));
        let lines = lines.iter().flat_map(|line| wrapped(line, cols)).collect();
        self.overlays.push(Overlay::Text(TextBox {
            title,
            lines,
            top: 0,
        }));
    }

    pub(super) fn answer_rules(&mut self, answer: Msg) -> Vec<Effect> {
        match answer {
            Msg::Told(title, lines) => self.tell(title, &lines),
            Msg::RulesDiffer => self.refuse_by("notice.rules_differ"),
            Msg::MovesRead(moves) => self.confirm_moves(*moves),
            Msg::Moved(count) => {
                let count = count.to_string();
                self.done(self.lang.say_with("notice.moved", &[("count", &count)]));
                return self.reread_queue();
            }
            _ => {}
        }
        Vec::new()
    }

    fn confirm_moves(&mut self, found: Moves) {
        let lang = self.lang;
        let count = found.moves.len().to_string();
        let mut question = match &found.year {
            Some(year) => lang.say_with(
                "moves.of_year",
                &[("year", &year.year.to_string()), ("count", &count)],
            ),
            None => lang.say_with("moves.of_rules", &[("count", &count)]),
        };
        for own in found.moves.iter().take(NAMED) {
            question.push('\n');
            question.push_str(&self.move_told(own));
        }
        if found.moves.len() > NAMED {
            let rest = (found.moves.len() - NAMED).to_string();
            question.push('\n');
            question.push_str(&lang.say_with("moves.more", &[("count", &rest)]));
        }
        self.overlays.push(Overlay::Confirm(Confirm {
            question,
            then: Agreed::Effects(vec![Effect::ApplyRules(found.year)]),
            otherwise: Agreed::Nothing,
        }));
    }

    fn move_told(&self, own: &Move) -> String {
        let day = |day: Option<chrono::NaiveDate>| day.map_or("-".into(), |day| day.to_string());
        let number = own.number.clone();
        let key = format!("clock.{}", own.clock.code());
        let clock = self.lang.say(&key);
        format!(
            "{} {clock} {} -> {}",
            number.unwrap_or_else(|| own.title.clone()),
            day(own.from),
            day(own.to)
        )
    }
}
