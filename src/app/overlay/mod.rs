//! Dialogs: each owns its state, the topmost owns the keys, and closing one restores what was below.

pub mod alike;
pub mod ask;
pub mod asks;
pub mod changes;
pub mod exporting;
pub mod figure;
pub mod finder;
pub mod findings;
pub mod form;
pub mod look;
pub mod mapping;
pub mod papers;
pub mod pick;
pub mod programmes;
pub mod promises;
pub mod proof;
pub mod quote;
pub mod remarks;
pub mod review;
pub mod roster_mapping;
pub mod sources;
pub mod views;

pub use alike::AlikeList;
pub use ask::AskBox;
pub use asks::AskList;
pub use changes::Changes;
pub use exporting::Exporting;
pub use figure::FigureBox;
pub use finder::{Finder, GoTo, step_of_key};
pub use findings::FindingList;
pub use form::Form;
pub use mapping::Mapping;
pub use papers::Papers;
pub use pick::{Pick, Picked};
pub use programmes::Programmes;
pub use promises::PromiseList;
pub use proof::Pages;
pub use quote::QuoteBox;
pub use remarks::RemarkList;
pub use review::Review;
pub use roster_mapping::RosterMapping;
pub use sources::Sources;
pub use views::Views;

use super::{
    Action, Effect,
    edit::edit_field,
    effect::{QueueOrder, SaveWhat},
    list::Step,
    model::Context,
    msg::EditKey,
    views::Target,
};
use crate::{lang::Lang, text::field::Field};

/// The widest a dialog gets; longer lines are hard to follow.
pub const BOX_COLS: u16 = 110;

/// A dialog.
#[derive(Clone, Debug, PartialEq)]
pub enum Overlay {
    /// Every action with its key; typed text narrows, Enter runs.
    Help(Finder),
    /// The `:` palette.
    Palette(Finder),
    /// Go to anything.
    GoTo(GoTo),
    /// A form.
    Form(Form),
    /// The inbox.
    Papers(Papers),
    /// A paper before it is stored.
    Review(Review),
    /// A ledger before it is stored.
    Mapping(Mapping),
    /// A roster table before it is written.
    RosterMapping(Box<RosterMapping>),
    /// Programmes, or what was paid beyond a cap.
    Programmes(Programmes),
    /// The sources taken in.
    Sources(Sources),
    /// The pages of a letter.
    Pages(Box<Pages>),
    /// Items like one.
    Alike(AlikeList),
    /// What the checks found in the open letter.
    Findings(FindingList),
    /// The asks of the open letter's item.
    Asks(AskList),
    /// What changed in the open letter.
    Changes(Box<Changes>),
    /// The remarks on the open letter.
    Remarks(RemarkList),
    /// What a letter promises.
    Promises(PromiseList),
    /// The figures of a source.
    Quote(Box<QuoteBox>),
    /// Letters being written into files.
    Exporting(Box<Exporting>),
    /// The lists to choose from.
    Views(Views),
    /// A number being typed.
    Jump(Field),
    /// A question to the roster.
    Ask(Box<AskBox>),
    /// A cited figure.
    Figure(FigureBox),
    /// Text to read.
    Text(TextBox),
    /// A question.
    Confirm(Confirm),
    /// Values to pick one of.
    Pick(Box<Pick>),
}

/// Text to read, with its first line on screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextBox {
    /// The title.
    pub title: String,
    /// The lines.
    pub lines: Vec<String>,
    /// The first on screen.
    pub top: usize,
}

/// A question; Enter agrees, Esc does not.
#[derive(Clone, Debug, PartialEq)]
pub struct Confirm {
    /// The question, with the count and what it changes.
    pub question: String,
    /// What is done on Enter.
    pub then: Agreed,
    /// What is done on Esc.
    pub otherwise: Agreed,
}

/// What an answer to a question leads to.
#[derive(Clone, Debug, PartialEq)]
pub enum Agreed {
    /// Nothing.
    Nothing,
    /// These orders.
    Effects(Vec<Effect>),
    /// The form below is handed in with these orders.
    HandIn(Vec<Effect>),
    /// Our text over theirs; theirs stays among the versions.
    WriteOver,
    /// Their text instead of ours.
    TakeTheirs,
}

