//! Tables of the roster: the dialog that shows one, and what comes back of it.

use crate::app::{
    Effect, Model, Msg,
    overlay::{Form, Overlay, RosterMapping, form::Purpose},
    record::Record,
    tables::{RosterTable, TableAsk},
};

/// Numbers that one dialog may use for its counts. Chosen by us: nobody corrects a table so often.
const COUNTS: u64 = 1 << 20;

impl Model {
    /// Asks for the path of a table of the roster.
    pub(super) fn ask_for_table(&mut self) {
        let title = self.lang.say("tables.path").to_owned();
        let form = Form::new(title, Purpose::TablePath, Record::File(String::new()));
        self.overlays.push(Overlay::Form(form));
    }

    /// Takes in what came back of a table.
    pub(super) fn answer_table(&mut self, answer: Msg) -> Vec<Effect> {
        match answer {
            Msg::TableRead(table) => self.map_table(table),
            Msg::TableStepped(step) => {
                let (mode, is_done) = (step.mode, step.is_done);
                match self.mapped_table() {
                    Some(own) => own.take(*step),
                    // Nobody sees it any more, and nobody could stop it.
                    None if !is_done => vec![Effect::Table(TableAsk::Stop(mode))],
                    None => Vec::new(),
                }
            }
            Msg::TableFailed(generation, says) => {
                if self.mapped_table().is_some_and(|own| own.fail(generation)) {
                    self.refuse(says);
                }
                Vec::new()
            }
            Msg::RosterStored(says) => {
                if !self.mapped_table().is_some_and(RosterMapping::written) {
                    // It has done its work.
                    self.overlays
                        .retain(|own| !matches!(own, Overlay::RosterMapping(_)));
                }
                self.done(says);
                self.reread_all()
            }
            _ => Vec::new(),
        }
    }

    fn mapped_table(&mut self) -> Option<&mut RosterMapping> {
        self.overlays.iter_mut().find_map(|own| match own {
            Overlay::RosterMapping(own) => Some(&mut **own),
            _ => None,
        })
    }

    fn map_table(&mut self, table: Box<RosterTable>) -> Vec<Effect> {
        let height = self.dialog_height();
        if let Some(own) = self.mapped_table() {
            own.look_again(table, height);
            return own.count();
        }
        self.roster.tables += 1;
        let mut own = RosterMapping::new(table, self.roster.tables * COUNTS);
        let effects = own.count();
        self.overlays.push(Overlay::RosterMapping(Box::new(own)));
        effects
    }

    /// Hands what was typed to the dialog below the form.
    pub(super) fn tell_below(&mut self, text: &str) -> Vec<Effect> {
        match self.overlays.last_mut() {
            Some(Overlay::RosterMapping(own)) => own.told(text),
            _ => Vec::new(),
        }
    }
}
