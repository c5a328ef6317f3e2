//! Where everything is kept: the `Store` trait and its SQLite engine.
