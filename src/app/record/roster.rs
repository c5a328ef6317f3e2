//! The fields of craftsmen, studios and employers.

use super::{
    FieldKind, FieldSpec,
    choices::{HONOUR_LEVEL, SKILL_IF_ANY},
};

pub(super) const PERSON: &[FieldSpec] = &[
    ("name", FieldKind::Line),
    ("gender", FieldKind::Choice("gender", &["", "男", "女"])),
    ("birth_month", FieldKind::Line),
    ("employer_name", FieldKind::Line),
    ("trade", FieldKind::Line),
    ("skill", SKILL_IF_ANY),
    ("town", FieldKind::Line),
    ("phone", FieldKind::Line),
    ("talent_class", FieldKind::Line),
    ("note", FieldKind::Line),
];

pub(super) const STUDIO: &[FieldSpec] = &[
    ("name", FieldKind::Line),
    ("honour_level", HONOUR_LEVEL),
    ("leader", FieldKind::Line),
    ("host", FieldKind::Line),
    ("trade", FieldKind::Line),
    ("approved", FieldKind::Date),
    ("approval", FieldKind::Line),
    ("term_start", FieldKind::Date),
    ("term_end", FieldKind::Date),
    ("note", FieldKind::Line),
];

pub(super) const EMPLOYER: &[FieldSpec] = &[
    ("name", FieldKind::Line),
    (
        "employer_kind",
        FieldKind::Choice(
            "employer",
            &[
                "enterprise",
                "self_assessing",
                "assessment_body",
                "training_base",
                "school",
            ],
        ),
    ),
    ("town", FieldKind::Line),
    ("phone", FieldKind::Line),
    ("note", FieldKind::Line),
];
