//! What becomes of a form that was handed in: nothing typed is lost while its saving may be refused.
//!
//! A form that is asked about first stands below the question. One that closed is remembered with its orders
//! until the next key. Invariant: it comes back only when one of these fails; threads fail beside each other,
//! and a count that cannot be read says nothing of it.

use crate::app::{
    Effect, Model,
    model::HandedIn,
    msg::Trouble,
    overlay::{Agreed, Confirm, Form, Overlay},
};

impl Model {
    /// Remembers a form that closed with its orders, until they are answered.
    pub(super) fn hand_in(&mut self, form: Form, orders: &[Effect]) {
        self.handed_in = Some(HandedIn {
            form,
            depth: self.overlays.len(),
            orders: orders.to_vec(),
        });
    }

    /// Hands in the form that stands below a question which was agreed to.
    pub(super) fn hand_in_below(&mut self, orders: &[Effect]) {
        match self.overlays.pop() {
            Some(Overlay::Form(form)) => self.hand_in(form, orders),
            other => self.overlays.extend(other),
        }
    }

    /// Brings back the form that gave an order which was refused, with all that was typed into it. Where
    /// others wrote meanwhile it is put on what is kept now, and what they changed is said.
    pub(super) fn give_back(&mut self, refused: Vec<Trouble>) -> Vec<Effect> {
        let Some(Trouble { order, newer, .. }) = refused.into_iter().next() else {
            return Vec::new();
        };
        let at = order.and_then(|order| self.bring_back(|own| *own == *order));
        let (Some(at), Some(newer)) = (at, newer) else {
            return Vec::new();
        };
        self.renew(at, *newer)
    }

    /// Returns the place among the dialogs.
    fn bring_back(&mut self, is_order: impl Fn(&Effect) -> bool) -> Option<usize> {
        let its_own = |own: &mut HandedIn| own.orders.iter().any(&is_order);
        let own = self.handed_in.take_if(its_own)?;
        let at = own.depth.min(self.overlays.len());
        self.overlays.insert(at, Overlay::Form(own.form));
        Some(at)
    }

    /// Asks before a form is handed in; it stands below, and stays when the answer is no.
    pub(super) fn confirm_form(&mut self, question: String, then: Effect) {
        self.overlays.push(Overlay::Confirm(Confirm {
            question,
            then: Agreed::HandIn(vec![then]),
            otherwise: Agreed::Nothing,
        }));
    }

    /// Asks what an order of a form led to; the form stands below again, if nobody went on from it.
    pub(super) fn confirm_after(
        &mut self,
        is_order: impl Fn(&Effect) -> bool,
        question: String,
        then: Effect,
    ) {
        match self.bring_back(is_order) {
            Some(_) => self.confirm_form(question, then),
            None => self.confirm(question, then),
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::{
        app::{
            Action, Msg, effect::SaveWhat, model::StoreName, msg::Trouble, overlay::form::Input,
            record::Record,
        },
        domain::craftsman::Person,
        lang::Lang,
    };

    fn model() -> Model {
        let today = NaiveDate::default();
        Model::new((80, 24), Lang::Zh, today, StoreName::Demo, String::new())
    }

    /// Hands a new person in and returns what that ordered.
    fn handed_in(model: &mut Model) -> Effect {
        let record = Record::Person(Box::<Person>::default());
        model
            .overlays
            .push(Overlay::form(String::new(), SaveWhat::New, record));
        model.update(Msg::Text("林小满".into()));
        let mut orders = model.update(Msg::Do(Action::Save));
        assert!(model.overlays.is_empty());
        orders.remove(0)
    }

    #[test]
    fn a_form_comes_back_only_when_its_own_order_fails() {
        let mut model = model();
        let order = handed_in(&mut model);
        model.update(Msg::Failed(Trouble::said("数不出来".into())));
        model.update(Msg::Failed(Trouble::of(
            "数不出来".into(),
            &Effect::ReadCounts,
        )));
        assert!(model.overlays.is_empty(), "its saving may yet succeed");
        model.update(Msg::Failed(Trouble::of("没有保存".into(), &order)));
        let [Overlay::Form(form)] = &model.overlays[..] else {
            panic!("what was typed is lost")
        };
        let Input::Line(name) = &form.fields[0].input else {
            panic!("a name is a line")
        };
        assert_eq!(name.text(), "林小满");
    }

    #[test]
    fn a_form_that_was_gone_on_from_stays_away() {
        let mut model = model();
        let order = handed_in(&mut model);
        model.update(Msg::Do(Action::PaneRoster));
        model.update(Msg::Failed(Trouble::of("没有保存".into(), &order)));
        assert!(model.overlays.is_empty());
    }
}
