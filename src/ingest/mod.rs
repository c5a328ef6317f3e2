//! Papers in every format, read into fields that say where they came from.