/// What a dialog leads to.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// It stays.
    Stay(Vec<Effect>),
    /// It closes.
    Close(Vec<Effect>),
    /// It closes and an action runs.
    Run(Action),
    /// It closes and leads somewhere.
    Go(Target),
    /// It closes, and the list is filtered and ordered so.
    View {
        /// The filter as typed.
        filter: String,
        /// The order.
        order: QueueOrder,
    },
    /// It closes, and another opens in its place.
    Instead(Box<Overlay>),
    /// It closes, and this place of the open letter is gone to or corrected.
    Found(std::ops::Range<crate::text::buffer::Position>, Action),
    /// It closes, and what the act changes is asked about.
    AskFirst(Box<super::record::ActText>),
    /// It stays, and another opens above it.
    Above(Box<Overlay>),
    /// It closes with an answer.
    Answer(Agreed),
    /// It closes, and the caret goes to a place of the open letter, in characters.
    Place(usize),
    /// It closes, and these words of the open letter are selected.
    Words(std::ops::Range<crate::text::buffer::Position>),
    /// Every dialog closes, and what is ordered goes into the open letter.
    Cite(Box<Effect>),
    /// It closes, and the letters that were not written yet are not.
    Stopped,
    /// It closes, and the paragraph at the caret answers this ask, or no longer does.
    LinkAsk(u32),
    /// It closes, and the roster is looked at so; under a name it is kept.
    Look {
        /// The name; empty for none.
        name: String,
        /// The question by one field or two.
        line: String,
    },
    /// It closes and an item's number is looked for.
    Number(u32),
    /// It closes, and the caret goes to a paragraph of the open letter.
    Paragraph(usize),
    /// It closes, and the field of the form below it takes this text.
    Fill(String),
    /// It closes, and the dialog below takes what was typed.
    Told(String),
    /// It stays, and a list of trades opens above it.
    PickTrade,
    /// It closes, and a field of the review below it takes the form's value.
    Corrected(Box<super::record::Record>),
    /// It stays, with a refusal.
    Refuse(String),
}

impl Outcome {
    /// Stays, ordering nothing.
    pub const STAY: Outcome = Outcome::Stay(Vec::new());
    /// Closes, ordering nothing.
    pub const CLOSE: Outcome = Outcome::Close(Vec::new());
}

impl Overlay {
    /// Returns the places whose keys count while it is on top.
    pub fn contexts(&self) -> Vec<Context> {
        match self {
            Overlay::Help(_)
            | Overlay::Palette(_)
            | Overlay::GoTo(_)
            | Overlay::Views(_)
            | Overlay::Ask(_)
            | Overlay::Jump(_) => vec![Context::Field],
            Overlay::Figure(_) => vec![Context::List, Context::Global],
            Overlay::Form(_) => vec![Context::Form],
            Overlay::Pick(_) => vec![Context::Pick],
            Overlay::Papers(papers) if papers.typing() => vec![Context::Field],
            Overlay::Review(_) | Overlay::Mapping(_) | Overlay::RosterMapping(_) => {
                vec![Context::Review, Context::List]
            }
            Overlay::Findings(own) if own.reason.is_some() => vec![Context::Field],
            Overlay::Findings(_) | Overlay::Changes(_) | Overlay::Remarks(_) => {
                vec![Context::Letter, Context::List]
            }
            Overlay::Papers(_)
            | Overlay::Programmes(_)
            | Overlay::Sources(_)
            | Overlay::Pages(_)
            | Overlay::Alike(_)
            | Overlay::Asks(_)
            | Overlay::Promises(_)
            | Overlay::Quote(_)
            | Overlay::Exporting(_)
            | Overlay::Text(_)
            | Overlay::Confirm(_) => vec![Context::List],
        }
    }

    /// Answers an action.
    pub fn act(&mut self, action: Action, lang: Lang, height: usize) -> Outcome {
        match self {
            Overlay::Help(finder) | Overlay::Palette(finder) => finder.act(action, height),
            Overlay::GoTo(go_to) => go_to.act(action, height),
            Overlay::Form(form) => form.act(action, lang),
            Overlay::Pick(pick) => pick.act(action, height),
            Overlay::Papers(papers) => papers.act(action, height),
            Overlay::Review(review) => review.act(action, height),
            Overlay::Mapping(mapping) => mapping.act(action, height),
            Overlay::RosterMapping(own) => own.act(action, lang, height),
            Overlay::Programmes(own) => own.act(action, height),
            Overlay::Sources(sources) => sources.act(action, height),
            Overlay::Pages(pages) => pages.act(action, height),
            Overlay::Views(views) => views.act(action, lang, height),
            Overlay::Alike(alike) => alike.act(action, height),
            Overlay::Asks(asks) => asks.act(action, lang, height),
            Overlay::Ask(ask) => ask.act(action, height),
            Overlay::Figure(figure) => figure.act(action, height),
            Overlay::Findings(own) => own.act(action, lang, height),
            Overlay::Changes(own) => own.act(action, height),
            Overlay::Remarks(own) => own.act(action, lang, height),
            Overlay::Promises(own) => own.act(action, height),
            Overlay::Quote(own) => own.act(action, height),
            Overlay::Exporting(_) => Exporting::act(action),
            Overlay::Jump(field) => match action {
                Action::Open => field
                    .text()
                    .trim()
                    .parse()
                    .map_or(Outcome::CLOSE, Outcome::Number),
                Action::Back => Outcome::CLOSE,
                _ => Outcome::STAY,
            },
            Overlay::Text(text) => text.act(action, height),
            Overlay::Confirm(confirm) => match action {
                Action::Open => Outcome::Answer(confirm.then.clone()),
                Action::Back => Outcome::Answer(confirm.otherwise.clone()),
                _ => Outcome::STAY,
            },
        }
    }

