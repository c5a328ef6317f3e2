//! The acts of the queue: which dialog each opens, what it offers, what it asks before it is done.
//!
//! Picking from a list is a confirmation, because the list's title names the item or the count. Forms
//! ask before anything that cannot be done to one item with an easy way back: several items at once,
//! a withdrawal, a merging.

use chrono::{Months, NaiveDate};

use crate::{
    app::{
        Action, Effect, Model,
        effect::Act,
        history,
        overlay::{Agreed, Confirm, Form, Overlay, Pick, Picked, form::Purpose},
        queue::Suggested,
        record::{ActText, Choice, Record},
        terms,
    },
    domain::{
        deadline::{ClockKind, Projection, days_left},
        delivery::rating_of,
        event::{Attention, ContactManner, Detail, Event, EventKind, standing},
        id::{ProposalId, Version},
        outcome::Rating,
        proposal::{Case, Role},
    },
    rules::{Line, WhatIf, what_if},
};

/// By how many months an extension is offered. Chosen by us: the texts read allow one month more or
/// three (`domain.md` 1.5); another day is typed in the form.
const LONGER_MONTHS: [u32; 3] = [1, 2, 3];

/// How many sets of co-handling units are offered again: as many as digits are left.
const PARTNERS: usize = 5;

/// Targets of an act.
type Targets = Vec<(ProposalId, Version)>;

/// Returns the fact that an action records by a form, its details typed in.
fn formed(action: Action) -> Option<EventKind> {
    use EventKind as E;
    Some(match action {
        Action::SetAssigned => E::Assigned,
        Action::Note => E::Noted,
        Action::Withdraw => E::Withdrawn,
        Action::Merge => E::Merged,
        Action::ExtensionGranted => E::Extended,
        Action::ExtensionRefused => E::ExtensionRefused,
        Action::AskOpinion => E::OpinionAsked,
        Action::OpinionReceived => E::OpinionReceived,
        Action::SendOpinionBack => E::OpinionSentBack,
        Action::Dispute => E::Disputed,
        Action::Settle => E::Settled,
        Action::FollowUp => E::FollowedUp,
        Action::Reanswer => E::Reanswered,
        Action::CarryOver => E::CarriedOver,
        Action::CloseItem => E::Closed,
        Action::SessionClosed => E::SessionClosed,
        Action::Notify => E::Notified,
        _ => return None,
    })
}

