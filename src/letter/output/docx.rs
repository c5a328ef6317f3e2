//! .docx in the layout of GB/T 9704-2012, as `WordprocessingML` written by hand.
//!
//! Written without a library: of the page's needs (grid, frame at the foot, odd and even numbers,
//! red rules) the ones we found reach few, and not in the element order that ECMA-376 demands and
//! Word checks. Lines are broken by whoever opens it: exact lines, characters
//! as close as 28 of them need, and typefaces by the names that offices have, each with a second name.

use std::{
    fmt::Write as _,
    io::{Cursor, Write as _},
};

use zip::{ZipWriter, write::SimpleFileOptions};

use crate::{
    letter::page::{
        AREA_HEIGHT_MM, AREA_WIDTH_MM, Align, Block, DOUBLE_RULE_MM, Document, FOOT_RULES_MM, Face,
        Foot, Head, LEFT_MM, LETTER_RULE_MM, NUMBER_BELOW_MM, PAPER_HEIGHT_MM, PAPER_WIDTH_MM,
        POINT_MM, Paper, Run, Size, TOP_MM, read,
    },
    text::xml::xml,
};

/// The white at the right in millimetres, which follows from the rest (5.2.1).
const RIGHT_MM: f64 = PAPER_WIDTH_MM - LEFT_MM - AREA_WIDTH_MM;

const NAMESPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;
const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// A line in twentieths of a point. Cut down, so that 22 of them never ask for more than the page.
const LINE: i64 = 579;

/// Where the footers end, above the paper's lower edge: where the lower red rule lies (10.1).
const FOOTER_MM: f64 = 20.0;

/// Writes a letter as .docx.
///
/// # Panics
/// Never: the bytes are written into memory.
pub fn docx(paper: &Paper<'_>) -> Vec<u8> {
    document_docx(&read(paper))
}

/// Writes what was laid out as .docx.
///
/// # Panics
/// Never: the bytes are written into memory.
pub fn document_docx(document: &Document) -> Vec<u8> {
    let mut files = vec![
        ("[Content_Types].xml", content_types()),
        ("_rels/.rels", package_links()),
        ("docProps/core.xml", core(document)),
        ("word/document.xml", body(document)),
        ("word/_rels/document.xml.rels", links()),
        ("word/styles.xml", styles()),
        ("word/settings.xml", settings()),
        ("word/fontTable.xml", fonts()),
        ("word/footer1.xml", first_footer()),
        ("word/footer2.xml", number_footer("right")),
        ("word/footer3.xml", number_footer("left")),
    ];
    packed(&mut files).expect("writing into memory does not fail")
}

