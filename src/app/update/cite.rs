//! Figures in the open letter: `@`, the menu of questions, opening and looking again.

use crate::{
    app::{
        Action, Effect, Model, Msg, Pane,
        cite::{Taken, put_instead},
        msg::{EditKey, PlaceKind},
        overlay::{AskBox, FigureBox, Overlay, QuoteBox, step_of_key},
    },
    domain::{id::LetterId, paper::Source, span::What},
    figure::{
        Cited, Field,
        cited::{Change, Standing},
    },
};

impl Model {
    /// Follows what was typed into the letter with the offers behind `@`.
    pub(super) fn follow_mention(&mut self, typed: &str) -> Option<Effect> {
        let open = self.letter.open.as_ref()?;
        self.cite.follow(&open.editor, typed, self.lang)
    }

    /// Returns whether offers stand under the caret and take its keys.
    fn has_offers(&self) -> bool {
        let open = self.letter.open.as_ref();
        self.overlays.is_empty()
            && self.focus == Pane::Letter
            && open.is_some_and(|open| {
                let writes = open.in_text && open.asked.asking.is_none();
                writes && self.cite.offers(&open.editor).is_some()
            })
    }

    /// Moves in the offers or takes one; nothing when the key is the text's.
    pub(super) fn edit_mention(&mut self, key: EditKey) -> Option<Vec<Effect>> {
        if !self.has_offers() {
            return None;
        }
        if let Some(step) = step_of_key(key) {
            self.cite.step(step);
            return Some(Vec::new());
        }
        (key == EditKey::Enter).then(|| self.take_mention())
    }

    /// Answers an action that is the offers' own: Tab takes, Esc leaves the `@` as text.
    pub(super) fn ask_mention(&mut self, action: Action) -> Option<Vec<Effect>> {
        if !self.has_offers() {
            return None;
        }
        match action {
            Action::NextBlank => Some(self.take_mention()),
            Action::LeaveText => {
                self.cite.mention = None;
                Some(Vec::new())
            }
            _ => None,
        }
    }

    fn take_mention(&mut self) -> Vec<Effect> {
        let chosen = self.cite.chosen().cloned();
        let (Some(chosen), Some(mention), Some(open)) =
            (chosen, self.cite.mention.take(), &mut self.letter.open)
        else {
            return Vec::new();
        };
        if !open.may_write() {
            return Vec::new();
        }
        let caret = open.editor.caret();
        open.editor.select_range(mention.at..caret);
        match chosen.taken {
            Taken::Name(_) => open.insert(&chosen.name),
            Taken::Figure(question) => {
                let mut effects = open.insert("");
                let generation = self.cite.new_generation();
                self.cite.wanted = Some(question.clone());
                effects.push(Effect::Evaluate {
                    generation,
                    question,
                });
                effects
            }
            Taken::Ask => {
                let mut effects = open.insert("");
                effects.extend(self.ask_figure());
                effects
            }
        }
    }

    /// Returns the letter that is being written.
    pub(super) fn writes_letter(&self) -> Option<LetterId> {
        let open = self.letter.open.as_ref();
        let writes = open.filter(|open| self.focus == Pane::Letter && open.may_write());
        writes.map(crate::app::letter::OpenLetter::id)
    }

    /// Lists the figures of a source to quote one in the letter being written.
    pub(super) fn quote_from(&mut self, source: &Source) {
        if let Some(letter) = self.writes_letter() {
            let own = QuoteBox::new(letter, source);
            self.overlays.push(Overlay::Quote(Box::new(own)));
        }
    }

    /// Opens the menu of questions; its answer goes into the letter being written.
    pub(super) fn ask_figure(&mut self) -> Vec<Effect> {
        let letter = self.writes_letter();
        let generation = self.cite.new_generation();
        let ask = AskBox::new(letter, self.today, self.lang, generation);
        self.overlays.push(Overlay::Ask(Box::new(ask)));
        Vec::new()
    }

