//! The foot of the queue, where the roster says what is to be done: reached beyond the first and the last item.

use crate::app::{Action, Effect, Model, Pane, ending::Endings, list::Step, queue::Spot};

impl Model {
    /// Moves the queue's cursor; nothing when it stays where it is.
    pub(super) fn step_queue(&mut self, step: Step) -> Vec<Effect> {
        let height = self.list_height(Pane::Queue);
        let is_at_foot = self.is_at_foot();
        let queue = &mut self.queue;
        if is_at_foot {
            queue.spot = Spot::Item;
            // The cursor of the items has not moved.
            return match step {
                Step::Up | Step::Down => Vec::new(),
                _ => queue.step(step, height),
            };
        }
        let at = queue.cursor.at;
        let is_beyond = match step {
            Step::Up => at == 0,
            Step::Down => at + 1 >= queue.total,
            _ => false,
        };
        if is_beyond && queue.range_from.is_none() && self.queue_foot().is_some() {
            self.queue.spot = Spot::Foot;
            return Vec::new();
        }
        self.queue.step(step, height)
    }

    /// What an action does at the foot; nothing when it is meant for the items.
    pub(super) fn ask_foot(&mut self, action: Action) -> Option<Vec<Effect>> {
        (action == Action::Open && self.is_at_foot()).then(|| self.show_ending())
    }

    /// Takes in what of the roster is to be done.
    pub(super) fn take_endings(&mut self, own: Endings) {
        self.roster.ending = Some(own);
        let height = self.list_height(Pane::Queue);
        self.queue.cursor.keep_in(self.queue.total, height);
    }
}
