//! Sending the answer, reaching each proposer with it, and typing in what they say.

use crate::{
    app::{
        Action, Effect, Model,
        overlay::{Form, Overlay, form::Purpose},
        record::{ActText, Choice, Record},
    },
    domain::{
        delivery::kind_of,
        event::{Channel, Detail, EventKind},
        id::{ProposalId, Version},
        proposal::Role,
    },
    rules::Axis,
};

impl Model {
    /// Opens what an act around an answer needs; nothing when the action is no such act.
    pub(super) fn ask_slips(&mut self, action: Action) -> Option<Vec<Effect>> {
        let targets = self.queue.targets();
        match action {
            Action::Deliver => self.ask_delivery(targets),
            Action::Rate => return Some(self.ask_rating(targets)),
            Action::Remind => {
                let text = self.act_text(EventKind::Reminded, targets);
                self.act_form(text);
            }
            Action::Lapse => {
                let text = self.act_text(EventKind::Lapsed, targets);
                self.act_form(text);
            }
            _ => return None,
        }
        Some(Vec::new())
    }

    /// Asks for the folder that an item's slips are written into.
    pub(super) fn ask_slip_folder(&mut self, id: ProposalId) {
        let number = self.known(id).and_then(|(number, ..)| number);
        let number = number.unwrap_or_default();
        let record = Record::File(format!("{number}-征询意见表"));
        let title = self.lang.say("form.slips").to_owned();
        let form = Form::new(title, Purpose::Slips(id), record);
        self.overlays.push(Overlay::Form(form));
    }

    /// Offers the ways an answer travels. Where it is not out yet, it goes out by this.
    fn ask_delivery(&mut self, targets: Vec<(ProposalId, Version)>) {
        let first = targets.first().and_then(|(id, _)| self.known(*id));
        let goes_out = first.is_some_and(|(_, _, own)| own.state.allows(EventKind::Sent));
        let kind = if goes_out {
            EventKind::Sent
        } else {
            EventKind::Delivered
        };
        let channels = Channel::ALL.iter().map(|own| {
            let word = self.lang.word("channel", own.code());
            Choice::new(own.code(), word)
        });
        let note = self.owed_note(&targets);
        let channels = channels.collect();
        let text = self.act_text(kind, targets);
        self.act_pick(text, "channel", note, channels);
    }

    /// Says whom the answer goes to when nobody is named.
    fn owed_note(&self, targets: &[(ProposalId, Version)]) -> String {
        let open = self.queue.open.as_ref().map(|open| &open.view);
        let own = open.filter(|own| matches!(targets, [(id, _)] if *id == own.proposal.id));
        match own {
            Some(view) if !view.owed.is_empty() => {
                let names = view.owed.join("、");
                self.lang.say_with("act.owed", &[("names", &names)])
            }
            _ => self.lang.say("act.to_all").to_owned(),
        }
    }

    /// Offers the region's judgements; the form with who and on what evidence follows. One item is
    /// opened in full first: whose slip it is must be seen.
    fn ask_rating(&mut self, targets: Vec<(ProposalId, Version)>) -> Vec<Effect> {
        if let [(id, _)] = targets[..]
            && self.queue.open.is_none()
        {
            return self.open_then(id, Action::Rate);
        }
        let lang = self.lang;
        let first = targets.first().and_then(|(id, _)| self.known(*id));
        if first.is_some_and(|(_, _, own)| own.role == Role::Co) {
            self.refuse_by("act.not_our_slip");
            return Vec::new();
        }
        let ratings = self.rules.pack.ratings.iter().map(|own| {
            let choice = Choice::new(own.code(), lang.word("rating", own.code()));
            choice.making(kind_of(*own)).going_on()
        });
        let ratings = ratings.collect();
        let mut text = self.act_text(EventKind::RatedSatisfied, targets);
        self.first_without_slip(&mut text);
        let note = lang.say("act.slip_note").to_owned();
        self.act_pick(text, "result", note, ratings);
        Vec::new()
    }

    /// Sets whose slip it most likely is, the first signer who has sent none, and leaves out what the
    /// region does not ask.
    fn first_without_slip(&self, text: &mut ActText) {
        let rows = self.queue.open.as_ref().map(|open| &open.view.deliveries);
        let row = rows.and_then(|rows| rows.iter().find(|row| row.slip().is_none()));
        if let Some(row) = row {
            let name = row.proposer.clone();
            text.act.details.push((Detail::Proposer, name));
        }
        if !self.rules.pack.axes.contains(&Axis::Attitude) {
            text.left_out.push("attitude");
        }
    }
}
