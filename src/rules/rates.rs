//! What a region counts into its satisfaction rate. Apart from the terms because no clock asks it.

use serde::Deserialize;

/// How a region counts ratings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RateRules {
    /// From which rating on an answer counts as satisfying.
    pub satisfied: Satisfying,
    /// What an unreturned slip does to the base.
    pub lapsed: Lapsed,
    /// The regulation and article; without one it is the commonest use.
    pub source: Option<String>,
}

/// From which rating on an answer counts as satisfying.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Satisfying {
    /// 满意, 基本满意 and 了解 (most yearly reports).
    #[default]
    Basically,
    /// 满意 alone; 基本满意 is published apart.
    Satisfied,
}

/// What a slip that did not come back after a reminder does to the base of the rate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lapsed {
    /// It leaves the base.
    #[default]
    Leaves,
    /// It stays in the base and is not satisfied.
    Stays,
}
