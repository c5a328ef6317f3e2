//! The terminal: guard, keys, theme and drawing.
