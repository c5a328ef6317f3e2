//! What every act's dialog shares: its title, its choices that are data, its form or list, and the
//! question before it is done.
//!
//! Picking from a list is a confirmation, because the list's title names the item or the count. Forms
//! ask before anything that cannot be done to one item with an easy way back (`Purpose::of`).

use super::triage::{Targets, action_of};
use crate::{
    app::{
        Action, Effect, Model,
        effect::Act,
        history,
        overlay::{Agreed, Confirm, Form, Overlay, Pick, Picked, form::Purpose},
        record::{ActText, Choice, Record},
        views::Suggested,
    },
    domain::{
        deadline::Projection,
        delivery::rating_of,
        event::{Detail, EventKind},
        id::ProposalId,
        outcome::Rating,
    },
    lang::Lang,
};

impl Model {
    /// Returns an act with the choices that the unit, its region and the item give its fields.
    pub fn act_text(&self, kind: EventKind, targets: Targets) -> ActText {
        let mut text = ActText::new(kind, targets);
        for (field, _) in crate::app::record::act::fields_of(kind) {
            let choices = self.choices(kind, field, &text.act.targets);
            if !choices.is_empty() {
                text = text.offering(field, choices);
            }
        }
        text
    }

    /// Opens the form of an act; one of several items, or one without an easy way back, asks first.
    pub fn act_form(&mut self, text: ActText) {
        let kind = text.act.kind;
        let asks =
            text.act.targets.len() > 1 || matches!(kind, EventKind::Withdrawn | EventKind::Merged);
        let purpose = if asks {
            Purpose::AskedAct
        } else {
            Purpose::Act
        };
        let title = self.act_title(kind, &text.act.targets);
        let form = Form::new(title, purpose, Record::Act(Box::new(text)));
        self.overlays.push(Overlay::Form(form));
    }

    /// Opens a list to pick a field of an act from; without choices, the form.
    pub fn act_pick(
        &mut self,
        text: ActText,
        field: &'static str,
        note: String,
        choices: Vec<Choice>,
    ) {
        if choices.is_empty() {
            return self.act_form(text);
        }
        let title = self.pick_title(&text);
        let targets = text.act.targets.clone();
        let picked = Picked::Act {
            text: Box::new(text),
            field,
            asks: None,
        };
        let mut pick = Pick::new(title, note, picked, choices);
        // Of an extension or a return, the form says which of the facts it records.
        if field != "result" {
            let kinds = pick.choices.iter().filter_map(|own| own.kind);
            let title = |kind| (kind, self.act_title(kind, &targets));
            pick.titles = kinds.map(title).collect();
        }
        self.overlays.push(Overlay::Pick(Box::new(pick)));
    }

    /// Returns what an act is called and what it goes to: an item by its number, or the count.
    pub(super) fn act_title(&self, kind: EventKind, targets: &Targets) -> String {
        let (what, of) = (self.act_name(kind), self.called(targets));
        self.lang
            .say_with("act.title", &[("what", &what), ("of", &of)])
    }

    /// Returns what an act is called before it is done. A Chinese fact and its act are one word; in
    /// English the fact is in the past, and the act has its own.
    fn act_name(&self, kind: EventKind) -> String {
        let own = match self.lang {
            Lang::Zh => None,
            Lang::En => action_of(kind),
        };
        own.map_or_else(
            || self.lang.word("event", kind.code()),
            |action| action.label(self.lang).to_owned(),
        )
    }

    /// Returns the title of a list: its act where the facts offered are several, else the fact.
    fn pick_title(&self, text: &ActText) -> String {
        let action = match text.act.kind {
            EventKind::ExtensionAsked | EventKind::Extended => Action::Extend,
            EventKind::ReturnGranted => Action::ReturnResult,
            EventKind::RatedSatisfied => Action::Rate,
            kind => return self.act_title(kind, &text.act.targets),
        };
        let (what, of) = (action.label(self.lang), self.called(&text.act.targets));
        self.lang
            .say_with("act.title", &[("what", what), ("of", &of)])
    }

