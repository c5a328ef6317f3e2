//! What each measure counts: which records, what a row adds, and how they are reached.

use crate::{
    domain::id::{CraftsmanId, EmployerId, ProgrammeId, StudioId},
    figure::{Measure, RowOf},
};

/// What is counted: which record, its amount, and how it is reached from the subject's records.
pub(in crate::store::sqlite) struct Counted {
    pub(in crate::store::sqlite) of: fn(i64) -> RowOf,
    pub(in crate::store::sqlite) id: &'static str,
    /// What one row adds.
    pub(in crate::store::sqlite) amount: &'static str,
    pub(super) reach: &'static str,
}

pub(super) const fn counted(measure: Measure) -> Counted {
    const fn own(of: fn(i64) -> RowOf, amount: &'static str) -> Counted {
        Counted {
            of,
            id: "r.id",
            amount,
            reach: "",
        }
    }
    match measure {
        Measure::Persons | Measure::Honours | Measure::Certificates => own(person, "1"),
        Measure::HonourGrants => own(person, "h.grant_yuan"),
        Measure::Studios | Measure::Duties => own(studio, "1"),
        Measure::Grants => own(studio, "g.amount_yuan"),
        Measure::DutyGoals => own(studio, "d.target"),
        Measure::DutyResults => own(studio, "d.result"),
        Measure::Firms => own(employer, "1"),
        Measure::Contests | Measure::Classes | Measure::Subsidies | Measure::Plans => {
            own(programme, "1")
        }
        Measure::Hours => own(programme, "r.hours"),
        Measure::Entrants | Measure::Enrolled | Measure::Payments => own(programme, "1"),
        Measure::Paid => own(programme, "x.yuan"),
        Measure::Goals => own(programme, "t.goal"),
        // What was last stated, which the selection says: a later statement is left out with its day.
        Measure::Reached => Counted {
            of: programme,
            id: "r.id",
            amount: "f.amount",
            reach: "JOIN programme_fact AS f ON f.programme = r.id AND f.what = 'reached'",
        },
        // The entries are joined as the part that is measured.
        Measure::Contestants | Measure::Trainees | Measure::Receivers => Counted {
            of: person,
            id: "x.craftsman",
            amount: "1",
            reach: "",
        },
        Measure::Apprentices => Counted {
            of: person,
            id: "a.apprentice",
            amount: "1",
            reach: "JOIN apprenticeship AS a ON a.master = r.id",
        },
        Measure::Raised => Counted {
            of: person,
            id: "a.apprentice",
            amount: "1",
            reach: "JOIN apprenticeship AS a ON a.master = r.id AND a.reached IS NOT NULL",
        },
        Measure::StudioApprentices => Counted {
            of: person,
            id: "a.apprentice",
            amount: "1",
            reach: "JOIN apprenticeship AS a ON a.master = r.leader",
        },
        Measure::Members => Counted {
            of: person,
            id: "m.craftsman",
            amount: "1",
            reach: "JOIN studio_member AS m ON m.studio = r.id",
        },
        Measure::Employed => Counted {
            of: person,
            id: "p.id",
            amount: "1",
            reach: "JOIN craftsman AS p ON p.employer = r.id",
        },
        Measure::Hosted => Counted {
            of: studio,
            id: "s.id",
            amount: "1",
            reach: "JOIN studio AS s ON s.host = r.id",
        },
    }
}

fn person(id: i64) -> RowOf {
    RowOf::Craftsman(CraftsmanId(id))
}

fn studio(id: i64) -> RowOf {
    RowOf::Studio(StudioId(id))
}

fn employer(id: i64) -> RowOf {
    RowOf::Employer(EmployerId(id))
}

fn programme(id: i64) -> RowOf {
    RowOf::Programme(ProgrammeId(id))
}
