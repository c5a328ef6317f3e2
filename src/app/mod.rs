//! The desk as a value: what is shown, what can be asked for, and what must be done about it.
//!
//! `Model::update` takes a `Msg`, changes the model in place and returns `Effect`s; it performs
//! nothing, reads no clock and knows no terminal. Results of effects come back as messages.

pub mod action;
pub mod alike;
pub mod board;
pub mod card;
pub mod cite;
pub mod deadline;
pub mod edit;
pub mod effect;
pub mod ending;
pub mod facets;
pub mod figure;
pub mod filter;
pub mod findings;
pub mod history;
pub mod layout;
pub mod letter;
pub mod list;
pub mod lists;
pub mod looks;
pub mod model;
pub mod msg;
pub mod name_box;
pub mod name_filter;
pub mod newer;
pub mod overlay;
pub mod plot;
pub mod programme;
pub mod queue;
pub mod record;
pub mod registering;
pub mod review;
pub mod roster;
pub mod slips;
pub mod standing_views;
pub mod tables;
pub mod terms;
pub mod update;
pub mod views;

pub use action::Action;
pub use effect::Effect;
pub use model::{Model, Pane};
pub use msg::Msg;