    /// Returns targets in words: the number and title of one, else the count.
    pub(super) fn called(&self, targets: &Targets) -> String {
        if let [(id, _)] = targets[..]
            && let Some((number, title, _)) = self.known(id)
        {
            let number = number.unwrap_or_default();
            return format!("{number} {title}").trim().to_owned();
        }
        let count = targets.len().to_string();
        self.lang.say_with("act.count", &[("count", &count)])
    }

    /// Returns what the screen knows of an item: number, title, where it stands.
    pub(super) fn known(&self, id: ProposalId) -> Option<(Option<String>, String, &Projection)> {
        let open = self.queue.open.as_ref().map(|open| &open.view);
        if let Some(view) = open.filter(|view| view.proposal.id == id) {
            let item = &view.proposal.value;
            return Some((
                item.number_printed.clone(),
                item.title.clone(),
                &view.projection,
            ));
        }
        let row = self.queue.rows.iter().find(|shown| shown.row.id == id);
        row.map(|shown| {
            (
                shown.row.number_printed.clone(),
                shown.row.title.clone(),
                &shown.row.projection,
            )
        })
    }

    /// Returns the choices of a field that are data.
    fn choices(&self, kind: EventKind, field: &str, targets: &Targets) -> Vec<Choice> {
        let lang = self.lang;
        let nobody = Choice::new("", lang.say("act.nobody"));
        match field {
            "section" => self.sections(targets),
            "person" if !self.unit.staff.is_empty() => {
                let staff = self.unit.staff.iter().map(|own| {
                    Choice::new(&own.name, &own.name)
                        .because(own.section.clone().unwrap_or_default())
                });
                std::iter::once(nobody).chain(staff).collect()
            }
            "reason" if kind == EventKind::ReturnAsked => {
                let reasons = self.rules.pack.return_reasons.iter();
                reasons
                    .map(|own| Choice::new(&own.code, &own.label))
                    .collect()
            }
            "class" => self.classes(),
            "proposer" => {
                let open = self.queue.open.as_ref().map(|open| &open.view.proposal);
                let own = open.filter(|own| matches!(targets[..], [(id, _)] if id == own.id));
                let names = own.into_iter().flat_map(|own| &own.value.proposers);
                let mut all: Vec<Choice> =
                    names.map(|own| Choice::new(&own.name, &own.name)).collect();
                // Several signers: the fact may concern all of them.
                if all.len() > 1 && rating_of(kind).is_none() {
                    all.insert(0, Choice::new("", lang.say("act.all_proposers")));
                }
                all
            }
            "result" | "attitude" => {
                let none = Choice::new("", lang.say("rating.none"));
                let values =
                    self.rules.pack.ratings.iter().map(|own: &Rating| {
                        Choice::new(own.code(), lang.word("rating", own.code()))
                    });
                std::iter::once(none).chain(values).collect()
            }
            _ => Vec::new(),
        }
    }

    fn classes(&self) -> Vec<Choice> {
        let pack = &self.rules.pack;
        let rules = pack.classes.iter();
        rules
            .map(|own| {
                let label = history::class(own.class, pack, self.lang);
                let why = if own.follow_up { "act.follow_up" } else { "" };
                Choice::new(own.class.code(), label).because(if why.is_empty() {
                    ""
                } else {
                    self.lang.say(why)
                })
            })
            .collect()
    }

    /// Returns the unit's sections, each under its own digit; one that is suggested for the item stands
    /// before them without any, so that a digit always means the same section.
    fn sections(&self, targets: &Targets) -> Vec<Choice> {
        let suggested = match targets[..] {
            [(id, _)] => self.queue.suggested(id),
            _ => None,
        };
        let first = suggested.map(|own| {
            let why = self.why_suggested(own);
            Choice::new(&own.section, &own.section)
                .because(why)
                .unnumbered()
        });
        let sections = self.unit.sections.iter();
        let sections = sections.map(|section| Choice::new(section, section));
        first.into_iter().chain(sections).collect()
    }

