//! Every check, one row each: id, weight, where its rule comes from, and the function.
//!
//! The id and the names of its cases lead to the sentences in `data/lang` (`check.<id>.<case>`).

use super::{
    Finding, Paper, Severity, amounts, asks, blanks, citations, class, confused, dates, doubled,
    figures, leftovers, marks, number_form, numbering, organ, percent, private, pronoun, queue,
    ranges, required, sums, width,
};

/// A check.
pub struct Check {
    /// The id in JSON, a promise to scripts.
    pub id: &'static str,
    /// The weight that most of its findings have.
    pub severity: Severity,
    /// The cases it tells apart.
    pub cases: &'static [&'static str],
    /// Where the rule comes from.
    pub source: &'static str,
    /// What does it.
    pub run: fn(&Paper, &super::Against, &mut Vec<Finding>),
}

/// Every check.
pub const CHECKS: &[Check] = &[
    Check {
        id: sums::ID,
        severity: Severity::Error,
        cases: &["over", "under", "part"],
        source: "arithmetic; real answers with wrong sums after 其中 (domain.md, finding 5)",
        run: sums::run,
    },
    Check {
        id: percent::ID,
        severity: Severity::Error,
        cases: &["share", "growth", "direction", "whole", "above", "rate"],
        source: "arithmetic; printed shares may be cut off instead of rounded (domain.md 5.1)",
        run: percent::run,
    },
    Check {
        id: ranges::ID,
        severity: Severity::Error,
        cases: &["reversed"],
        source: "arithmetic",
        run: ranges::run,
    },
    Check {
        id: dates::ID,
        severity: Severity::Error,
        cases: &["none", "weekday", "order", "number_year"],
        source: "the calendar; the number's year is that of signing (GB/T 9704-2012, 7.2.5)",
        run: dates::run,
    },
    Check {
        id: number_form::ID,
        severity: Severity::Warning,
        cases: &["form", "broken"],
        source: "GB/T 9704-2012, 7.2.5: year in 〔〕, no 第, no padding",
        run: number_form::run,
    },
    Check {
        id: numbering::ID,
        severity: Severity::Warning,
        cases: &["skipped", "repeated", "restarted"],
        source: "GB/T 9704-2012, 7.3.3: levels 一、（一）1.（1）in order",
        run: numbering::run,
    },
    Check {
        id: marks::ID,
        severity: Severity::Warning,
        cases: &[
            "open", "close", "mixed", "twice", "empty", "repeated", "head",
        ],
        source: "GB/T 15834-2011: brackets, quotes and title marks come in pairs",
        run: marks::run,
    },
    Check {
        id: width::ID,
        severity: Severity::Warning,
        cases: &["half", "many", "digits", "space"],
        source: "GB/T 15834-2011, 5.1: marks of Chinese text are full width",
        run: width::run,
    },
    Check {
        id: doubled::ID,
        severity: Severity::Warning,
        cases: &["word"],
        source: "slips of typing; doublings of the language are left alone",
        run: doubled::run,
    },
    Check {
        id: amounts::ID,
        severity: Severity::Error,
        cases: &["empty"],
        source: "a real answer with 投入万元 (domain.md, finding 5)",
        run: amounts::run,
    },
    Check {
        id: blanks::ID,
        severity: Severity::Error,
        cases: &["blank", "crossed", "number", "date"],
        source: "our templates mark what is missing with 【】; offices with ××",
        run: blanks::run,
    },
    Check {
        id: leftovers::ID,
        severity: Severity::Warning,
        cases: &["word", "page", "sign"],
        source: "what clerks really receive (domain.md 8)",
        run: leftovers::run,
    },
    Check {
        id: confused::ID,
        severity: Severity::Warning,
        cases: &["word"],
        source: "现代汉语词典; only where the words around leave no doubt",
        run: confused::run,
    },
    Check {
        id: pronoun::ID,
        severity: Severity::Warning,
        cases: &["several", "one", "plural"],
        source: "real answers that mix 您 and 你们 (domain.md 3.3)",
        run: pronoun::run,
    },
    Check {
        id: organ::ID,
        severity: Severity::Warning,
        cases: &["differs"],
        source: "GB/T 9704-2012, 7.3.5: the signing organ is the issuing one",
        run: organ::run,
    },
    Check {
        id: citations::ID,
        severity: Severity::Warning,
        cases: &["number", "bare", "title"],
        source: "GB/T 9704-2012, 7.3.3 and 7.2.5: a paper is cited by title, then number",
        run: citations::run,
    },
    Check {
        id: asks::ID,
        severity: Severity::Warning,
        cases: &["missing", "empty"],
        source: "each point is answered (Sichuan 2024; Qingdao 2021, 29; domain.md 1.3)",
        run: asks::run,
    },
    Check {
        id: figures::ID,
        severity: Severity::Error,
        cases: &["changed", "lost", "stale"],
        source: "the roster on the day of the check",
        run: figures::run,
    },
    Check {
        id: class::ID,
        severity: Severity::Warning,
        cases: &["solved", "no_plan", "no_date", "differs"],
        source: "the letter and its class must agree (domain.md 2.2)",
        run: class::run,
    },
    Check {
        id: private::ID,
        severity: Severity::Warning,
        cases: &["identity", "mobile", "known", "card", "plate", "home"],
        source: "what is published carries no private data (个人信息保护法, 25 and 28)",
        run: private::run,
    },
    Check {
        id: required::ID,
        severity: Severity::Error,
        cases: &["line", "closing", "after", "before"],
        source: "the unit's profile of letters; GB/T 9704-2012, 7.2 to 7.4",
        run: required::run,
    },
    Check {
        id: queue::ID,
        severity: Severity::Error,
        cases: &[
            "number", "title", "session", "kind", "missing", "stranger", "count", "late",
        ],
        source: "the item as the queue keeps it",
        run: queue::run,
    },
];

/// Returns the row of an id.
pub fn named(id: &str) -> Option<&'static Check> {
    CHECKS.iter().find(|own| own.id == id)
}
