//! Invented people, papers and letters of any number, from a seed.
