//! The invented city: its towns, and the words that firms are named with.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

/// Places and words of firms.
#[derive(Debug, Deserialize)]
pub struct Places {
    /// The invented province.
    pub province: String,
    /// The invented city.
    pub city: String,
    /// The district of the demo unit.
    pub district: String,
    /// The demo unit itself.
    pub unit: String,
    /// Towns, streets and parks of the district.
    pub towns: Vec<String>,
    /// First words of firms.
    pub brands: Vec<String>,
    /// What firms make.
    pub industries: Vec<String>,
    /// Legal forms.
    pub suffixes: Vec<String>,
    /// Kinds of schools and training centres.
    pub schools: Vec<String>,
}

/// Returns the invented places, read once.
#[expect(clippy::missing_panics_doc, reason = "embedded data that a test reads")]
pub fn places() -> &'static Places {
    static PLACES: OnceLock<Places> = OnceLock::new();
    PLACES.get_or_init(|| {
        toml::from_str(include_str!("../../data/demo/places.toml"))
            .expect("an embedded file that a test reads")
    })
}

/// Returns the trades, read once.
pub(super) fn trades() -> &'static [String] {
    static TRADES: OnceLock<Vec<String>> = OnceLock::new();
    TRADES.get_or_init(|| {
        let branches: BTreeMap<String, Vec<String>> =
            toml::from_str(include_str!("../../data/demo/trades.toml"))
                .expect("an embedded file that a test reads");
        branches.into_values().flatten().collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn embedded_places_and_trades_are_whole() {
        let places = places();
        assert!(
            places.towns.len() >= 15 && places.brands.len() >= 40 && places.industries.len() >= 30
        );
        assert!(places.unit.starts_with(&places.district));
        assert!((55..80).contains(&trades().len()), "{}", trades().len());
    }
}
