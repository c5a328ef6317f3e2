//! The desk's state, and where keys go.

use chrono::NaiveDate;

use super::{
    Effect,
    board::BoardPane,
    cite::Citing,
    effect::Acted,
    layout::{Area, Areas, areas, beside_names},
    letter::{LetterPane, spans::Clip},
    overlay::{Form, Overlay},
    queue::QueuePane,
    roster::RosterPane,
};
use crate::{
    domain::unit::Unit,
    lang::Lang,
    rules::Rules,
    store::{QueueCounts, RosterCounts},
};

/// A pane of the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pane {
    /// 件.
    Queue,
    /// 函.
    Letter,
    /// 人才.
    Roster,
    /// 看板.
    Board,
}

impl Pane {
    /// Every pane, in the order of its digits.
    pub const ALL: [Pane; 4] = [Pane::Queue, Pane::Letter, Pane::Roster, Pane::Board];
}

/// A place in which keys mean something; keymaps are divided by these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Context {
    /// Everywhere outside text.
    Global,
    /// Any list.
    List,
    /// The queue.
    Queue,
    /// The letters, outside the text.
    Letter,
    /// The text of a letter.
    Editor,
    /// The text of a letter while keys are vim commands.
    Vim,
    /// The roster.
    Roster,
    /// A line being typed: filter, find, palette.
    Field,
    /// A form.
    Form,
    /// A list to pick from.
    Pick,
    /// The review of a paper before it is stored.
    Review,
    /// The board.
    Board,
}

impl Context {
    /// Every context.
    pub const ALL: [Context; 12] = [
        Context::Global,
        Context::List,
        Context::Queue,
        Context::Letter,
        Context::Editor,
        Context::Vim,
        Context::Roster,
        Context::Field,
        Context::Form,
        Context::Pick,
        Context::Review,
        Context::Board,
    ];

    /// Returns the name that keymaps use.
    pub const fn name(self) -> &'static str {
        match self {
            Context::Global => "global",
            Context::List => "list",
            Context::Queue => "queue",
            Context::Letter => "letter",
            Context::Editor => "editor",
            Context::Vim => "vim",
            Context::Roster => "roster",
            Context::Field => "field",
            Context::Form => "form",
            Context::Pick => "pick",
            Context::Review => "review",
            Context::Board => "board",
        }
    }

    /// Returns whether printable keys are text here.
    pub const fn takes_text(self) -> bool {
        matches!(
            self,
            Context::Editor | Context::Vim | Context::Field | Context::Form | Context::Pick
        )
    }
}

/// Which store the desk is open on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreName {
    /// A throwaway store: said on screen.
    Demo,
    /// A kept one, by its file's name.
    Kept(String),
}

/// How a notice is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Something is done.
    Done,
    /// Something is so: the rule at the caret, a count.
    Said,
    /// Something was refused or could not be done.
    Refused,
}

/// A sentence at the bottom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The words.
    pub says: String,
    /// How they are meant.
    pub tone: Tone,
    /// Which notice of this desk it is: a timer clears the one it was set for.
    pub number: u64,
}

/// Whether the desk is being left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaving {
    /// It is not.
    No,
    /// A person asked to leave.
    Asked,
    /// The terminal is gone, and nobody can be asked anything.
    Lost,
}

/// A form that closed to be saved.
#[derive(Clone, Debug, PartialEq)]
pub struct HandedIn {
    /// As it was.
    pub form: Form,
    /// How many dialogs lay below it.
    pub depth: usize,
    /// What it ordered: when one of these fails, it comes back.
    pub orders: Vec<Effect>,
}