    /// Answers what is asked about the figures of the open letter.
    pub(super) fn ask_about_figures(&mut self, action: Action) -> Vec<Effect> {
        let Some(open) = &self.letter.open else {
            return Vec::new();
        };
        if action == Action::OpenFigure {
            if let Some(What::Figure(id)) = open.span_at_caret() {
                return vec![Effect::OpenFigure(id)];
            }
            self.refuse_by("figure.not_here");
            return Vec::new();
        }
        if !open.may_write() {
            self.refuse_by("letter.read_only");
            return Vec::new();
        }
        let figures = open.figures();
        if figures.is_empty() {
            self.refuse_by("figure.none");
            return Vec::new();
        }
        vec![Effect::LookAgain(figures)]
    }

    /// Takes in what was asked of the roster.
    pub(super) fn answer_figures(&mut self, answer: Msg) -> Vec<Effect> {
        match answer {
            Msg::PlacesFound(generation, PlaceKind::Names, found) => {
                self.cite.take_names(generation, found);
            }
            Msg::Evaluated(generation, answer) => {
                if let Some(Overlay::Ask(ask)) = self.overlays.last_mut() {
                    ask.take(generation, answer);
                    self.cite.generation = self.cite.generation.max(ask.generation());
                } else if generation == self.cite.generation
                    && let (Some(question), Some(open)) =
                        (self.cite.wanted.take(), &self.letter.open)
                {
                    let figure = Cited::of(open.id(), *question, &answer);
                    return vec![Effect::KeepFigure(Box::new(figure), None)];
                }
            }
            Msg::FieldValuesRead(field, values) => {
                if let Some(Overlay::Ask(ask)) = self.overlays.last_mut() {
                    ask.take_values(field, values);
                } else if field == Field::Trade {
                    self.trades_of_roster(&values);
                }
            }
            Msg::FigureKept(figure, instead) => {
                let open = self.letter.open.as_mut();
                let Some(open) = open.filter(|open| open.id() == figure.value.letter) else {
                    return Vec::new();
                };
                let Some(old) = instead else {
                    return open.insert_span(&figure.value.shown, What::Figure(figure.id));
                };
                if open.may_write() && put_instead(&mut open.editor, old, &figure) {
                    return open.changed();
                }
            }
            Msg::FigureRead(Some(view)) => {
                let shown = Overlay::Figure(FigureBox::new(view));
                self.overlays.push(shown);
            }
            Msg::FigureRead(None) => self.refuse_by("notice.gone"),
            Msg::LookedAgain(all) => return self.looked_again(all),
            Msg::FiguresChecked(stale) => self.say_stale(&stale),
            _ => {}
        }
        Vec::new()
    }

    fn looked_again(&mut self, all: Vec<Standing>) -> Vec<Effect> {
        let due = |own: &Standing| own.is_stale() || own.change() == Change::Rows;
        let due: Vec<Standing> = all.into_iter().filter(due).collect();
        if due.is_empty() {
            self.done(self.lang.say("figure.all_hold").to_owned());
            return Vec::new();
        }
        let mut says = Vec::new();
        let mut effects = Vec::new();
        for own in due {
            let Some(now) = &own.now else { continue };
            let renewed = own.figure.value.renewed(now);
            let values = [("then", &*own.figure.value.shown), ("now", &*renewed.shown)];
            says.push(self.lang.say_with("figure.renewed", &values));
            effects.push(Effect::KeepFigure(Box::new(renewed), Some(own.figure.id)));
        }
        self.done(says.join(self.lang.pick("；", "; ")));
        effects
    }

    /// Says which figures of the letter the roster no longer says.
    fn say_stale(&mut self, stale: &[Standing]) {
        let says = match stale {
            [] => return,
            [own] => {
                let (then, now) = (&own.figure.value.shown, own.now_shown());
                let values = [("then", &**then), ("now", &*now)];
                self.lang.say_with("figure.moved_one", &values)
            }
            many => {
                let count = many.len().to_string();
                self.lang
                    .say_with("figure.moved_many", &[("count", &count)])
            }
        };
        self.refuse(says);
    }
}
