//! A table as a Word paper: title, paragraphs, the table with its header on every page, paragraphs.
//!
//! As little `WordprocessingML` as Word, WPS and LibreOffice need; elements in the order of ECMA-376.

use std::{
    fmt::Write as _,
    io::{Cursor, Write as _},
};

use zip::{ZipWriter, result::ZipResult, write::SimpleFileOptions};

use super::Table;
use crate::text::xml::xml;

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
const LINKS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
/// A4 with the margins of GB/T 9704, in twentieths of a point.
const PAGE: &str = r#"<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>"#;

/// Writes a table with the paragraphs above and below it.
///
/// # Panics
/// Never: the bytes are written into memory.
pub fn docx(table: &Table, above: &[String], below: &[String]) -> Vec<u8> {
    let mut body = String::new();
    if let Some(title) = &table.title {
        paragraph(
            &mut body,
            title,
            ("方正小标宋简体", 44),
            r#"<w:jc w:val="center"/>"#,
        );
    }
    for text in above {
        paragraph(
            &mut body,
            text,
            ("仿宋_GB2312", 32),
            r#"<w:ind w:firstLineChars="200" w:firstLine="640"/>"#,
        );
    }
    rows(&mut body, table);
    for text in below {
        paragraph(
            &mut body,
            text,
            ("仿宋_GB2312", 32),
            r#"<w:ind w:firstLineChars="200" w:firstLine="640"/>"#,
        );
    }
    let document = format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}{PAGE}</w:body></w:document>"#
    );
    packed(&document).expect("writing into memory does not fail")
}

fn packed(document: &str) -> ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", LINKS),
        ("word/document.xml", document),
    ] {
        zip.start_file(name, SimpleFileOptions::default())?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

fn paragraph(out: &mut String, text: &str, (face, size): (&str, u32), about: &str) {
    let _ = write!(out, "<w:p><w:pPr>{about}</w:pPr>");
    run(out, text, (face, size));
    out.push_str("</w:p>");
}

fn run(out: &mut String, text: &str, (face, size): (&str, u32)) {
    let _ = write!(
        out,
        r#"<w:r><w:rPr><w:rFonts w:ascii="{face}" w:hAnsi="{face}" w:eastAsia="{face}" w:hint="eastAsia"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r>"#,
        xml(text)
    );
}

fn rows(out: &mut String, table: &Table) {
    let edges = ["top", "left", "bottom", "right", "insideH", "insideV"];
    let edges = edges
        .map(|edge| format!(r#"<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="auto"/>"#));
    let _ = write!(
        out,
        r#"<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>{}</w:tblBorders></w:tblPr><w:tblGrid>{}</w:tblGrid>"#,
        edges.concat(),
        "<w:gridCol/>".repeat(table.columns.len())
    );
    let labels: Vec<String> = table.columns.iter().map(|own| own.label.clone()).collect();
    row(
        out,
        &labels,
        ("黑体", 24),
        "<w:trPr><w:tblHeader/></w:trPr>",
    );
    for cells in &table.rows {
        row(out, cells, ("仿宋_GB2312", 24), "");
    }
    out.push_str("</w:tbl>");
}

fn row(out: &mut String, cells: &[String], look: (&str, u32), about: &str) {
    let _ = write!(out, "<w:tr>{about}");
    for cell in cells {
        out.push_str("<w:tc><w:tcPr><w:tcW w:w=\"0\" w:type=\"auto\"/></w:tcPr>");
        paragraph(out, cell, look, r#"<w:jc w:val="center"/>"#);
        out.push_str("</w:tc>");
    }
    out.push_str("</w:tr>");
}