    /// Says which items led to a suggestion.
    fn why_suggested(&self, own: &Suggested) -> String {
        let why: Vec<&str> = own.because.iter().map(|(_, item)| item.as_str()).collect();
        let why = why.join(self.lang.pick("，", ", "));
        self.lang.say_with("act.suggested", &[("why", &why)])
    }

    /// Marks the suggested section in a list that is open already. It stays in its row: a key on its
    /// way must not meet another section.
    pub(super) fn mark_suggested(&mut self, id: ProposalId) {
        let Some(own) = self.queue.suggested(id) else {
            return;
        };
        let (section, why) = (own.section.clone(), self.why_suggested(own));
        if let Some(Overlay::Pick(pick)) = self.overlays.last_mut()
            && let Picked::Act { text, field, .. } = &pick.picked
            && *field == "section"
            && matches!(text.act.targets[..], [(of, _)] if of == id)
            && let Some(choice) = pick.choices.iter_mut().find(|own| own.code == section)
        {
            choice.why = why;
        }
    }

    /// Asks before an act that was typed into a form. The form stays below the question.
    pub(super) fn ask_first(&mut self, form: Option<Overlay>, act: Act) -> Vec<Effect> {
        if act.kind == EventKind::Merged {
            // The number is looked up first: the question names the other item.
            let find = vec![Effect::FindMerge(act)];
            if let Some(Overlay::Form(form)) = form {
                self.hand_in(form, &find);
            }
            return find;
        }
        let question = self.act_question(&act);
        self.overlays.extend(form);
        self.confirm_form(question, Effect::Record(act));
        Vec::new()
    }

    /// Asks before an act that merges into an item that was found.
    pub(super) fn ask_merge(&mut self, act: Act, into: &str) {
        let mut question = self.act_question(&act);
        question.push('\n');
        question.push_str(&self.lang.say_with("act.merge_into", &[("item", into)]));
        let targets = act.targets.clone();
        let its_own =
            |own: &Effect| matches!(own, Effect::FindMerge(own) if own.targets == targets);
        self.confirm_after(its_own, question, Effect::Record(act));
    }

    pub(super) fn confirm(&mut self, question: String, then: Effect) {
        self.overlays.push(Overlay::Confirm(Confirm {
            question,
            then: Agreed::Effects(vec![then]),
            otherwise: Agreed::Nothing,
        }));
    }

    /// Returns the question before an act: what it does to how many, what it says, what to mind.
    pub(super) fn act_question(&self, act: &Act) -> String {
        let lang = self.lang;
        let of = self.called(&act.targets);
        let section = act.details.iter().find(|(own, _)| *own == Detail::Section);
        let mut lines = vec![match (act.kind, section) {
            (EventKind::Routed, Some((_, section))) => {
                lang.say_with("act.ask_route", &[("of", &of), ("section", section)])
            }
            (kind, _) => {
                let what = self.act_name(kind);
                lang.say_with("act.ask", &[("what", &what), ("of", &of)])
            }
        }];
        // The item merged into is named in full below.
        let own = if act.kind == EventKind::Merged {
            (&[][..], None)
        } else {
            (&act.details[..], act.text.as_deref())
        };
        let says = history::says(own.0, own.1, act.until, (&self.rules.pack, lang));
        lines.extend(says);
        if act.kind == EventKind::ReturnAsked {
            let (note, late) = self.return_window(&act.targets);
            lines.extend(late.then_some(note));
        }
        if act.kind == EventKind::Withdrawn && act.targets.iter().any(|(id, _)| self.is_joint(*id))
        {
            lines.push(lang.say("act.joint").to_owned());
        }
        lines.join("\n")
    }

    /// Returns whether an item has several signers, as far as the screen knows.
    fn is_joint(&self, id: ProposalId) -> bool {
        if let Some(open) = &self.queue.open
            && open.view.proposal.id == id
        {
            return open.view.proposal.value.proposers.len() > 1;
        }
        // A row has them in short: 林小满等3.
        let row = self.queue.rows.iter().find(|shown| shown.row.id == id);
        row.and_then(|shown| shown.row.proposers.rsplit_once('等'))
            .is_some_and(|(_, count)| count.parse::<usize>().is_ok())
    }
}
