//! Which column goes where, as a person writes it: `列=字段` each, parted by commas or lines.

/// Words for a column that is left out.
const LEFT_OUT: [&str; 5] = ["", "-", "略", "不取", "none"];

/// What cannot be understood in a mapping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No `=` in it.
    NoPair(String),
    /// The table has no such column.
    NoColumn(String),
    /// There is no such field.
    NoField(String),
}

/// Returns the pairs of a mapping, and what is none.
fn pairs(mapping: &str) -> impl Iterator<Item = Result<(&str, &str), &str>> {
    let lines = mapping
        .lines()
        .filter(|line| !line.trim_start().starts_with('#'));
    let parts = lines.flat_map(|line| line.split([',', '，']));
    let parts = parts.map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| {
        let (column, field) = part.split_once(['=', '＝']).ok_or(part)?;
        let quotes = ['"', '\'', ' '];
        Ok((column.trim_matches(quotes), field.trim_matches(quotes)))
    })
}

/// Returns the columns that a mapping names.
pub fn columns(mapping: &str) -> Vec<String> {
    let columns = pairs(mapping)
        .flatten()
        .map(|(column, _)| column.to_owned());
    columns.collect()
}

/// Does what a mapping says: `field_of` finds a field by its name, `send` sends a column there, or
/// leaves it out, and tells whether there is such a column. Lines that start with `#` are remarks.
///
/// # Errors
/// With every part of it that cannot be understood; the others are done all the same.
pub fn apply<F>(
    mapping: &str,
    field_of: impl Fn(&str) -> Option<F>,
    mut send: impl FnMut(&str, Option<F>) -> bool,
) -> Result<(), Vec<Fault>> {
    let mut faults = Vec::new();
    for pair in pairs(mapping) {
        let (column, field) = match pair {
            Ok(pair) => pair,
            Err(part) => {
                faults.push(Fault::NoPair(part.to_owned()));
                continue;
            }
        };
        let to = if LEFT_OUT.contains(&field) {
            None
        } else if let Some(field) = field_of(field) {
            Some(field)
        } else {
            faults.push(Fault::NoField(field.to_owned()));
            continue;
        };
        if !send(column, to) {
            faults.push(Fault::NoColumn(column.to_owned()));
        }
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(faults)
    }
}

/// Writes a mapping, a line a column with its field's code, as [`apply`] reads it.
pub fn written<'a>(columns: impl Iterator<Item = (&'a str, Option<&'static str>)>) -> String {
    columns
        .map(|(label, field)| format!("{label}={}\n", field.unwrap_or("-")))
        .collect()
}
