//! Values that belong to a person and not to the public: phones, addresses, postcodes.
//!
//! Apart so that printing one by accident, in a list, a log or JSON, shows the masked form.

use std::fmt;

/// A private value; `Display` and `Debug` show it masked.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Private(String);

impl Private {
    /// Keeps a value private.
    pub fn new(value: impl Into<String>) -> Self {
        Self(value.into())
    }

    /// Returns the value itself; call it only where the full view of one record is shown or kept.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Returns the masked form: the first third (at most three characters) and the last two of
    /// values over seven characters stay, the rest is `*`.
    pub fn masked(&self) -> String {
        let chars: Vec<char> = self.0.chars().collect();
        let (head, tail) = match chars.len() {
            0..=2 => (0, 0),
            3..=7 => (1, 0),
            _ => (3, 2),
        };
        chars
            .iter()
            .enumerate()
            .map(|(at, c)| {
                if at < head || at + tail >= chars.len() {
                    *c
                } else {
                    '*'
                }
            })
            .collect()
    }
}

impl fmt::Display for Private {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.masked())
    }
}

impl fmt::Debug for Private {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Private({})", self.masked())
    }
}

#[cfg(test)]
mod tests {
    use super::Private;

    #[test]
    fn a_phone_shows_its_ends_only() {
        assert_eq!(Private::new("00000001234").masked(), "000******34");
        assert_eq!(Private::new("青石街道8号").masked(), "青*****");
        assert_eq!(Private::new("路1").masked(), "**");
        assert_eq!(Private::new("").masked(), "");
        assert!(!format!("{:?}", Private::new("00000001234")).contains("1234"));
    }
}
