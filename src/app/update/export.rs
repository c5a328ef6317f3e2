//! Letters into files: one by its form, many one after the other.

use crate::{
    app::{
        Effect, Model, Msg, Pane,
        effect::Which,
        letter::file_name,
        overlay::{BOX_COLS, Exporting, Form, Overlay, TextBox, exporting::ToWrite, form::Purpose},
        record::Record,
        update::answer::wrapped,
    },
    domain::id::LetterId,
};

impl Model {
    /// Asks for the file that the open letter goes into.
    pub(super) fn export_form(&mut self) -> Vec<Effect> {
        let Some(open) = &mut self.letter.open else {
            return Vec::new();
        };
        let save = open.save();
        let record = Record::File(file_name(&open.view));
        let title = self.lang.say("form.export").to_owned();
        let form = Form::new(title, Purpose::Export(open.id()), record);
        self.overlays.push(Overlay::Form(form));
        save.into_iter().collect()
    }

    /// Asks for the file that the open letter goes into as the public may read it.
    pub(super) fn export_public_form(&mut self) -> Vec<Effect> {
        let Some(open) = &mut self.letter.open else {
            return Vec::new();
        };
        let save = open.save();
        let suffix = self.lang.pick("-公开", "-public");
        let name = file_name(&open.view);
        let name = match name.rsplit_once('.') {
            Some((stem, ending)) => format!("{stem}{suffix}.{ending}"),
            None => format!("{name}{suffix}"),
        };
        let title = self.lang.say("form.export_public").to_owned();
        let purpose = Purpose::ExportPublic(open.id());
        self.overlays
            .push(Overlay::Form(Form::new(title, purpose, Record::File(name))));
        save.into_iter().collect()
    }

    /// Asks for the folder that the letters of the marked items go into.
    pub(super) fn export_of_items(&mut self) {
        let items = self.queue.targets().into_iter().map(|(id, _)| id);
        self.export_many(Which::OfItems(items.collect()));
    }

    /// Asks for the folder that the marked letters go into.
    pub(super) fn export_marked(&mut self) {
        let letters = self.letter.targets();
        if letters.is_empty() {
            self.refuse_by("letter.empty");
        } else {
            self.export_many(Which::Letters(letters));
        }
    }

    fn export_many(&mut self, which: Which) {
        let today = self.today;
        let folder = self.lang.pick("答复函", "letters");
        let record = Record::File(format!("{folder}-{today}/*.docx"));
        let title = self.lang.say("form.export_letters").to_owned();
        let form = Form::new(title, Purpose::ExportLetters(which), record);
        self.overlays.push(Overlay::Form(form));
    }

    /// Takes in what became of letters in files.
    pub(super) fn answer_export(&mut self, answer: Msg) -> Vec<Effect> {
        match answer {
            Msg::Exported(path) => {
                self.done(self.lang.say_with("letter.exported", &[("path", &path)]));
                Vec::new()
            }
            Msg::ExportPlanned(folder, list) => self.export_planned(folder, list),
            Msg::LetterWritten(id, became) => self.letter_written(id, became),
            _ => Vec::new(),
        }
    }

    /// Begins with the first of the letters.
    fn export_planned(&mut self, folder: String, list: Vec<ToWrite>) -> Vec<Effect> {
        let own = Exporting::new(folder, list);
        let Some(next) = own.next() else {
            self.refuse_by("export.none");
            return Vec::new();
        };
        self.overlays.push(Overlay::Exporting(Box::new(own)));
        vec![next]
    }

    /// Goes on with the next letter. Without a dialog it was stopped, and nothing more is written.
    fn letter_written(&mut self, id: LetterId, became: Result<(), String>) -> Vec<Effect> {
        let at = self
            .overlays
            .iter()
            .position(|own| matches!(own, Overlay::Exporting(_)));
        let Some(at) = at else {
            return Vec::new();
        };
        let Overlay::Exporting(own) = &mut self.overlays[at] else {
            return Vec::new();
        };
        own.take(id, became);
        if let Some(next) = own.next() {
            return vec![next];
        }
        let done = self.overlays.remove(at);
        self.letter.clear_marks();
        self.export_ended(Some(done))
    }

    /// Says what was written, and names every letter that was not.
    pub(super) fn export_ended(&mut self, closed: Option<Overlay>) -> Vec<Effect> {
        let Some(Overlay::Exporting(own)) = closed else {
            return Vec::new();
        };
        let forget = vec![Effect::ForgetFonts];
        let (written, all) = (own.written.to_string(), own.list.len().to_string());
        let values = [("n", &*written), ("all", &*all), ("path", &*own.folder)];
        let says = self.lang.say_with("export.done", &values);
        if own.refused.is_empty() {
            self.done(says);
            return forget;
        }
        let cols = usize::from(self.areas().body.width.min(BOX_COLS).saturating_sub(4));
        let lines = own.refused.iter().flat_map(|why| wrapped(why, cols));
        let text = TextBox {
            title: self.lang.say("export.refused").to_owned(),
            lines: lines.collect(),
            top: 0,
        };
        self.refuse(says);
        self.overlays.push(Overlay::Text(text));
        forget
    }

    /// Marks the letter under the cursor, or takes its mark away, and goes on.
    pub(super) fn mark_letter(&mut self) {
        let height = self.list_height(Pane::Letter);
        let own = &mut self.letter;
        let Some(head) = own.heads.get(own.cursor.at) else {
            return;
        };
        if !own.marks.remove(&head.id) {
            own.marks.insert(head.id);
        }
        let down = crate::app::list::Step::Down;
        own.cursor.step(down, own.heads.len(), height);
    }
}