impl Model {
    /// Opens what an act needs; nothing when the action is no act.
    pub(super) fn ask_triage(&mut self, action: Action) -> Option<Vec<Effect>> {
        let targets = self.queue.targets();
        match action {
            Action::Accept => return Some(self.ask_accept()),
            Action::Return => self.ask_return(targets),
            Action::ReturnResult => self.ask_return_result(targets),
            Action::Route => self.ask_route(targets),
            Action::SetRole => self.ask_role(targets),
            Action::Contact => self.ask_contact(targets),
            Action::Extend => self.ask_extension(targets),
            Action::Classify => self.ask_class(targets),
            Action::Prioritise => self.ask_attention(targets),
            Action::Correct => return Some(self.ask_correction()),
            _ => {
                let text = self.act_text(formed(action)?, targets);
                self.act_form(text);
            }
        }
        Some(Vec::new())
    }

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
        let title = self.act_title(text.act.kind, &text.act.targets);
        let picked = Picked::Act {
            text: Box::new(text),
            field,
            asks: None,
        };
        let pick = Pick::new(title, note, picked, choices);
        self.overlays.push(Overlay::Pick(Box::new(pick)));
    }

    /// Returns what an act is called and what it goes to: an item by its number, or the count.
    pub(super) fn act_title(&self, kind: EventKind, targets: &Targets) -> String {
        let what = self.lang.word("event", kind.code());
        let of = self.called(targets);
        self.lang
            .say_with("act.title", &[("what", &what), ("of", &of)])
    }

    /// Returns targets in words: the number and title of one, else the count.
    fn called(&self, targets: &Targets) -> String {
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

    /// Returns the unit's sections; one that is suggested for the item stands first, with its reasons.
    fn sections(&self, targets: &Targets) -> Vec<Choice> {
        let of = |own: &&Suggested| matches!(targets[..], [(id, _)] if id == own.of);
        let suggested = self.queue.suggestion.as_ref().filter(of);
        let mut all: Vec<Choice> = Vec::new();
        if let Some(own) = suggested {
            let why = own.why.join(self.lang.pick("，", ", "));
            let why = self.lang.say_with("act.suggested", &[("why", &why)]);
            all.push(Choice::new(&own.section, &own.section).because(why));
        }
        for section in &self.unit.sections {
            if all.iter().all(|own| own.code != *section) {
                all.push(Choice::new(section, section));
            }
        }
        all
    }

    fn ask_accept(&mut self) -> Vec<Effect> {
        let Some(act) = self.queue.act_of(Action::Accept) else {
            self.refuse_by("queue.nothing_to_accept");
            return Vec::new();
        };
        if act.targets.len() == 1 {
            return vec![Effect::Record(act)];
        }
        let question = self.act_question(&act);
        self.confirm(question, Effect::Record(act));
        Vec::new()
    }

    fn ask_return(&mut self, targets: Targets) {
        let (note, late) = self.return_window(&targets);
        let text = self.act_text(EventKind::ReturnAsked, targets);
        let choices = text.choices_of("reason").to_vec();
        let question = late.then(|| self.act_question(&text.act));
        self.act_pick(text, "reason", note, choices);
        match self.overlays.last_mut() {
            Some(Overlay::Pick(pick)) => {
                if let Picked::Act { asks, .. } = &mut pick.picked {
                    *asks = question;
                }
            }
            Some(Overlay::Form(form)) => form.purpose = Purpose::AskedAct,
            _ => {}
        }
    }

    /// Says how many days are left for a return, and whether it is too late for any target.
    fn return_window(&self, targets: &Targets) -> (String, bool) {
        let lines = targets
            .iter()
            .filter_map(|(id, _)| self.clock_line(*id, ClockKind::Return));
        let ends: Vec<(NaiveDate, Line)> = lines
            .filter_map(|line| line.clock.as_ref().map(|clock| clock.due).zip(Some(line)))
            .collect();
        let Some((first, line)) = ends.iter().min_by_key(|(end, _)| *end) else {
            return (String::new(), false);
        };
        let late = ends.iter().filter(|(end, _)| *end < self.today).count();
        let day = first.to_string();
        if late > 0 {
            let source = line.term.as_ref().map(|term| &*term.origin.source);
            let (late, source) = (late.to_string(), source.unwrap_or_default());
            let values = [("day", day.as_str()), ("count", &late), ("source", source)];
            return (self.lang.say_with("act.return_over", &values), true);
        }
        let working = line.clock.as_ref().is_some_and(|own| own.in_working_days);
        let left = days_left(*first, working, self.today, &self.rules.calendar).to_string();
        let key = if working {
            "act.return_left_working"
        } else {
            "act.return_left"
        };
        let values = [("day", day.as_str()), ("n", &left)];
        (self.lang.say_with(key, &values), false)
    }

    /// Returns a clock of an item with its rule: from its facts where it is open in full, else from
    /// what a list knows, which is the day of the assignment.
    fn clock_line(&self, id: ProposalId, kind: ClockKind) -> Option<Line> {
        let open = self.queue.open.as_ref().map(|open| &open.view);
        let ask = if let Some(view) = open.filter(|view| view.proposal.id == id) {
            // A clock that was stopped has a rule all the same: it is asked for as if nothing had.
            let started = |own: &&Event| {
                matches!(
                    own.fact.kind,
                    EventKind::Received | EventKind::Assigned | EventKind::SessionClosed
                )
            };
            let facts = standing(&view.events).into_iter().filter(started);
            WhatIf {
                case: view.proposal.value.case(),
                facts: facts.map(|own| (own.fact.kind, own.fact.on)).collect(),
                extended: None,
            }
        } else {
            let row = self.queue.rows.iter().find(|shown| shown.row.id == id)?;
            let (sitting, own) = (&row.row.sitting, &row.row.projection);
            let kinds = [EventKind::Received, EventKind::Assigned];
            let on = |kind| own.assigned.map(|day| (kind, day));
            WhatIf {
                case: Case {
                    level: sitting.level,
                    kind: sitting.kind,
                    period: sitting.period,
                    role: own.role,
                },
                facts: kinds.into_iter().filter_map(on).collect(),
                extended: None,
            }
        };
        let lines = what_if(&ask, &self.rules);
        lines.into_iter().find(|line| line.kind == kind)
    }

    fn ask_return_result(&mut self, targets: Targets) {
        let lang = self.lang;
        let choices = [EventKind::ReturnGranted, EventKind::ReturnRefused]
            .map(|kind| Choice::new("", lang.word("event", kind.code())).making(kind));
        let text = self.act_text(EventKind::ReturnGranted, targets);
        self.act_pick(text, "unit", String::new(), choices.to_vec());
    }

    fn ask_route(&mut self, targets: Targets) {
        let text = self.act_text(EventKind::Routed, targets);
        let choices = text.choices_of("section").to_vec();
        self.act_pick(text, "section", String::new(), choices);
    }

    fn ask_role(&mut self, targets: Targets) {
        let lang = self.lang;
        let word = |role| terms::role(lang, &self.rules.pack.words, role);
        let co = word(Role::Co);
        let with =
            |key: &str, role: Role| lang.say_with(key, &[("role", &word(role)), ("co", &co)]);
        let choices = vec![
            Choice::new("lead", word(Role::Lead)),
            Choice::new("lead", with("act.lead_with", Role::Lead)).going_on(),
            Choice::new("co", with("act.co_of", Role::Co)).going_on(),
            Choice::new("separate", word(Role::Separate)),
        ];
        let partners = self.queue.partners.iter().map(|units| {
            let role = word(Role::Lead);
            let values = [("role", role.as_str()), ("co", &co), ("units", units)];
            Choice::new("lead", lang.say_with("act.lead_again", &values)).with("unit", units)
        });
        let choices: Vec<Choice> = choices.into_iter().chain(partners).collect();
        let text = self.act_text(EventKind::RoleSet, targets);
        self.act_pick(text, "role", String::new(), choices);
    }

    /// Keeps the co-handling units that an act names, to offer them for the next item.
    pub(super) fn remember_partners(&mut self, effects: &[Effect]) {
        for effect in effects {
            let Effect::Record(act) = effect else {
                continue;
            };
            let lead = (Detail::Role, Role::Lead.code().to_owned());
            let units: Vec<&str> = act
                .details
                .iter()
                .filter(|(detail, _)| *detail == Detail::Unit)
                .map(|(_, unit)| unit.as_str())
                .collect();
            if act.kind == EventKind::RoleSet && act.details.contains(&lead) && !units.is_empty() {
                let units = units.join("、");
                self.queue.partners.retain(|own| *own != units);
                self.queue.partners.insert(0, units);
                self.queue.partners.truncate(PARTNERS);
            }
        }
    }

    fn ask_contact(&mut self, targets: Targets) {
        let choices = ContactManner::ALL
            .iter()
            .map(|own| Choice::new(own.code(), self.lang.word("manner", own.code())))
            .collect();
        let text = self.act_text(EventKind::Contacted, targets);
        self.act_pick(
            text,
            "manner",
            self.lang.say("act.more").to_owned(),
            choices,
        );
    }

    /// Offers later ends of the answer: asked for where the region wants consent, else set at once.
    fn ask_extension(&mut self, targets: Targets) {
        let lang = self.lang;
        let lines = targets
            .iter()
            .filter_map(|(id, _)| self.clock_line(*id, ClockKind::Answer));
        let lines: Vec<Line> = lines.collect();
        let due = lines.iter().filter_map(|own| Some(own.clock.as_ref()?.due));
        let due = due.max();
        // Of several items the nearest furthest day, so that the rule allows it for each.
        let furthest = lines.iter().filter_map(|own| own.furthest).min();
        let consent = self.rules.pack.extension_needs_consent;
        let kind = if consent {
            EventKind::ExtensionAsked
        } else {
            EventKind::Extended
        };
        let ends = |key: &str| -> Vec<Choice> {
            let allowed = |day: &NaiveDate| furthest.is_none_or(|end| *day <= end);
            let last = furthest.map(|day| {
                let day = day.to_string();
                let label = lang.say_with(&format!("{key}_furthest"), &[("day", &day)]);
                Choice::new(day, label)
            });
            let offered = LONGER_MONTHS.iter().filter_map(|months| {
                let day = due?.checked_add_months(Months::new(*months));
                let day = day.filter(allowed).filter(|day| Some(*day) != furthest)?;
                let (day, months) = (day.to_string(), months.to_string());
                let label = lang.say_with(key, &[("day", &day), ("n", &months)]);
                Some(Choice::new(day, label))
            });
            last.into_iter().chain(offered).collect()
        };
        let mut choices = ends(if consent {
            "act.extension_asked"
        } else {
            "act.extended"
        });
        if consent {
            let granted = ends("act.extension_granted");
            choices.extend(
                granted
                    .into_iter()
                    .map(|own| own.making(EventKind::Extended).going_on()),
            );
            let refused = Choice::new("", lang.say("event.extension_refused"));
            choices.push(refused.making(EventKind::ExtensionRefused));
        }
        let note = due.map(|day| lang.say_with("act.answer_due", &[("day", &day.to_string())]));
        let text = self.act_text(kind, targets);
        self.act_pick(text, "until", note.unwrap_or_default(), choices);
    }

    fn ask_class(&mut self, targets: Targets) {
        let text = self.act_text(EventKind::Classified, targets);
        let choices = text.choices_of("class").to_vec();
        self.act_pick(text, "class", String::new(), choices);
    }

    fn ask_attention(&mut self, targets: Targets) {
        let word = |own: Attention| self.lang.word("attention", own.code());
        let choices = vec![
            Choice::new("supervised", word(Attention::Supervised)),
            // Without its leader the fact says nothing.
            Choice::new("led", word(Attention::Led)).going_on(),
        ];
        let text = self.act_text(EventKind::Prioritised, targets);
        self.act_pick(text, "attention", String::new(), choices);
    }

    /// Offers the standing facts of the item open in full, the latest first, to be corrected.
    fn ask_correction(&mut self) -> Vec<Effect> {
        let Some(open) = &self.queue.open else {
            let target = self.queue.target();
            return target
                .map(|(id, _)| self.open_then(id, Action::Correct))
                .unwrap_or_default();
        };
        let (id, seen) = (open.view.proposal.id, open.view.proposal.version);
        let pack = &self.rules.pack;
        let facts = standing(&open.view.events);
        let choices: Vec<Choice> = facts
            .iter()
            .rev()
            .map(|event| {
                let what = self.lang.word("event", event.fact.kind.code());
                let label = format!("{} {what}", event.fact.on);
                let says = history::says_of(&event.fact, pack, self.lang).join("  ");
                Choice::new(event.id.0.to_string(), label).because(says)
            })
            .collect();
        if choices.is_empty() {
            self.refuse_by("act.nothing_to_correct");
            return Vec::new();
        }
        let title = Action::Correct.label(self.lang);
        let of = self.called(&vec![(id, seen)]);
        let title = self
            .lang
            .say_with("act.title", &[("what", title), ("of", &of)]);
        let note = self.lang.say("act.correct_note").to_owned();
        let list = Pick::new(title, note, Picked::Event(id, seen), choices);
        self.overlays.push(Overlay::Pick(Box::new(list)));
        Vec::new()
    }

    /// Asks before an act that was typed into a form.
    pub(super) fn ask_first(&mut self, act: Act) -> Vec<Effect> {
        if act.kind == EventKind::Merged {
            // The number is looked up first: the question names the other item.
            return vec![Effect::FindMerge(act)];
        }
        let question = self.act_question(&act);
        self.confirm(question, Effect::Record(act));
        Vec::new()
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
                let what = lang.word("event", kind.code());
                lang.say_with("act.ask", &[("what", &what), ("of", &of)])
            }
        }];
        let says = history::says(
            &act.details,
            act.text.as_deref(),
            act.until,
            (&self.rules.pack, lang),
        );
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