    /// Takes typed text.
    pub fn typed(&mut self, text: &str, lang: Lang) -> Outcome {
        match self {
            Overlay::Help(finder) | Overlay::Palette(finder) => finder.typed(text, lang),
            Overlay::GoTo(go_to) => go_to.typed(text),
            Overlay::Form(form) => form.typed(text),
            Overlay::Pick(pick) => pick.typed(text),
            Overlay::Papers(papers) => papers.typed(text),
            Overlay::Views(views) => views.typed(text),
            Overlay::Ask(ask) => ask.typed(text),
            Overlay::Findings(own) => own.typed(text),
            Overlay::Jump(field) => {
                let digits: String = text
                    .chars()
                    .filter_map(|c| c.to_digit(10))
                    .filter_map(|d| char::from_digit(d, 10))
                    .collect();
                if field.text().len() + digits.len() <= 9 {
                    field.insert(&digits);
                }
                Outcome::STAY
            }
            Overlay::Review(_)
            | Overlay::Mapping(_)
            | Overlay::RosterMapping(_)
            | Overlay::Programmes(_)
            | Overlay::Sources(_)
            | Overlay::Pages(_)
            | Overlay::Alike(_)
            | Overlay::Asks(_)
            | Overlay::Figure(_)
            | Overlay::Changes(_)
            | Overlay::Remarks(_)
            | Overlay::Promises(_)
            | Overlay::Quote(_)
            | Overlay::Exporting(_)
            | Overlay::Text(_)
            | Overlay::Confirm(_) => Outcome::STAY,
        }
    }

    /// Takes pasted text; a pasted line end never runs anything.
    pub fn pasted(&mut self, text: &str, lang: Lang) -> Outcome {
        match self {
            Overlay::Form(form) => form.pasted(text),
            Overlay::Papers(papers) => {
                papers.paste_in(text);
                Outcome::STAY
            }
            // A pasted digit picks nothing.
            Overlay::Pick(pick) => pick.narrow_by(text),
            _ => self.typed(text, lang),
        }
    }

    /// Takes a movement or deletion inside text.
    pub fn edit(&mut self, key: EditKey, lang: Lang, height: usize) -> Outcome {
        match self {
            Overlay::Help(finder) | Overlay::Palette(finder) => finder.edit(key, lang, height),
            Overlay::GoTo(go_to) => go_to.edit(key, height),
            Overlay::Form(form) => form.edit(key),
            Overlay::Pick(pick) => pick.edit(key, height),
            Overlay::Papers(papers) => papers.edit(key),
            Overlay::Views(views) => views.edit(key, lang, height),
            Overlay::Ask(ask) => ask.edit(key, height),
            Overlay::Findings(own) => own.edit(key),
            Overlay::Jump(field) => {
                edit_field(field, key);
                Outcome::STAY
            }
            Overlay::Review(_)
            | Overlay::Mapping(_)
            | Overlay::RosterMapping(_)
            | Overlay::Programmes(_)
            | Overlay::Sources(_)
            | Overlay::Pages(_)
            | Overlay::Alike(_)
            | Overlay::Asks(_)
            | Overlay::Figure(_)
            | Overlay::Changes(_)
            | Overlay::Remarks(_)
            | Overlay::Promises(_)
            | Overlay::Quote(_)
            | Overlay::Exporting(_)
            | Overlay::Text(_)
            | Overlay::Confirm(_) => Outcome::STAY,
        }
    }

    /// Returns a question; agreed to, this is ordered.
    pub fn agree(question: String, then: Effect) -> Self {
        Overlay::Confirm(Confirm {
            question,
            then: Agreed::Effects(vec![then]),
            otherwise: Agreed::Nothing,
        })
    }

    /// Returns a form for a record.
    pub fn form(title: String, what: SaveWhat, record: super::record::Record) -> Overlay {
        Overlay::Form(Form::new(title, form::Purpose::Save(what), record))
    }
}

impl TextBox {
    fn act(&mut self, action: Action, height: usize) -> Outcome {
        let last = self.lines.len().saturating_sub(height);
        self.top = match action {
            Action::Down => self.top + 1,
            Action::Up => self.top.saturating_sub(1),
            Action::PageDown => self.top + height / 2,
            Action::PageUp => self.top.saturating_sub(height / 2),
            Action::First => 0,
            Action::Last => last,
            Action::Back | Action::Open => return Outcome::CLOSE,
            _ => self.top,
        }
        .min(last);
        Outcome::STAY
    }
}

/// Returns the list step of an action, if it is one.
pub fn step_of(action: Action) -> Option<Step> {
    Some(match action {
        Action::Down => Step::Down,
        Action::Up => Step::Up,
        Action::PageDown => Step::PageDown,
        Action::PageUp => Step::PageUp,
        Action::First => Step::First,
        Action::Last => Step::Last,
        _ => return None,
    })
}
