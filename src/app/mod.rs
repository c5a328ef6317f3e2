//! The desk as a value: model, actions, messages, effects and `update`.
