//! Performing effects, threads, the clock, and who the user is.