/// The desk.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// Columns and rows.
    pub size: (u16, u16),
    /// The program's language.
    pub lang: Lang,
    /// Today.
    pub today: NaiveDate,
    /// What due dates are computed by, with the region's classes, reasons and words.
    pub rules: Rules,
    /// Which store this is.
    pub store: StoreName,
    /// Our unit, when its profile is filled in.
    pub unit: Unit,
    /// Who acts.
    pub user: String,
    /// The pane that has the keys.
    pub focus: Pane,
    /// The strip is put away.
    pub zoomed: bool,
    /// Dialogs, the topmost last.
    pub overlays: Vec<Overlay>,
    /// The queue.
    pub queue: QueuePane,
    /// The letters.
    pub letter: LetterPane,
    /// The roster.
    pub roster: RosterPane,
    /// The board.
    pub board: BoardPane,
    /// The queue in numbers, once counted.
    pub queue_counts: Option<QueueCounts>,
    /// The roster in numbers, once counted.
    pub roster_counts: Option<RosterCounts>,
    /// What the bottom line says.
    pub notice: Option<Notice>,
    /// How many notices there have been.
    pub notices: u64,
    /// Acts that can be taken back, the latest last.
    pub acts: Vec<Acted>,
    /// Acts that were taken back and can be put back.
    pub undone: Vec<Acted>,
    /// What is being cited in the letter.
    pub cite: Citing,
    /// What was cut or copied.
    pub clip: Clip,
    /// Whether the desk is left as soon as the draft is safe.
    pub leaving: Leaving,
    /// The form whose saving is not answered yet; the next key forgets it.
    pub handed_in: Option<HandedIn>,
}

impl Model {
    /// Returns a desk before anything was read.
    pub fn new(
        size: (u16, u16),
        lang: Lang,
        today: NaiveDate,
        store: StoreName,
        user: String,
    ) -> Self {
        Self {
            size,
            lang,
            today,
            rules: Rules::default(),
            store,
            unit: Unit::default(),
            user,
            focus: Pane::Queue,
            zoomed: false,
            overlays: Vec::new(),
            queue: QueuePane::default(),
            letter: LetterPane::default(),
            roster: RosterPane::default(),
            board: BoardPane::default(),
            queue_counts: None,
            roster_counts: None,
            notice: None,
            notices: 0,
            acts: Vec::new(),
            undone: Vec::new(),
            cite: Citing::default(),
            clip: Clip::default(),
            leaving: Leaving::No,
            handed_in: None,
        }
    }

    /// Returns the first orders: what the first screen needs.
    pub fn start(&mut self) -> Vec<Effect> {
        let mut effects = vec![self.queue.reread(self.list_height(Pane::Queue))];
        effects.extend([Effect::ReadCounts, Effect::ReadUnit, Effect::ReadLetters]);
        effects.push(self.roster.search());
        effects.extend([Effect::ReadRosterCounts, Effect::ReadLooks]);
        effects.push(Effect::CountEnding);
        effects
    }

    /// Returns how many items the list has. Before all rows are read the counts know better.
    pub fn queue_total(&self) -> u64 {
        let counted = self.queue_counts.as_ref().filter(|_| self.queue.partial);
        counted.map_or(self.queue.total as u64, |counts| {
            counts.by_state.iter().map(|(_, n)| n).sum()
        })
    }

    /// Returns where everything stands on the screen.
    pub fn areas(&self) -> Areas {
        areas(self.size, self.focus, self.zoomed)
    }

    /// Returns how many rows of a pane's list are on screen.
    pub fn list_height(&self, pane: Pane) -> usize {
        let area = match pane {
            Pane::Roster => self.roster_areas().0,
            pane => self.areas().pane(pane),
        };
        // One row of each list pane is its column heads, its title or its search line.
        let foot = usize::from(pane == Pane::Queue && self.queue_foot().is_some());
        usize::from(area.height.saturating_sub(1)).saturating_sub(foot)
    }

    /// Returns the room for the names or the card, and for the facets if they stand beside.
    pub fn roster_areas(&self) -> (Area, Option<Area>) {
        let area = self.areas().pane(Pane::Roster);
        let facets = &self.roster.facets;
        let has_names = self.roster.open.is_none() && self.roster.only.is_none();
        // What was counted stays on screen when another pane is worked in.
        let is_wanted = self.focus == Pane::Roster || !facets.list.is_empty();
        if has_names && is_wanted {
            beside_names(area)
        } else {
            (area, None)
        }
    }

