//! The nouns of the office, their states and dates.
