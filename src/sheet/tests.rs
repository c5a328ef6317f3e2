//! What a spreadsheet gets.

use super::{Bom, Column, ColumnKind, Table, csv, needs_guard, unguarded, xlsx};

fn table(cells: [&str; 3]) -> Table {
    let column = |label: &str, kind| Column {
        label: label.to_owned(),
        kind,
    };
    Table {
        name: "台账/2026".into(),
        title: Some("办理台账".into()),
        columns: vec![
            column("编号", ColumnKind::Text),
            column("交办日期", ColumnKind::Day),
            column("人数", ColumnKind::Count),
        ],
        rows: vec![cells.map(str::to_owned).to_vec()],
    }
}

/// Returns the text of a part of the workbook.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    std::io::read_to_string(archive.by_name(name).unwrap()).unwrap()
}

#[test]
fn a_workbook_is_typed_frozen_and_ready_to_print() {
    let bytes = xlsx(&table(["037", "2026-03-02", "12"])).unwrap();
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    for has in [
        "state=\"frozen\"",
        "orientation=\"landscape\"",
        "paperSize=\"9\"",
        "fitToHeight=\"0\"",
        "&amp;C&amp;P / &amp;N",
        "<v>46083</v>",
        "<v>12</v>",
    ] {
        assert!(sheet.contains(has), "{has}\n{sheet}");
    }
    let book = part(&bytes, "xl/workbook.xml");
    assert!(
        book.contains("_xlnm.Print_Titles") && book.contains("$1:$2"),
        "{book}"
    );
    assert!(book.contains("台账2026"));
    assert!(part(&bytes, "xl/sharedStrings.xml").contains("037"));
}

#[test]
fn no_cell_becomes_a_formula() {
    for hostile in [
        "=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "＝1", "'=1", "''=1",
    ] {
        let bytes = xlsx(&table([hostile, hostile, hostile])).unwrap();
        assert!(
            !part(&bytes, "xl/worksheets/sheet1.xml").contains("<f>"),
            "{hostile}"
        );
        assert!(needs_guard(hostile));
        let bytes = csv(&table([hostile, "", ""]), Bom::No);
        let text = String::from_utf8(bytes).unwrap();
        let row = text.lines().nth(1).unwrap().trim_start_matches('"');
        assert!(row.starts_with('\''), "{row:?}");
        assert_eq!(unguarded(&format!("'{hostile}")), hostile);
    }
    for plain in ["", "037", "'旧", "关于=号", "5-6"] {
        assert_eq!(unguarded(plain), plain);
        assert!(!needs_guard(plain));
    }
}

#[test]
fn a_mark_stands_before_the_text_when_asked_for() {
    let of = |bom| csv(&table(["037", "2026-03-02", "12"]), bom);
    assert_eq!(of(Bom::Yes)[..3], [0xEF, 0xBB, 0xBF]);
    assert_eq!(
        of(Bom::No),
        "编号,交办日期,人数\n037,2026-03-02,12\n".as_bytes()
    );
}

#[test]
fn a_table_of_nothing_and_cells_of_the_wrong_kind_are_written() {
    assert!(xlsx(&Table::default()).is_ok());
    assert!(xlsx(&table(["", "尽快", "007"])).is_ok());
    assert!(xlsx(&table(["\u{301}", "1899-01-01", "1e400"])).is_ok());
}
