//! Tables in every format, with what their cells were.

use encoding_rs::GBK;

use super::{Cell, ReadError, read};

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

const CSV: &str =
    "编号,标题,交办日期\r\n037,\"加装电梯,\n分步走\",2026-03-02\r\n\r\n38,关于夜校的建议,\r\n";

#[test]
fn a_csv_is_read_in_every_encoding_with_lines_counted_as_in_the_file() {
    let (gbk, _, _) = GBK.encode(CSV);
    let wide: Vec<u8> = CSV.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [
        CSV.as_bytes(),
        &gbk,
        &wide,
        format!("\u{FEFF}{CSV}").as_bytes(),
    ] {
        let book = read(bytes).unwrap();
        let sheet = &book.sheets[0];
        assert_eq!(sheet.rows[0][0], text("编号"), "{book:?}");
        assert_eq!(sheet.rows[1][0], text("037"));
        assert_eq!(sheet.rows[1][1], text("加装电梯,\n分步走"));
        // the cell of two lines, then an empty line
        assert_eq!(sheet.rows[4][0], text("38"));
        assert_eq!(sheet.line_of(4), 5);
    }
}

#[test]
fn tabs_and_semicolons_part_cells_too() {
    for sign in ["\t", ";", "|"] {
        let csv = CSV.replace(',', sign);
        assert_eq!(read(csv.as_bytes()).unwrap().sheets[0].rows[0].len(), 3);
    }
}

#[test]
fn one_guard_of_a_formula_is_taken_away() {
    let csv = "编号,标题\n'=1+1,''=2\n'037,'旧\n";
    let sheet = read(csv.as_bytes()).unwrap().sheets.remove(0);
    assert_eq!(sheet.rows[1], [text("=1+1"), text("'=2")]);
    assert_eq!(sheet.rows[2], [text("'037"), text("'旧")]);
}

#[test]
fn a_page_named_xls_keeps_its_columns_through_merged_cells() {
    let page = "<html><meta charset=utf-8><style>td{}</style><table>
        <tr><td rowspan=2>编号</td><td colspan=\"2\">承办&nbsp;单位</td><th>标题</tr>
        <tr><td>主办<td>协办<td/></tr>
        <!-- <tr><td>无</td></tr> -->
        <tr><td x:num>037<td>甲&amp;乙<br>丙</td><td></td><td>关于&#x5728;夜校的建议</td></tr></table></html>";
    let sheet = read(page.as_bytes()).unwrap().sheets.remove(0);
    assert_eq!(
        sheet.rows[0],
        [text("编号"), text("承办 单位"), Cell::Empty, text("标题")]
    );
    assert_eq!(
        sheet.rows[1],
        [Cell::Empty, text("主办"), text("协办"), Cell::Empty]
    );
    assert_eq!(
        sheet.rows[2],
        [
            text("037"),
            text("甲&乙\n丙"),
            Cell::Empty,
            text("关于在夜校的建议")
        ]
    );
}

#[test]
fn the_xml_of_a_spreadsheet_program_is_a_table_too() {
    let xml = "<?xml version=\"1.0\"?><Workbook><Worksheet ss:Name=\"台账\"><Table><Row>
        <Cell><Data ss:Type=\"String\">编号</Data></Cell><Cell ss:Index=\"3\"><Data>标题</Data></Cell>
        </Row></Table></Worksheet></Workbook>";
    let sheet = read(xml.as_bytes()).unwrap().sheets.remove(0);
    assert_eq!(sheet.rows[0], [text("编号"), Cell::Empty, text("标题")]);
}

#[test]
fn lines_of_json_are_a_table() {
    let lines = "{\"number\":\"037\",\"title\":\"甲\"}\n{\"number\":\"038\",\"note\":\"乙\"}\n";
    let sheet = read(lines.as_bytes()).unwrap().sheets.remove(0);
    assert_eq!(sheet.rows[2][0], text("038"));
    assert!(sheet.rows[0].contains(&text("note")));
}

#[test]
fn the_head_of_long_lines_of_json_is_a_table() {
    let line = format!(
        "{{\"number\":\"037\",\"title\":\"{}\"}}\n",
        "甲".repeat(200)
    );
    let book = super::head(line.repeat(500).as_bytes()).unwrap();
    assert_eq!(book.format, "jsonl");
    assert_eq!(book.sheets[0].rows[1][0], text("037"));
}

#[test]
fn what_is_no_table_is_said() {
    assert!(matches!(read(b""), Err(ReadError::Empty)));
    assert!(matches!(
        read(b"%PDF-1.4"),
        Err(ReadError::Unsupported("pdf"))
    ));
    let cut = include_bytes!("../../../tests/fixtures/bad/table.xlsx");
    assert!(read(cut).is_err());
}

#[test]
fn whole_numbers_have_no_point_and_hostile_text_is_cleaned() {
    assert_eq!(Cell::Number(37.0).shown(), "37");
    assert_eq!(Cell::Number(45028.0).shown(), "45028");
    assert_eq!(
        Cell::text(" \u{1b}[31m红\u{301}\u{200b} "),
        text("红\u{301}")
    );
    assert_eq!(Cell::text("\u{3000} \n"), Cell::Empty);
}
