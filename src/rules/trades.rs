//! The catalogue of trades (职业、工种), read from data.
//!
//! Names are ours to choose from what offices write; codes stand where an office put them in. What the
//! roster has beside them is asked of the store.

use std::sync::OnceLock;

const SHIPPED: &str = include_str!("../../data/trades.toml");

/// A trade.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trade {
    /// Its name.
    pub name: String,
    /// 职业编码, where one is known.
    pub code: Option<String>,
    /// The branch it stands under.
    pub branch: String,
}

/// Returns the trades that ship, branch by branch.
pub fn trades() -> &'static [Trade] {
    static TRADES: OnceLock<Vec<Trade>> = OnceLock::new();
    TRADES.get_or_init(|| read(SHIPPED).unwrap_or_default())
}

fn read(text: &str) -> Option<Vec<Trade>> {
    let table: toml::Table = text.parse().ok()?;
    let mut found = Vec::new();
    for (branch, names) in &table {
        for name in names.as_array()? {
            let own = name.as_str()?;
            let (name, code) = match own.split_once(' ') {
                Some((name, code)) => (name, Some(code.trim().to_owned())),
                None => (own, None),
            };
            found.push(Trade {
                name: name.to_owned(),
                code,
                branch: branch.clone(),
            });
        }
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_trades_that_ship_are_read_and_stand_once() {
        let names: BTreeSet<&str> = trades().iter().map(|own| own.name.as_str()).collect();
        assert!(names.len() > 100, "{}", names.len());
        assert_eq!(names.len(), trades().len());
        assert!(names.contains("焊工"));
    }

    #[test]
    fn a_code_follows_the_name() {
        let found = read("\"乙\" = [\"焊工 6-18\", \"e\u{301}工\"]").unwrap();
        assert_eq!(found[0].code.as_deref(), Some("6-18"));
        assert_eq!(
            (&*found[1].name, found[1].code.as_deref()),
            ("e\u{301}工", None)
        );
        assert_eq!(read("x = 3"), None);
        assert_eq!(read(""), Some(Vec::new()));
    }
}
