//! The acts of the queue: which dialog each opens and what it offers.

use chrono::{Months, NaiveDate};

use crate::{
    app::{
        Action, Effect, Model,
        effect::Subject,
        history,
        overlay::{Overlay, Pick, Picked},
        record::Choice,
        terms,
    },
    domain::{
        deadline::{ClockKind, days_left},
        event::{Attention, ContactManner, Detail, EventKind, standing},
        id::{ProposalId, Version},
        proposal::Role,
    },
    rules::Line,
};

/// By how many months an extension is offered. Chosen by us: the texts read allow one month more or
/// three (`domain.md` 1.5); another day is typed in the form.
const LONGER_MONTHS: [u32; 3] = [1, 2, 3];

/// How many sets of co-handling units are offered again: as many as digits are left.
const PARTNERS: usize = 5;

/// Targets of an act.
pub(super) type Targets = Vec<(ProposalId, Version)>;

/// Returns the action that records a fact, where one does.
pub(super) fn action_of(kind: EventKind) -> Option<Action> {
    use EventKind as E;
    Some(match kind {
        E::Accepted => Action::Accept,
        E::ReturnAsked => Action::Return,
        E::Routed => Action::Route,
        E::RoleSet => Action::SetRole,
        E::Contacted => Action::Contact,
        E::Classified => Action::Classify,
        E::Prioritised => Action::Prioritise,
        E::Sent | E::Delivered => Action::Deliver,
        E::Reminded => Action::Remind,
        E::Lapsed => Action::Lapse,
        kind => {
            let mut all = Action::ALL.iter().copied();
            return all.find(|action| formed(*action) == Some(kind));
        }
    })
}

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
            // Their dialogs show how many days are left by the rules.
            Action::Return | Action::Extend => {
                return Some(vec![Effect::ReadClocks(action, targets)]);
            }
            Action::ReturnResult => self.ask_return_result(targets),
            Action::Route => {
                let like = match targets[..] {
                    [(id, _)] if self.queue.alike_of(id).is_none() => {
                        vec![Effect::FindSimilar(Subject::Item(id))]
                    }
                    _ => Vec::new(),
                };
                self.ask_route(targets);
                return Some(like);
            }
            Action::SetRole => self.ask_role(targets),
            Action::Contact => self.ask_contact(targets),
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
        if let Some(Overlay::Pick(pick)) = self.overlays.last_mut()
            && let Picked::Act { asks, .. } = &mut pick.picked
        {
            *asks = question;
        }
    }

    /// Opens the dialog of an action that goes by clocks, now that they are reckoned.
    pub(super) fn ask_reckoned(&mut self, action: Action, targets: Targets) {
        match action {
            Action::Return => self.ask_return(targets),
            Action::Extend => self.ask_extension(targets),
            _ => {}
        }
    }

    /// Returns the targets' clocks of a kind, with their rules.
    fn lines<'a>(
        &'a self,
        kind: ClockKind,
        targets: &'a Targets,
    ) -> impl Iterator<Item = &'a Line> {
        let own = self.queue.reckoned.iter();
        own.filter(|(id, _)| targets.iter().any(|(own, _)| own == id))
            .flat_map(|(_, lines)| lines)
            .filter(move |line| line.kind == kind)
    }

    /// Says how many days are left for a return, and whether it is too late for any target.
    pub(super) fn return_window(&self, targets: &Targets) -> (String, bool) {
        let ends: Vec<(NaiveDate, &Line)> = self
            .lines(ClockKind::Return, targets)
            .filter_map(|line| Some((line.clock.as_ref()?.due, line)))
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
        let lines: Vec<&Line> = self.lines(ClockKind::Answer, &targets).collect();
        let due = lines.iter().filter_map(|own| Some(own.clock.as_ref()?.due));
        let due = due.max();
        if due.is_none() {
            self.refuse_by("act.no_answer_clock");
            return;
        }
        // Of several items the nearest furthest day, so that the rule allows it for each.
        let furthest = lines.iter().filter_map(|own| own.furthest).min();
        let consent = self.rules.pack.extension_needs_consent;
        let kind = if consent {
            EventKind::ExtensionAsked
        } else {
            EventKind::Extended
        };
        let ends = |key: &str| -> Vec<Choice> {
            let allowed = |day: &NaiveDate| furthest.is_none_or(|end| *day < end);
            let last = furthest.map(|day| {
                let day = day.to_string();
                let label = lang.say_with(&format!("{key}_furthest"), &[("day", &day)]);
                Choice::new(day, label)
            });
            let offered = LONGER_MONTHS.iter().filter_map(|months| {
                let day = due?.checked_add_months(Months::new(*months));
                let day = day.filter(allowed)?.to_string();
                let months = months.to_string();
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
}
