//! Letting a letter out: an export that the checks stopped, and whether it is to be published.

use crate::{
    app::{
        Effect, Model,
        effect::Copy,
        findings::says,
        overlay::{Form, Overlay, form::Purpose},
        record::{PublishText, Record, StepText},
        review::{StepAct, Wish},
    },
    check::Finding,
    domain::{
        id::LetterId,
        publishing::{Publicity, Publishing},
    },
};

/// How many errors a question names; the others are counted.
const NAMED: usize = 3;

impl Model {
    /// Asks whether a draft will do, where errors stopped an export. Not before the public: a draft is
    /// the letter with all that stands in it.
    pub(super) fn export_stopped(
        &mut self,
        id: LetterId,
        (path, copy): (String, Copy),
        found: &[Finding],
    ) {
        let named = found.iter().take(NAMED).map(|own| says(own, self.lang));
        let named: Vec<String> = named.collect();
        let values = [
            ("n", &*found.len().to_string()),
            ("errors", &*named.join(self.lang.pick("；", "; "))),
        ];
        if copy == Copy::Public {
            let says = self.lang.say_with("publishing.public_stopped", &values);
            self.refuse(says);
            return;
        }
        let question = self.lang.say_with("publishing.stopped", &values);
        // Whoever wants no draft corrects the letter, or the path.
        let its_own = |own: &Effect| matches!(own, Effect::ExportLetter(of, _) if *of == id);
        self.confirm_after(its_own, question, Effect::ExportDraft(id, path));
    }

    /// Offers the step that numbers a letter, where an export waits for it; it is then exported at once.
    pub(super) fn ask_number_for(&mut self, id: LetterId, (path, copy): (String, Copy)) {
        let open = self.letter.open.as_ref().filter(|open| open.id() == id);
        let Some(open) = open else {
            let says = self.lang.say_with("export.unnumbered", &[("path", &path)]);
            self.refuse(says);
            return;
        };
        let act = StepAct::plain(id, open.view.letter.version, Wish::Number);
        let number_typed = open.view.review.number_typed;
        let text = StepText { act, number_typed };
        let title = self.lang.say_with("export.number_for", &[("path", &path)]);
        let form = Form::new(
            title,
            Purpose::NumberFor(path, copy),
            Record::Step(Box::new(text)),
        );
        self.overlays.push(Overlay::Form(form));
        self.refuse_by("export.number_first");
    }

    /// Opens the form on the publishing of the open letter.
    pub(super) fn ask_publishing(&mut self) {
        let Some(open) = &self.letter.open else {
            return;
        };
        let last = open.view.publishing.as_ref();
        let text = PublishText {
            publicity: last.map_or(Publicity::Open, |own| own.publicity),
            reason: last.and_then(|own| own.reason.clone()),
        };
        let title = self.lang.say("form.publish").to_owned();
        let purpose = Purpose::Publish(open.id());
        let form = Form::new(title, purpose, Record::Publish(Box::new(text)));
        self.overlays.push(Overlay::Form(form));
    }

    /// Takes in what was decided: the letter is checked by it from now on.
    pub(super) fn publishing_decided(&mut self, id: LetterId, own: Publishing) -> Vec<Effect> {
        let word = self.lang.word("publicity", own.publicity.code());
        let values = [("publicity", &*word)];
        self.done(self.lang.say_with("publishing.decided", &values));
        let open = self.letter.open.as_mut().filter(|open| open.id() == id);
        if let Some(open) = open {
            open.view.publishing = Some(own);
        }
        let check = self.check_letter();
        check.into_iter().chain([Effect::ReadLetters]).collect()
    }
}
