//! The nearest known word to a mistyped one.

/// Returns the known word nearest to what was typed, when it is near enough to be meant: at most a
/// third of its characters differ. Chosen by us.
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .map(|word| (distance(typed, word), word))
        .filter(|(far, word)| *far * 3 <= word.chars().count().max(3))
        .min_by_key(|(far, _)| *far)
        .map(|(_, word)| word)
}

/// Counts the characters to insert, drop or change (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, cb) in b.iter().enumerate() {
            let above = row[j + 1];
            let changed = corner + usize::from(ca != *cb);
            row[j + 1] = changed.min(above + 1).min(row[j] + 1);
            corner = above;
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_finds_its_word_and_nonsense_finds_none() {
        let known = ["title", "number", "标题"];
        assert_eq!(nearest("titel", known), Some("title"));
        assert_eq!(nearest("nummber", known), Some("number"));
        assert_eq!(nearest("标提", known), Some("标题"));
        assert_eq!(nearest("xyz", known), None);
        assert_eq!(nearest("", known), None);
    }
}
