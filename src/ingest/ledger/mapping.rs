//! The ledger's columns as a person sends them to fields; the form of a mapping is in
//! `sheet/mapping.rs`.

use super::{
    Layout,
    field::{Field, key, named},
};
use crate::ingest::sheet::mapping;

pub use crate::ingest::sheet::mapping::{Fault, columns};

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

/// Changes a layout as a mapping says.
///
/// # Errors
/// With every part of it that cannot be understood; the others are done all the same.
pub fn apply(layout: &mut Layout, mapping: &str) -> Result<(), Vec<Fault>> {
    mapping::apply(mapping, field_of, |column, field| {
        layout.send(column, field)
    })
}

/// Writes the mapping of a layout, as [`apply`] reads it.
pub fn written(layout: &Layout) -> String {
    let columns = layout.columns.iter();
    mapping::written(columns.map(|own| (own.label.as_str(), own.field.map(Field::code))))
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
