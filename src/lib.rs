//! anfu (案复): a terminal desk for those who answer deputies' suggestions and CPPCC proposals.
//!
//! A folder is a subject, and imports run one way:
//!
//! ```text
//! domain, text, lang  <-  rules, search, figure, letter, check, sheet, ingest, demo, report  <-  app | store  <-  run  <-  tui  <-  cli
//! ```
//!
//! | folder | what it owns |
//! | --- | --- |
//! | `domain` | the nouns of the office, states, dates; knows no region and no clock |
//! | `text` | buffer, edits, wrapping, widths, cleaning of text from outside |
//! | `lang` | the program's own words in Chinese and English |
//! | `rules` | rule packs and the working calendar, read from data, and the clocks that follow |
//! | `search` | names by characters, pinyin and initials, ranked |
//! | `figure` | the question a figure asks of the roster, its value with unit, its trace |
//! | `letter` | templates, filling, output forms |
//! | `sheet` | tables written for spreadsheets: .xlsx and .csv, never a formula |
//! | `check` | checks of a letter: sums, percentages, dates, form, wording |
//! | `ingest` | papers in every format, read into fields that say where they came from |
//! | `report` | rates, lists and tables over whole lives, each with its base and its items |
//! | `demo` | invented people and papers of any number, from a seed |
//! | `app` | the desk as a value: model, actions, messages, effects, `update` |
//! | `store` | the `Store` trait and the SQLite engine |
//! | `run` | performing effects, threads, the clock, who the user is |
//! | `tui` | the terminal: guard, keys, theme, drawing |
//! | `cli` | arguments, subcommands, exit codes |
//!
//! Invariants: no regional number in code; the domain never asks what day it is; only `store/sqlite`
//! contains SQL; only `search/matcher.rs` names fuzzy-matcher; only two files of `tui` name crossterm;
//! text from outside is cleaned on entry and on leaving the store; `update` performs nothing; `view`
//! decides nothing; readers return what they could read and every problem they met.
//! `tests/it/layers.rs` holds the import directions.

pub mod app;
pub mod check;
pub mod cli;
pub mod demo;
pub mod domain;
pub mod figure;
pub mod ingest;
pub mod lang;
pub mod letter;
pub mod report;
pub mod rules;
pub mod run;
pub mod search;
pub mod sheet;
pub mod store;
pub mod text;
pub mod tui;