    /// Returns whether facets are on screen, or would be if they were counted.
    pub fn shows_facets(&self) -> bool {
        let picks = self.roster.facets.picking.is_some() && self.focus == Pane::Roster;
        picks || self.roster_areas().1.is_some()
    }

    /// Returns the places whose keys count now, the nearest first.
    pub fn contexts(&self) -> Vec<Context> {
        self.contexts_under(&self.overlays)
    }

    /// Returns the places that count below the top overlay.
    pub fn contexts_below(&self) -> Vec<Context> {
        let below = self.overlays.split_last().map_or(&[][..], |(_, own)| own);
        self.contexts_under(below)
    }

    fn contexts_under(&self, overlays: &[Overlay]) -> Vec<Context> {
        if let Some(overlay) = overlays.last() {
            return overlay.contexts();
        }
        let own = match self.focus {
            Pane::Queue if self.queue.typing => vec![Context::Field],
            Pane::Queue => vec![Context::Queue, Context::List],
            Pane::Letter => match &self.letter.open {
                Some(open) if open.asked.asking.is_some() => vec![Context::Field],
                Some(open) if open.takes_commands() => vec![Context::Vim],
                Some(open) if open.in_text => vec![Context::Editor],
                Some(_) | None => vec![Context::Letter, Context::List],
            },
            Pane::Roster if self.roster.typing => vec![Context::Field],
            Pane::Roster => vec![Context::Roster, Context::List],
            Pane::Board => vec![Context::Board, Context::List],
        };
        if own[0].takes_text() {
            own
        } else {
            [own, vec![Context::Global]].concat()
        }
    }

    /// Returns the places whose actions are looked for first from here: those of the pane, of its text and
    /// around it, whichever of them has the keys.
    pub fn places_here(&self) -> Vec<Context> {
        use Context as C;
        let own: &[Context] = match self.focus {
            Pane::Queue => &[C::Queue],
            Pane::Letter => match &self.letter.open {
                Some(open) if open.in_text => &[C::Editor, C::Letter],
                Some(_) => &[C::Letter, C::Editor],
                None => &[C::Letter],
            },
            Pane::Roster => &[C::Roster],
            Pane::Board => &[C::Board],
        };
        [own, &[C::List, C::Global]].concat()
    }

    /// Returns whether printable keys are text now.
    pub fn takes_text(&self) -> bool {
        self.contexts()
            .first()
            .is_some_and(|context| context.takes_text())
    }

    /// Says that something is done.
    pub fn done(&mut self, says: impl Into<String>) {
        self.notify(says.into(), Tone::Done);
    }

    /// Says how something is; nothing was done.
    pub fn say(&mut self, says: impl Into<String>) {
        self.notify(says.into(), Tone::Said);
    }

    /// Says that something was refused or could not be done.
    pub fn refuse(&mut self, says: impl Into<String>) {
        self.notify(says.into(), Tone::Refused);
    }

    fn notify(&mut self, says: String, tone: Tone) {
        if tone == Tone::Done {
            self.handed_in = None;
        }
        self.notices += 1;
        self.notice = Some(Notice {
            says,
            tone,
            number: self.notices,
        });
    }

    /// Says a refusal by its key.
    pub fn refuse_by(&mut self, key: &str) {
        self.refuse(self.lang.say(key).to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Msg, effect::Timer};

    #[test]
    fn the_timer_of_an_older_notice_leaves_the_newer_one() {
        let today = NaiveDate::default();
        let mut model = Model::new((80, 24), Lang::Zh, today, StoreName::Demo, String::new());
        model.done("撤销：1 件。");
        let older = model.notices;
        model.done("签收：1 件。");
        model.update(Msg::Woke(Timer::ClearNotice(older)));
        assert_eq!(
            model.notice.as_ref().map(|own| &*own.says),
            Some("签收：1 件。")
        );
        model.update(Msg::Woke(Timer::ClearNotice(model.notices)));
        assert_eq!(model.notice, None);
        model.refuse("不能签收");
        model.update(Msg::Woke(Timer::ClearNotice(model.notices)));
        assert!(model.notice.is_some(), "a refusal waits for a key");
    }
}