fn packed(files: &mut [(&str, String)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(*name, SimpleFileOptions::default())?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

/// Millimetres in twentieths of a point.
fn twips(mm: f64) -> i64 {
    (mm / POINT_MM * 20.0).round() as i64
}

/// The name an office's machine knows a face by, and the one to take where it is missing.
fn names(face: Face) -> (&'static str, &'static str) {
    match face {
        Face::FangSong => ("仿宋_GB2312", "仿宋"),
        Face::Kai => ("楷体_GB2312", "楷体"),
        Face::Hei => ("黑体", "SimHei"),
        Face::XiaoBiaoSong => ("方正小标宋简体", "小标宋"),
        Face::Song => ("宋体", "SimSun"),
    }
}

fn fonts_of(face: Face) -> String {
    let (name, _) = names(face);
    // Digits and letters in the same face take half a character, and quotes a whole one.
    format!(
        r#"<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}" w:hint="eastAsia"/>"#
    )
}

fn run(face: Face, half_points: i64, colour: &str, text: &str) -> String {
    let colour = match colour {
        "" => String::new(),
        own => format!(r#"<w:color w:val="{own}"/>"#),
    };
    // Only the text's own size stands closer; see `styles`.
    let spacing = match half_points {
        32 => "",
        _ => r#"<w:spacing w:val="0"/>"#,
    };
    format!(
        r#"<w:r><w:rPr>{}{colour}{spacing}<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r>"#,
        fonts_of(face),
        xml(text)
    )
}

fn runs(runs: &[Run], size: Size) -> String {
    let half_points = (size.points() * 2.0) as i64;
    runs.iter()
        .map(|own| run(own.face, half_points, "", &own.text))
        .collect()
}

/// A block as a paragraph.
fn paragraph(block: &Block, before: i64) -> String {
    let mut about = String::new();
    if block.with_next {
        about += "<w:keepNext/>";
    }
    if block.new_page {
        about += "<w:pageBreakBefore/>";
    }
    if before > 0 {
        let _ = write!(about, r#"<w:spacing w:before="{before}"/>"#);
    }
    about += &indents(block);
    about += match block.align {
        Align::Full => "",
        Align::Middle => r#"<w:jc w:val="center"/>"#,
        Align::Right => r#"<w:jc w:val="right"/>"#,
    };
    format!(
        "<w:p><w:pPr>{about}</w:pPr>{}</w:p>",
        runs(&block.runs, block.size)
    )
}

/// Indents in characters, for who counts them, and in twentieths of a point.
fn indents(block: &Block) -> String {
    let mut out = String::new();
    let mut put = |name: &str, cols: usize| {
        if cols > 0 {
            let hundredths = cols * 50;
            let own = twips(cols as f64 * block.size.col_mm());
            let _ = write!(out, r#" w:{name}Chars="{hundredths}" w:{name}="{own}""#);
        }
    };
    put("left", block.rest);
    put("right", block.right);
    if block.first > block.rest {
        put("firstLine", block.first - block.rest);
    } else {
        put("hanging", block.rest - block.first);
    }
    if out.is_empty() {
        out
    } else {
        format!("<w:ind{out}/>")
    }
}

fn body(document: &Document) -> String {
    let room = document.head.room(&document.mark);
    let mut out = head(document);
    let mut below_head = match document.head {
        // The frame ends with its rule; what follows stands a little below it.
        Head::Letter => {
            let rule: f64 = DOUBLE_RULE_MM.iter().sum();
            twips(room.text_top_mm - room.rule_top_mm - rule)
        }
        Head::Red | Head::Bare => 0,
    };
    if document.head != Head::Red && (document.class.is_some() || document.number.is_some()) {
        out += &class_and_number(document, below_head);
        below_head = 0;
    }
    for block in &document.blocks {
        let before = block.gap as i64 * LINE + std::mem::take(&mut below_head);
        out += &paragraph(block, before);
    }
    out += &foot(document);
    format!(
        "{XML}<w:document {NAMESPACES}><w:body>{out}{}</w:body></w:document>",
        section(document.head)
    )
}

/// The class at the left and the number at the right of one line.
fn class_and_number(document: &Document, before: i64) -> String {
    let class = document.class.as_deref().unwrap_or_default();
    let number = document.number.as_deref().unwrap_or_default();
    let end = twips(AREA_WIDTH_MM);
    format!(
        r#"<w:p><w:pPr><w:tabs><w:tab w:val="right" w:pos="{end}"/></w:tabs><w:spacing w:before="{before}"/></w:pPr>{}<w:r><w:tab/></w:r>{}</w:p>"#,
        run(Face::FangSong, 32, "", class),
        run(Face::FangSong, 32, "", number),
    )
}

/// A rule: a line of its thickness, filled. Borders would do, but a frame with them loses its place
/// in `LibreOffice` 7.4.
fn rule(about: &str, thick_mm: f64, colour: &str) -> String {
    let fill = match colour {
        "" => String::new(),
        own => format!(r#"<w:shd w:val="clear" w:color="auto" w:fill="{own}"/>"#),
    };
    let line = twips(thick_mm);
    format!(
        r#"<w:p><w:pPr>{about}{fill}<w:spacing w:line="{line}" w:lineRule="exact"/></w:pPr></w:p>"#
    )
}

/// What stands above the text.
fn head(document: &Document) -> String {
    match document.head {
        Head::Letter => letter_head(document),
        Head::Red => red_head(document),
        Head::Bare => String::new(),
    }
}

/// The mark 30 mm below the paper's edge, and a double rule 4 mm below it (10.1), in a frame that
/// the text begins under.
fn letter_head(document: &Document) -> String {
    let room = document.head.room(&document.mark);
    let frame = format!(
        r#"<w:framePr w:w="{}" w:wrap="notBeside" w:vAnchor="page" w:hAnchor="page" w:x="{}" w:y="{}"/>"#,
        twips(LETTER_RULE_MM),
        twips((PAPER_WIDTH_MM - LETTER_RULE_MM) / 2.0),
        twips(room.mark_top_mm),
    );
    let size = (room.mark_points * 20.0) as i64;
    let mark = run(
        Face::XiaoBiaoSong,
        (room.mark_points * 2.0) as i64,
        "FF0000",
        &document.mark,
    );
    let [thick, white, thin] = DOUBLE_RULE_MM;
    let mut out = format!(
        r#"<w:p><w:pPr>{frame}<w:spacing w:line="{size}" w:lineRule="exact"/><w:jc w:val="center"/></w:pPr>{mark}</w:p>"#
    );
    for (height_mm, colour) in [(4.0, ""), (thick, "FF0000"), (white, ""), (thin, "FF0000")] {
        out += &rule(&frame, height_mm, colour);
    }
    out
}

/// The mark, the number and the red rule (7.2.4, 7.2.5, 7.2.7).
fn red_head(document: &Document) -> String {
    let room = document.head.room(&document.mark);
    let mut out = String::new();
    let mut before = twips(room.mark_top_mm - TOP_MM);
    if let Some(class) = &document.class {
        let block = Block {
            align: Align::Right,
            ..Block::new(Face::FangSong, class)
        };
        out += &paragraph(&block, 0);
        before -= LINE;
    }
    let size = (room.mark_points * 20.0) as i64;
    let _ = write!(
        out,
        r#"<w:p><w:pPr><w:spacing w:before="{before}" w:after="{}" w:line="{size}" w:lineRule="exact"/><w:jc w:val="center"/></w:pPr>{}</w:p>"#,
        2 * LINE,
        run(
            Face::XiaoBiaoSong,
            (room.mark_points * 2.0) as i64,
            "FF0000",
            &document.mark
        ),
    );
    let number = document.number.as_deref().unwrap_or_default();
    let _ = write!(
        out,
        r#"<w:p><w:pPr><w:pBdr><w:bottom w:val="single" w:sz="16" w:space="5" w:color="FF0000"/></w:pBdr><w:jc w:val="center"/></w:pPr>{}</w:p>"#,
        run(Face::FangSong, 32, "", number),
    );
    out
}

/// 版记 in a frame at the foot of the type area of the last page (7.4), and the paragraph that
/// holds the frame.
fn foot(document: &Document) -> String {
    if document.foot.is_empty() {
        return String::new();
    }
    let frame = format!(
        r#"<w:framePr w:w="{}" w:wrap="around" w:vAnchor="margin" w:hAnchor="margin" w:xAlign="left" w:yAlign="bottom"/>"#,
        twips(AREA_WIDTH_MM)
    );
    let [thick, thin] = FOOT_RULES_MM;
    let rule_of = |thick_mm: f64| {
        if document.has_foot_rules() {
            rule(&frame, thick_mm, "000000")
        } else {
            String::new()
        }
    };
    let mut out = String::new();
    for (at, line) in document.foot.iter().enumerate() {
        out += &rule_of(if at == 0 { thick } else { thin });
        out += &foot_line(line, &frame);
    }
    out += &rule_of(thick);
    out += r#"<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/></w:pPr></w:p>"#;
    out
}

fn foot_line(line: &Foot, frame: &str) -> String {
    let width = twips(AREA_WIDTH_MM);
    let col = twips(Size::Four.col_mm());
    let hang = line.text.find('：').map_or(0, |at| {
        let head = crate::text::width::of(&line.text[..at]) as i64 + 2;
        head * col
    });
    let mut text = run(Face::FangSong, 28, "", &line.text);
    if let Some(right) = &line.right {
        let _ = write!(
            text,
            "<w:r><w:tab/></w:r>{}",
            run(Face::FangSong, 28, "", right)
        );
    }
    format!(
        r#"<w:p><w:pPr>{frame}<w:tabs><w:tab w:val="right" w:pos="{}"/></w:tabs><w:ind w:left="{}" w:right="{}" w:hanging="{hang}"/></w:pPr>{text}</w:p>"#,
        width - 2 * col,
        2 * col + hang,
        2 * col,
    )
}

/// Page and margins (5.1, 5.2). The grid says how many lines a page has; the lines themselves are
/// exact and not laid on it.
fn section(head: Head) -> String {
    let bottom = PAPER_HEIGHT_MM - TOP_MM - AREA_HEIGHT_MM;
    let (first, title_page) = match head {
        Head::Letter => (
            r#"<w:footerReference w:type="first" r:id="rId4"/>"#,
            "<w:titlePg/>",
        ),
        Head::Red | Head::Bare => ("", ""),
    };
    format!(
        r#"<w:sectPr>{first}<w:footerReference w:type="default" r:id="rId5"/><w:footerReference w:type="even" r:id="rId6"/><w:pgSz w:w="{}" w:h="{}"/><w:pgMar w:top="{}" w:right="{}" w:bottom="{}" w:left="{}" w:header="{}" w:footer="{}" w:gutter="0"/>{title_page}<w:docGrid w:type="lines" w:linePitch="{LINE}"/></w:sectPr>"#,
        twips(PAPER_WIDTH_MM),
        twips(PAPER_HEIGHT_MM),
        twips(TOP_MM),
        twips(RIGHT_MM),
        twips(bottom),
        twips(LEFT_MM),
        twips(FOOTER_MM),
        twips(FOOTER_MM),
    )
}

/// The lower double rule of a letter's first page, which shows no number (10.1); in the middle of the
/// paper and not of the type area.
fn first_footer() -> String {
    let left_mm = (PAPER_WIDTH_MM - LETTER_RULE_MM) / 2.0;
    let [left, right] = [left_mm - LEFT_MM, left_mm - RIGHT_MM].map(twips);
    let [thick, white, thin] = DOUBLE_RULE_MM;
    let rules: String = [(thin, "FF0000"), (white, ""), (thick, "FF0000")]
        .map(|(height_mm, colour)| rule("", height_mm, colour))
        .concat()
        .replace(
            "</w:pPr>",
            &format!(r#"<w:ind w:left="{left}" w:right="{right}"/></w:pPr>"#),
        );
    format!("{XML}<w:ftr {NAMESPACES}>{rules}</w:ftr>")
}

/// — 1 —, its dashes 7 mm below the type area, a character from the edge (7.5).
fn number_footer(side: &str) -> String {
    let dashes_mm = PAPER_HEIGHT_MM - TOP_MM - AREA_HEIGHT_MM - NUMBER_BELOW_MM;
    let line_mm = Size::Four.points() * POINT_MM;
    let below = twips(dashes_mm - line_mm / 2.0 - FOOTER_MM);
    let line = (Size::Four.points() * 20.0) as i64;
    let text = |own: &str| run(Face::Song, 28, "", own);
    let number = format!(
        r#"<w:fldSimple w:instr=" PAGE ">{}</w:fldSimple>"#,
        text("1")
    );
    format!(
        r#"{XML}<w:ftr {NAMESPACES}><w:p><w:pPr><w:spacing w:line="{line}" w:lineRule="exact"/><w:ind w:{side}Chars="100" w:{side}="{line}"/><w:jc w:val="{side}"/></w:pPr>{}{number}{}</w:p><w:p><w:pPr><w:spacing w:line="{below}" w:lineRule="exact"/></w:pPr></w:p></w:ftr>"#,
        text("— "),
        text(" —"),
    )
}

/// The text's own form (5.2.2, 5.2.3): 28 characters a line, since each stands closer by what they
/// are wider together than the type area, and 22 lines a page, without widow control. Not by the
/// grid of characters: `LibreOffice` 7.4 set 20 a line by it.
fn styles() -> String {
    let closer = ((Size::Three.col_mm() * 2.0 / POINT_MM - 16.0) * 20.0).floor() as i64;
    format!(
        r#"{XML}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:spacing w:val="{closer}"/><w:kern w:val="0"/><w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr><w:widowControl w:val="0"/><w:kinsoku/><w:overflowPunct w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="{LINE}" w:lineRule="exact"/><w:jc w:val="both"/></w:pPr></w:style></w:styles>"#,
        fonts = fonts_of(Face::FangSong),
    )
}

fn settings() -> String {
    format!(
        r#"{XML}<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:evenAndOddHeaders/><w:drawingGridHorizontalSpacing w:val="158"/><w:drawingGridVerticalSpacing w:val="579"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:useFELayout/><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>"#
    )
}

fn fonts() -> String {
    let mut out = String::new();
    for face in Face::ALL {
        let (name, second) = names(face);
        let _ = write!(
            out,
            r#"<w:font w:name="{name}"><w:altName w:val="{second}"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="default"/></w:font>"#
        );
    }
    format!("{XML}<w:fonts {NAMESPACES}>{out}</w:fonts>")
}

fn core(document: &Document) -> String {
    let title: String = document
        .blocks
        .iter()
        .take_while(|block| block.size == Size::Two)
        .map(Block::text)
        .collect();
    format!(
        r#"{XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title></cp:coreProperties>"#,
        xml(&title)
    )
}

fn content_types() -> String {
    let mut parts = format!(
        r#"<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/><Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/>"#
    );
    for (name, kind) in [
        ("styles", "styles"),
        ("settings", "settings"),
        ("fontTable", "fontTable"),
        ("footer1", "footer"),
        ("footer2", "footer"),
        ("footer3", "footer"),
    ] {
        let _ = write!(
            parts,
            r#"<Override PartName="/word/{name}.xml" ContentType="{WORD}.{kind}+xml"/>"#
        );
    }
    format!(
        r#"{XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{parts}</Types>"#
    )
}

const LINKS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

fn package_links() -> String {
    format!(
        r#"{XML}<Relationships xmlns="{LINKS}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"#
    )
}

fn links() -> String {
    let mut out = String::new();
    for (at, (kind, file)) in [
        ("styles", "styles"),
        ("settings", "settings"),
        ("fontTable", "fontTable"),
        ("footer", "footer1"),
        ("footer", "footer2"),
        ("footer", "footer3"),
    ]
    .iter()
    .enumerate()
    {
        let _ = write!(
            out,
            r#"<Relationship Id="rId{}" Type="{OFFICE}/{kind}" Target="{file}.xml"/>"#,
            at + 1
        );
    }
    format!(r#"{XML}<Relationships xmlns="{LINKS}">{out}</Relationships>"#)
}
