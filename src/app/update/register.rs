//! What an action does on a card of the register: its rows, facts, log, and look-alikes.

use std::collections::HashSet;

use crate::{
    app::{
        Action, Effect, Model, Msg, Pane,
        card::CardRow,
        effect::SaveWhat,
        list::Step,
        overlay::{Agreed, Confirm, Overlay, Pick, Picked},
        record::{Choice, FactText, Record},
        registering::RegisterAsk,
        roster::CardScreen,
        views::Card,
    },
    domain::{fact::Fact, id::CraftsmanId},
    figure::{Field, Value},
    store::NameId,
};

impl Model {
    /// Answers an action on the open card; none where it means nothing there.
    pub(super) fn ask_card(&mut self, action: Action) -> Option<Vec<Effect>> {
        let target = self.roster.target()?;
        let ask = |ask| Some(vec![Effect::Register(ask)]);
        match action {
            Action::RosterLog => return ask(RegisterAsk::Log(target)),
            Action::LookAlikes => return ask(RegisterAsk::LookAlikes(target)),
            _ => {}
        }
        let open = self.roster.open.as_mut()?;
        match action {
            Action::Open => Some(self.open_row()),
            Action::NextSection => {
                open.section(Step::Down);
                Some(Vec::new())
            }
            Action::PreviousSection => {
                open.section(Step::Up);
                Some(Vec::new())
            }
            Action::Undo => ask(RegisterAsk::Undo(target)),
            Action::Redo => ask(RegisterAsk::Redo(target)),
            Action::AddFact => {
                self.pick_kind();
                Some(Vec::new())
            }
            Action::RemoveFact => {
                self.ask_remove();
                Some(Vec::new())
            }
            Action::Reveal => {
                self.ask_reveal();
                Some(Vec::new())
            }
            _ => None,
        }
    }

