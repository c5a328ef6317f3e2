//! The nearest of known names, for typing errors in files of the user.

/// Returns the known name that the fewest changes of characters lead to, if it is near enough to be meant.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let near = known
        .into_iter()
        .map(|name| (distance(word, name), name))
        .min()?;
    // A third of the word wrong is still a slip; chosen by us, because more finds chance neighbours.
    (near.0 <= word.chars().count().div_ceil(3)).then_some(near.1)
}

/// Counts insertions, deletions and exchanges of characters (Levenshtein).
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, c) in from.chars().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, d) in to.iter().enumerate() {
            let changed = corner + usize::from(c != *d);
            corner = row[j + 1];
            row[j + 1] = changed.min(corner + 1).min(row[j] + 1);
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_finds_its_word_and_another_word_finds_none() {
        let known = ["accept", "page-down", "help"];
        assert_eq!(nearest("acept", known), Some("accept"));
        assert_eq!(nearest("page_down", known), Some("page-down"));
        assert_eq!(nearest("签收", known), None);
        assert_eq!(nearest("", known), None);
    }
}
