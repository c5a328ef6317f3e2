//! The program's own words in Chinese and English.