    /// A relation is followed; a value or a fact opens its form.
    fn open_row(&mut self) -> Vec<Effect> {
        let Some(open) = &self.roster.open else {
            return Vec::new();
        };
        match open.current() {
            Some(CardRow::Link(at)) => self.roster.follow(at).into_iter().collect(),
            Some(CardRow::Own(field)) => {
                let effects = self.edit_card();
                if let Some(Overlay::Form(form)) = self.overlays.last_mut() {
                    form.focus(field);
                }
                effects
            }
            Some(CardRow::Fact(kind, place)) => {
                let card = &open.card;
                let what = SaveWhat::Fact(card.id(), card.version(), Some(place));
                let facts = card.facts_of(kind);
                if let Some(fact) = facts.into_iter().nth(place) {
                    let who = who_of(open, &fact);
                    self.fact_form(what, FactText::of(fact, who));
                }
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    /// Opens the form of a fact.
    fn fact_form(&mut self, what: SaveWhat, own: FactText) {
        let title = self.lang.word("fact_name", own.fact.kind().code());
        let record = Record::Fact(Box::new(own));
        self.overlays.push(Overlay::form(title, what, record));
    }

    /// A fact was refused: its form is there again, with the keys where it is wrong.
    fn fact_refused(&mut self, what: SaveWhat, record: Record, field: &str, says: String) {
        if let Record::Fact(own) = record {
            self.fact_form(what, *own);
            if let Some(Overlay::Form(form)) = self.overlays.last_mut() {
                form.focus(field);
            }
        }
        self.refuse(says);
    }

    fn pick_kind(&mut self) {
        let Some(open) = &self.roster.open else {
            return;
        };
        let kinds = open.card.facts();
        let choices = kinds.iter().map(|(kind, _)| {
            let code = kind.code();
            Choice::new(code, self.lang.word("fact_name", code))
        });
        let picked = Picked::Kind(open.card.id(), open.card.version());
        let name = [("name", open.card.name())];
        let title = self.lang.say_with("register.add_to", &name);
        let pick = Pick::new(title, String::new(), picked, choices.collect());
        self.overlays.push(Overlay::Pick(Box::new(pick)));
    }

    fn ask_remove(&mut self) {
        let row = self.roster.open.as_ref().and_then(CardScreen::current);
        let (Some(open), Some(CardRow::Fact(kind, place))) = (&self.roster.open, row) else {
            self.refuse_by("register.no_fact_here");
            return;
        };
        let card = &open.card;
        let facts = card.facts_of(kind);
        let Some(fact) = facts.get(place) else {
            return;
        };
        let line = crate::app::record::fact_line(fact, &card.tied(fact), false, self.lang);
        let what = self.lang.word("fact_name", kind.code());
        let question = self
            .lang
            .say_with("register.remove", &[("what", &what), ("line", &line)]);
        let ask = RegisterAsk::Remove(card.id(), card.version(), kind, place);
        self.overlays.push(Overlay::Confirm(Confirm {
            question,
            then: Agreed::Effects(vec![Effect::Register(ask)]),
            otherwise: Agreed::Nothing,
        }));
    }

    /// To look at private values is asked about and recorded; to put them away is not.
    fn ask_reveal(&mut self) {
        let Some(open) = &mut self.roster.open else {
            return;
        };
        if open.reveals {
            open.reveals = false;
            return;
        }
        let fields = open.card.private_fields();
        if fields.is_empty() {
            self.refuse_by("register.nothing_private");
            return;
        }
        let ask = RegisterAsk::Reveal(open.card.id(), fields);
        let name = [("name", open.card.name())];
        let question = self.lang.say_with("register.reveal", &name);
        self.overlays.push(Overlay::Confirm(Confirm {
            question,
            then: Agreed::Effects(vec![Effect::Register(ask)]),
            otherwise: Agreed::Nothing,
        }));
    }

    /// Takes in what came back from the register.
    pub(super) fn register_answered(&mut self, answer: Msg) {
        match answer {
            Msg::Revealed(id) => self.revealed(id),
            Msg::AlikeFound(id, found) => self.alike_found(id, found),
            Msg::FactRefused(what, record, field, says) => {
                self.fact_refused(what, *record, field, says);
            }
            _ => {}
        }
    }

    /// Shows a card that was read; the same card read again keeps its place, and is masked again.
    pub(super) fn card_read(&mut self, card: Box<Card>) -> Vec<Effect> {
        let id = card.id();
        let mut open = CardScreen::of(card, self.list_height(Pane::Roster));
        if let Some(before) = &self.roster.open
            && before.card.id() == id
        {
            open.cursor = before.cursor;
        }
        self.roster.open = Some(open);
        if self.roster.then_edit.take() == Some(id) && self.overlays.is_empty() {
            return self.edit_card();
        }
        Vec::new()
    }

    /// Private values may be shown: it is on record.
    fn revealed(&mut self, id: NameId) {
        if let Some(open) = &mut self.roster.open
            && open.card.id() == id
        {
            open.reveals = true;
        }
    }

    /// Shows records like one, to be made one or kept apart.
    fn alike_found(&mut self, id: NameId, found: Vec<(NameId, String)>) {
        if found.is_empty() {
            let says = self.lang.say("register.none_alike").to_owned();
            self.done(says);
            return;
        }
        let choices = found.into_iter().flat_map(|(other, label)| {
            let word = other.word();
            ["merge", "into", "apart"].map(|act| {
                let what = self.lang.word("register", &format!("choose_{act}"));
                Choice::new(format!("{act} {word}"), format!("{what}  {label}"))
            })
        });
        let title = self.lang.say("register.alike_title").to_owned();
        let picked = Picked::Alike(id);
        let pick = Pick::new(title, String::new(), picked, choices.collect());
        self.overlays.push(Overlay::Pick(Box::new(pick)));
    }

    /// Opens a list of trades over a form.
    pub(super) fn trades_to_pick(&mut self) -> Vec<Effect> {
        let trades = crate::rules::trades().iter();
        let choices = trades.map(|own| {
            let code = own.code.as_deref().unwrap_or_default();
            let label = format!("{}  {}  {code}", own.name, own.branch);
            Choice::new(own.name.clone(), label.trim_end()).unnumbered()
        });
        let title = self.lang.say("register.pick_trade").to_owned();
        let pick = Pick::new(title, String::new(), Picked::Value, choices.collect());
        self.overlays.push(Overlay::Pick(Box::new(pick)));
        vec![Effect::ReadFieldValues(Field::Trade)]
    }

    /// Offers the trades that the roster has beside those of the catalogue, commonest first.
    pub(super) fn trades_of_roster(&mut self, values: &[Value]) {
        let note = self.lang.say("register.own_trade");
        let Some(Overlay::Pick(pick)) = self.overlays.last_mut() else {
            return;
        };
        if pick.picked != Picked::Value {
            return;
        }
        let names = values.iter().filter_map(|value| match value {
            Value::Text(name) => Some(name),
            _ => None,
        });
        let known: HashSet<String> = pick.choices.iter().map(|own| own.code.clone()).collect();
        let own = names.filter(|name| !known.contains(*name));
        let own = own.map(|name| Choice::new(name.clone(), format!("{name}  {note}")).unnumbered());
        pick.offer(own.collect());
    }

    /// Puts a picked value into the field of the form below.
    pub(super) fn fill_form(&mut self, text: &str) -> Vec<Effect> {
        if let Some(Overlay::Form(form)) = self.overlays.last_mut() {
            form.fill(text);
        }
        Vec::new()
    }

    /// Reads again what a change of the register may show.
    pub(super) fn register_changed(&mut self, id: NameId, key: &str) -> Vec<Effect> {
        self.done(self.lang.say(key).to_owned());
        let mut effects = self.reread_all();
        if self.focus == Pane::Roster || self.roster.open.is_some() {
            effects.push(Effect::ReadCard(id));
        }
        effects
    }
}

/// Returns whom a fact is tied to as a form shows it: the row, and the name when it is known.
fn who_of(open: &CardScreen, fact: &Fact) -> String {
    let row = match fact {
        Fact::Apprenticeship(own) => own.master,
        Fact::Member(own) => own.craftsman,
        _ => CraftsmanId(0),
    };
    if row == CraftsmanId(0) {
        return String::new();
    }
    let word = NameId::Craftsman(row).word();
    let name = open.card.tied(fact);
    format!("{word} {name}").trim_end().to_owned()
}
