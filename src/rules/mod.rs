//! Rule packs and letter profiles, read from data.
