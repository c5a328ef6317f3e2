//! Text as an office writes it: buffer, edits, wrapping, widths, cleaning.
