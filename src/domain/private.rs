//! Values that belong to a person and not to the public: phones, addresses, postcodes.
//!
//! Apart so that printing one by accident, in a list, a log or JSON, shows the masked form.

use std::fmt;

/// What a character is masked with, in either width.
const MASKS: [char; 2] = ['*', '＊'];

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

/// Tells whether a text is a masked form, which tells nothing and must never stand where the value does.
pub fn is_masked(text: &str) -> bool {
    text.contains(MASKS)
}

/// Tells whether a value can be the one that a masked form was made of: what the mask left to be seen
/// stands at its ends. Others mask in other places than we do, so the lengths are not compared.
pub fn may_be(value: &str, masked: &str) -> bool {
    let (Some(head), Some(tail)) = (masked.find(MASKS), masked.rfind(MASKS)) else {
        return value == masked;
    };
    let (head, tail) = (&masked[..head], masked[tail..].trim_start_matches(MASKS));
    value.len() >= head.len() + tail.len() && value.starts_with(head) && value.ends_with(tail)
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
    use super::{Private, is_masked, may_be};

    #[test]
    fn a_phone_shows_its_ends_only() {
        assert_eq!(Private::new("00000001234").masked(), "000******34");
        assert_eq!(Private::new("青石街道8号").masked(), "青*****");
        assert_eq!(Private::new("路1").masked(), "**");
        assert_eq!(Private::new("").masked(), "");
        assert!(!format!("{:?}", Private::new("00000001234")).contains("1234"));
    }

    #[test]
    fn a_masked_form_is_known_and_fits_what_it_was_made_of() {
        for value in ["00000001234", "青石街道8号", "路1", "e\u{301}0000001"] {
            let masked = Private::new(value).masked();
            assert!(is_masked(&masked) && may_be(value, &masked), "{masked}");
        }
        assert!(may_be("00000001234", "0000＊＊＊1234"));
        assert!(!may_be("00000001234", "000******35") && !may_be("00034", "000*0034"));
        assert!(!is_masked("") && may_be("", "") && !may_be("一", ""));
    }
}
