//! Where the fields of a question stand: lists, parts of records, and columns with the joins they need.

use crate::{
    domain::programme::ProgrammeKind,
    figure::{Field, Part, Subject},
};

/// Where the rows of a part of a record stand: table, alias, the column of the record, and the days or
/// years by which a fact is dated.
pub(super) struct Rows {
    pub(super) table: &'static str,
    pub(super) alias: &'static str,
    pub(super) record: &'static str,
    pub(super) dated: &'static [Dated],
}

/// By what a fact is dated.
#[derive(Clone, Copy)]
pub(super) enum Dated {
    Year(&'static str),
    Day(&'static str),
    /// From the first day to the last on which it holds.
    Held(&'static str, &'static str),
}

const HONOURS: Rows = Rows {
    table: "honour",
    alias: "h",
    record: "craftsman",
    dated: &[Dated::Year("h.year")],
};
const CERTIFICATES: Rows = Rows {
    table: "certificate",
    alias: "c",
    record: "craftsman",
    dated: &[Dated::Day("c.issued")],
};
const CLASSES: Rows = Rows {
    table: "talent_class",
    alias: "t",
    record: "craftsman",
    dated: &[Dated::Day("t.since")],
};
const GRANTS: Rows = Rows {
    table: "studio_grant",
    alias: "g",
    record: "studio",
    dated: &[Dated::Year("g.year")],
};
const STANDINGS: Rows = Rows {
    table: "employer_standing",
    alias: "n",
    record: "employer",
    dated: &[Dated::Held("n.since", "n.until")],
};

const DUTIES: Rows = Rows {
    table: "studio_duty",
    alias: "d",
    record: "studio",
    dated: &[Dated::Year("d.year")],
};

/// As `craftsman::talent_class` has it: capital letters of full width stand 65248 above the others.
macro_rules! talent_class {
    ($own:literal) => {
        concat!(
            "CASE WHEN replace(",
            $own,
            ", ' ', '') GLOB '[A-Za-zＡ-Ｚａ-ｚ]'
                OR replace(",
            $own,
            ", ' ', '') GLOB '[A-Za-zＡ-Ｚａ-ｚ]类'
                OR replace(",
            $own,
            ", ' ', '') GLOB '[A-Za-zＡ-Ｚａ-ｚ]类人才'
            THEN upper(char(unicode(replace(",
            $own,
            ", ' ', ''))
                - iif(unicode(replace(",
            $own,
            ", ' ', '')) > 65280, 65248, 0)))
            ELSE ",
            $own,
            " END"
        )
    };
}

/// As `Duty::outcome` has it.
const OUTCOME_OF_DUTY: &str = "CASE WHEN d.target IS NULL OR d.result IS NULL THEN 'unreported'
    WHEN d.result >= d.target THEN 'met' ELSE 'short' END";

/// Those a person leads, and those a person is a member of while it lasts.
const STUDIOS: Rows = Rows {
    table: "(SELECT leader AS craftsman, name, approved, NULL AS from_on, NULL AS to_on
        FROM studio WHERE leader IS NOT NULL
        UNION SELECT member.craftsman, studio.name, studio.approved, member.from_on, member.to_on
        FROM studio_member AS member JOIN studio ON studio.id = member.studio)",
    alias: "w",
    record: "craftsman",
    dated: &[
        Dated::Day("w.approved"),
        Dated::Held("w.from_on", "w.to_on"),
    ],
};
const ENTRIES: Rows = Rows {
    table: "programme_fact",
    alias: "x",
    record: "programme",
    dated: &[Dated::Day("x.on_day")],
};
const GOALS: Rows = Rows {
    table: "programme_year",
    alias: "t",
    record: "programme",
    dated: &[Dated::Year("t.year")],
};

pub(super) const fn rows_of(part: Part) -> Option<&'static Rows> {
    match part {
        Part::Own => None,
        Part::Honours => Some(&HONOURS),
        Part::Certificates => Some(&CERTIFICATES),
        Part::Classes => Some(&CLASSES),
        Part::Studios => Some(&STUDIOS),
        Part::Grants => Some(&GRANTS),
        Part::Standings => Some(&STANDINGS),
        Part::Duties => Some(&DUTIES),
        Part::Entries => Some(&ENTRIES),
        Part::Goals => Some(&GOALS),
    }
}

const EMPLOYER_OF_PERSON: &str = "LEFT JOIN employer AS e ON e.id = r.employer";
const HOST_OF_STUDIO: &str = "LEFT JOIN employer AS e ON e.id = r.host";
const LEADER_OF_STUDIO: &str = "LEFT JOIN craftsman AS l ON l.id = r.leader";

/// Returns the column of a field, with the join it needs. `r` is the record.
pub(in crate::store::sqlite) const fn column(field: Field) -> (&'static str, Option<&'static str>) {
    match field {
        Field::Level | Field::StudioLevel | Field::ContestLevel | Field::PlanLevel => {
            ("r.level", None)
        }
        Field::Town | Field::EmployerTown => ("r.town", None),
        Field::Trade | Field::StudioTrade | Field::ContestItem | Field::ClassTrade => {
            ("r.trade", None)
        }
        Field::Employer => (
            "coalesce(e.name, r.employer_name)",
            Some(EMPLOYER_OF_PERSON),
        ),
        Field::Gender => ("r.gender", None),
        Field::TalentClass => (talent_class!("r.talent_class"), None),
        Field::BirthYear => ("CAST(substr(r.birth_month, 1, 4) AS INTEGER)", None),
        Field::Studio => ("w.name", None),
        Field::Honour => ("h.name", None),
        Field::HonourLevel => ("h.level", None),
        Field::HonourYear => ("h.year", None),
        Field::CertificateLevel => ("c.level", None),
        Field::CertificateTrade => ("c.trade", None),
        Field::CertificateYear => ("CAST(substr(c.issued, 1, 4) AS INTEGER)", None),
        Field::ClassHeld => (talent_class!("t.class"), None),
        Field::TalentYear => ("CAST(substr(t.since, 1, 4) AS INTEGER)", None),
        Field::StudioTown => ("e.town", Some(HOST_OF_STUDIO)),
        Field::Host => ("coalesce(e.name, r.host_name)", Some(HOST_OF_STUDIO)),
        Field::Leader => ("coalesce(l.name, r.leader_name)", Some(LEADER_OF_STUDIO)),
        Field::ApprovedYear => ("CAST(substr(r.approved, 1, 4) AS INTEGER)", None),
        Field::TermYear => ("CAST(substr(r.term_end, 1, 4) AS INTEGER)", None),
        Field::GrantLevel => ("g.level", None),
        Field::GrantYear => ("g.year", None),
        Field::Duty => ("d.kind", None),
        Field::DutyYear => ("d.year", None),
        Field::DutyOutcome => (OUTCOME_OF_DUTY, None),
        Field::EmployerKind => ("r.kind", None),
        Field::Standing => ("n.kind", None),
        Field::StandingYear => ("CAST(substr(n.since, 1, 4) AS INTEGER)", None),
        Field::StudioName
        | Field::EmployerName
        | Field::ContestName
        | Field::ClassName
        | Field::SubsidyName
        | Field::PlanName => ("r.name", None),
        Field::ContestOrganiser | Field::ClassOrganiser => ("r.organiser", None),
        Field::ContestYear | Field::ClassYear => {
            ("CAST(substr(r.start_on, 1, 4) AS INTEGER)", None)
        }
        Field::Account => ("r.account", None),
        Field::Ranking => ("x.place", None),
        Field::Promoted | Field::Gained | Field::PaidLevel => ("x.level", None),
        Field::Finish => ("x.finish", None),
        Field::PaidYear => ("CAST(substr(x.on_day, 1, 4) AS INTEGER)", None),
        Field::Target => ("t.target", None),
        Field::GoalYear => ("t.year", None),
    }
}

pub(super) const fn table_of(subject: Subject) -> &'static str {
    match subject {
        Subject::People => "craftsman",
        Subject::Studios => "studio",
        Subject::Employers => "employer",
        Subject::Contests | Subject::Trainings | Subject::Subsidies | Subject::Plans => "programme",
    }
}

/// Returns which programmes a list is of; nothing for the lists that have a table of their own.
pub(super) const fn programmes_of(subject: Subject) -> Option<ProgrammeKind> {
    match subject {
        Subject::Contests => Some(ProgrammeKind::Contest),
        Subject::Trainings => Some(ProgrammeKind::Training),
        Subject::Subsidies => Some(ProgrammeKind::Subsidy),
        Subject::Plans => Some(ProgrammeKind::Plan),
        Subject::People | Subject::Studios | Subject::Employers => None,
    }
}
