//! Which column goes where, as a person writes it: `列=字段` each, parted by commas or lines.

use super::{
    Layout,
    field::{Field, key, named},
};

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

/// Finds a field by its code, its label or an alias.
pub fn field_of(name: &str) -> Option<Field> {
    let name = name.trim();
    Field::from_code(name)
        .or_else(|| {
            Field::ALL
                .iter()
                .copied()
                .find(|own| key(own.label()) == key(name))
        })
        .or_else(|| named(name).first().copied())
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

/// Changes a layout as a mapping says. Lines that start with `#` are remarks.
///
/// # Errors
/// With every part of it that cannot be understood; the others are done all the same.
pub fn apply(layout: &mut Layout, mapping: &str) -> Result<(), Vec<Fault>> {
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
        if !layout.send(column, to) {
            faults.push(Fault::NoColumn(column.to_owned()));
        }
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(faults)
    }
}

/// Writes the mapping of a layout, a line a column, as [`apply`] reads it.
pub fn written(layout: &Layout) -> String {
    let line = |column: &super::Column| {
        let field = column.field.map_or("-", Field::code);
        format!("{}={field}\n", column.label)
    };
    layout.columns.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::ledger::Column;

    #[test]
    fn a_mapping_is_read_as_it_is_written_and_all_its_faults_are_told() {
        let column = |label: &str, field| Column {
            label: label.to_owned(),
            sample: String::new(),
            field,
        };
        let mut layout = Layout {
            columns: vec![column("事项", None), column("类别", Some(Field::Class))],
            heads: Vec::new(),
        };
        apply(&mut layout, "事项=标题，类别=-").unwrap();
        assert_eq!(layout.columns[0].field, Some(Field::Title));
        assert_eq!(layout.columns[1].field, None);
        let written = written(&layout);
        let again = layout.clone();
        apply(&mut layout, &format!("# 上年用过\n{written}")).unwrap();
        assert_eq!(layout, again);
        assert_eq!(
            apply(&mut layout, "事项=天气,没有=标题,乱写"),
            Err(vec![
                Fault::NoField("天气".into()),
                Fault::NoColumn("没有".into()),
                Fault::NoPair("乱写".into()),
            ])
        );
    }
}
