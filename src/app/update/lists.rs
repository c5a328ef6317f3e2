//! Lists of the roster: what ends soon as a view, and the names on screen written into a file.

use crate::{
    app::{
        Action, Effect, Model, Msg, Pane,
        list::Cursor,
        lists::{ListKind, ListText, ShownNames},
        overlay::{Form, Overlay, form::Purpose},
        record::Record,
        roster::{OnlyNames, OnlyOf},
    },
    figure::Subject,
    ingest::roster::List,
    store::NameId,
};

impl Model {
    /// Answers an action about tables and lists of the roster, wherever the keys are; nothing for any other.
    pub(super) fn ask_lists(&mut self, action: Action) -> Option<Vec<Effect>> {
        let kind = match action {
            Action::RosterIn => {
                self.ask_for_table();
                return Some(Vec::new());
            }
            Action::RosterDue => return Some(self.show_ending()),
            Action::PublicList => ListKind::Public,
            Action::ExportRoster => ListKind::Plain,
            _ => return None,
        };
        self.go(Pane::Roster);
        let mut text = ListText::of(kind, self.shown_names());
        text.what = self.listed_kind();
        Some(vec![Effect::BeginList(Box::new(text))])
    }

    /// Shows what ends soon or went beyond a cap in the roster's list.
    pub(super) fn show_ending(&mut self) -> Vec<Effect> {
        let name = self.lang.say("due.name").to_owned();
        self.roster.open = None;
        self.roster.trail.clear();
        self.roster.typing = false;
        self.roster.query.clear();
        self.roster.cursor = Cursor::default();
        self.roster.hits.clear();
        self.roster.partial = true;
        self.roster.total = 0;
        self.roster.only = Some(OnlyNames {
            name,
            of: OnlyOf::Ending,
        });
        self.go(Pane::Roster);
        vec![self.roster.search()]
    }

    /// Returns which names the roster's list shows; of an open card, the list it was opened from.
    fn shown_names(&self) -> ShownNames {
        match &self.roster.only {
            Some(OnlyNames {
                of: OnlyOf::Cell(cell),
                ..
            }) => ShownNames::Cell(Box::new(cell.clone())),
            Some(_) => ShownNames::Ending,
            None if self.roster.query.text().trim().is_empty() => ShownNames::All,
            None => ShownNames::Query(self.roster.ask()),
        }
    }

    /// Returns the list that a plain table is most likely meant for: that of the first name on screen.
    fn listed_kind(&self) -> List {
        if let Some(OnlyNames {
            of: OnlyOf::Cell(cell),
            ..
        }) = &self.roster.only
        {
            return match cell.pivot.subject() {
                Subject::Studios => List::Studios,
                Subject::Employers => List::Employers,
                _ => List::Craftsmen,
            };
        }
        match self.roster.hits.first().map(|hit| hit.id) {
            Some(NameId::Studio(_)) => List::Studios,
            Some(NameId::Employer(_)) => List::Employers,
            _ => List::Craftsmen,
        }
    }

    /// Takes in what came back of lists.
    pub(super) fn answer_list(&mut self, answer: Msg) -> Vec<Effect> {
        match answer {
            Msg::ListBegun(text) => {
                let shown = match &text.shown {
                    ShownNames::All => self.lang.say("list.all").to_owned(),
                    ShownNames::Query(ask) => ask.typed.clone(),
                    _ => {
                        let only = self.roster.only.as_ref();
                        only.map(|only| only.name.clone()).unwrap_or_default()
                    }
                };
                let key = match text.kind {
                    ListKind::Public => "list.public_title",
                    ListKind::Plain => "list.plain_title",
                };
                let title = self.lang.say_with(key, &[("shown", &shown)]);
                let form = Form::new(title, Purpose::List, Record::List(text));
                self.overlays.push(Overlay::Form(form));
                Vec::new()
            }
            Msg::NamesChosen(text) => {
                let make = Effect::MakeList(text);
                // The form ordered the same list by its query: what fails now is its order too.
                if let Some(own) = &mut self.handed_in
                    && own
                        .orders
                        .iter()
                        .any(|own| matches!(own, Effect::MakeList(_)))
                {
                    own.orders.push(make.clone());
                }
                vec![make]
            }
            Msg::EndingCounted(count) => {
                self.take_endings(count);
                Vec::new()
            }
            Msg::ListWritten(path, rows) => {
                let rows = rows.to_string();
                let values = [("path", &*path), ("rows", &*rows)];
                self.done(self.lang.say_with("list.written", &values));
                Vec::new()
            }
            _ => Vec::new(),
        }
    }
}
