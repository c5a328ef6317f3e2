//! PDF of the pages as the proof shows them, with the typefaces it uses embedded.
//!
//! Written through lopdf, which reads PDFs for us anyway: pages of official letters are lines at
//! known places and a few rules. Every character stands in its cell of the page's grid, so the
//! lines are those of the proof whatever widths a typeface gives to digits and letters. Only the
//! glyphs that occur are embedded; each carries its character, so that the text can be searched and
//! copied out. Without a date or number of its own: the same letter gives the same bytes.

use std::{collections::BTreeMap, fmt::Write as _, sync::Arc};

use lopdf::{Dictionary, Document as Pdf, Object, ObjectId, Stream, dictionary};
use subsetter::GlyphRemapper;
use ttf_parser::{RawFace, Tag};

use super::{Font, Fonts, Made, Unwritten};
use crate::{
    letter::page::{
        AREA_HEIGHT_MM, AREA_WIDTH_MM, Face, LEFT_MM, LINE_MM, Line, NUMBER_BELOW_MM,
        PAPER_HEIGHT_MM, PAPER_WIDTH_MM, POINT_MM, Page, Paper, Run, Size, TOP_MM, pages, read,
    },
    text::{
        kinsoku::{is_closing, is_opening},
        width::{Ambiguous, cells_with},
    },
};

/// Where the baseline of a Chinese typeface lies, from the upper edge of the character's square:
/// 880 of 1000 in Noto, Source Han and Fandol.
const ASCENT: f64 = 0.88;

/// How high above the baseline the middle of a digit and of — lies.
const MIDDLE: f64 = 0.38;

/// Writes a letter as PDF.
///
/// # Errors
/// When there is no typeface with Chinese, or one cannot be read.
pub fn pdf(paper: &Paper<'_>, fonts: &dyn Fonts) -> Result<Made, Unwritten> {
    let document = read(paper);
    let pages = pages(&document);
    let mut cases = Cases::new(fonts)?;
    let drawn: Vec<String> = pages.iter().map(|page| draw(page, &mut cases)).collect();
    let title: String = document
        .blocks
        .iter()
        .take_while(|block| block.size == Size::Two)
        .map(crate::letter::page::Block::text)
        .collect();
    let missing = cases.missing.iter().collect();
    let bytes = put_together(drawn, &cases.all, &title)?;
    Ok(Made { bytes, missing })
}

/// The typefaces at hand and the glyphs taken from them.
struct Cases {
    all: Vec<Case>,
    /// Which of them serve a face, the nearest first.
    of_face: BTreeMap<Face, Vec<usize>>,
    missing: Vec<char>,
}

/// A typeface with the glyphs taken from it.
struct Case {
    font: Font,
    glyphs: GlyphRemapper,
    /// By new glyph: width in thousandths of the size, and the character.
    taken: BTreeMap<u16, (u16, char)>,
}

/// A glyph to draw.
struct Glyph {
    case: usize,
    id: u16,
    width: u16,
}

impl Cases {
    fn new(fonts: &dyn Fonts) -> Result<Self, Unwritten> {
        let mut cases: Vec<Case> = Vec::new();
        let mut of_face = BTreeMap::new();
        for face in Face::ALL {
            let mut own = Vec::new();
            for font in fonts.of(face) {
                let is_same = |case: &Case| {
                    Arc::ptr_eq(&case.font.data, &font.data) && case.font.index == font.index
                };
                let at = cases.iter().position(is_same).unwrap_or_else(|| {
                    cases.push(Case {
                        font,
                        glyphs: GlyphRemapper::new(),
                        taken: BTreeMap::new(),
                    });
                    cases.len() - 1
                });
                own.push(at);
            }
            of_face.insert(face, own);
        }
        if cases.is_empty() {
            return Err(Unwritten::NoFont);
        }
        for case in &cases {
            parsed(&case.font)?;
        }
        Ok(Self {
            all: cases,
            of_face,
            missing: Vec::new(),
        })
    }

    /// Takes the glyph of a character from the nearest typeface that has it.
    fn glyph(&mut self, face: Face, c: char) -> Option<Glyph> {
        for &at in &self.of_face[&face] {
            let case = &mut self.all[at];
            let Ok(parsed) = parsed(&case.font) else {
                continue;
            };
            let Some(id) = parsed.glyph_index(c) else {
                continue;
            };
            let units = u32::from(parsed.units_per_em()).max(1);
            let advance = u32::from(parsed.glyph_hor_advance(id).unwrap_or_default());
            let width = (advance * 1000 / units) as u16;
            let new = case.glyphs.remap(id.0);
            case.taken.entry(new).or_insert((width, c));
            return Some(Glyph {
                case: at,
                id: new,
                width,
            });
        }
        if !c.is_whitespace() && !self.missing.contains(&c) {
            self.missing.push(c);
        }
        None
    }
}

fn parsed(font: &Font) -> Result<ttf_parser::Face<'_>, Unwritten> {
    ttf_parser::Face::parse(&font.data, font.index)
        .map_err(|_| Unwritten::BadFont(font.name.clone()))
}

fn points(mm: f64) -> f64 {
    mm / POINT_MM
}

/// From millimetres below the paper's upper edge to points above its lower one.
fn up(top_mm: f64) -> f64 {
    points(PAPER_HEIGHT_MM - top_mm)
}

/// Draws a page as PDF operators (ISO 32000-1, 8 and 9).
fn draw(page: &Page, cases: &mut Cases) -> String {
    let mut out = String::new();
    for rule in &page.rules {
        let colour = if rule.is_red { "1 0 0" } else { "0 0 0" };
        let _ = writeln!(
            out,
            "{colour} rg {:.3} {:.3} {:.3} {:.3} re f",
            points(rule.left_mm),
            up(rule.top_mm + rule.thick_mm / 2.0),
            points(rule.width_mm),
            points(rule.thick_mm)
        );
    }
    out += "BT\n";
    if let Some(mark) = &page.mark {
        let run = Run {
            face: Face::XiaoBiaoSong,
            text: mark.text.clone(),
        };
        let cols = crate::text::width::of_with(&mark.text, Ambiguous::Wide) as f64;
        let width = cols * mark.points / 2.0;
        let at = Place {
            left: points(mark.middle_mm) - width / 2.0,
            baseline: up(mark.top_mm) - ASCENT * mark.points,
            size: mark.points,
            width,
        };
        out += "1 0 0 rg\n";
        text(&mut out, &[run], &at, cases);
    }
    out += "0 0 0 rg\n";
    for line in &page.lines {
        text(&mut out, &line.runs, &place(line), cases);
    }
    if let Some(number) = page.number {
        page_number(&mut out, number, cases);
    }
    out += "ET\n";
    out
}

/// Where a line is drawn, in points.
struct Place {
    left: f64,
    baseline: f64,
    size: f64,
    width: f64,
}

fn place(line: &Line) -> Place {
    let size = line.size.points();
    let middle = up(line.top_mm + LINE_MM / 2.0);
    Place {
        left: points(line.left_mm),
        baseline: middle + size / 2.0 - ASCENT * size,
        size,
        width: points(line.width_mm),
    }
}

/// — 1 —, its dashes 7 mm below the type area, a character from the edge (7.5).
fn page_number(out: &mut String, number: usize, cases: &mut Cases) {
    let run = Run {
        face: Face::Song,
        text: format!("— {number} —"),
    };
    let size = Size::Four.points();
    let cols = crate::text::width::of_with(&run.text, Ambiguous::Wide) as f64;
    let width = cols * size / 2.0;
    let left = if number % 2 == 1 {
        points(LEFT_MM + AREA_WIDTH_MM) - size - width
    } else {
        points(LEFT_MM) + size
    };
    let at = Place {
        left,
        baseline: up(TOP_MM + AREA_HEIGHT_MM + NUMBER_BELOW_MM) - MIDDLE * size,
        size,
        width,
    };
    text(out, &[run], &at, cases);
}

/// Draws text, each grapheme in its own cell; what a line is wider than its cells goes between them.
fn text(out: &mut String, runs: &[Run], at: &Place, cases: &mut Cases) {
    let cells: Vec<(Face, &str, usize)> = runs
        .iter()
        .flat_map(|run| {
            cells_with(&run.text, Ambiguous::Wide).map(|cell| (run.face, cell.text, cell.cols))
        })
        .collect();
    let cols: usize = cells.iter().map(|cell| cell.2).sum();
    if cols == 0 {
        return;
    }
    // The text's own size stands a little closer than its squares; see `Size::col_mm`.
    let is_close = at.width < cols as f64 * at.size / 2.0;
    let col = if is_close || (at.size - Size::Three.points()).abs() < 1e-9 {
        f64::min(at.width / cols as f64, points(Size::Three.col_mm()))
    } else {
        at.size / 2.0
    };
    let between = (at.width - cols as f64 * col) / (cells.len().max(2) - 1) as f64;
    let mut left = at.left;
    let mut pen = Pen::default();
    for (face, grapheme, cols) in cells {
        let room = cols as f64 * col;
        for c in grapheme.chars() {
            if let Some(glyph) = cases.glyph(face, c) {
                pen.put(out, at, &glyph, grapheme, left, room);
            }
        }
        left += room + between;
    }
    pen.end(out);
}

/// Gathers the glyphs that one operator can draw: of one typeface, at one scale.
#[derive(Default)]
struct Pen {
    shown: String,
    case: usize,
    scale: i64,
    /// Where the next glyph would stand.
    next: f64,
}

impl Pen {
    fn put(
        &mut self,
        out: &mut String,
        at: &Place,
        glyph: &Glyph,
        grapheme: &str,
        left: f64,
        room: f64,
    ) {
        let natural = f64::from(glyph.width) / 1000.0 * at.size;
        // A letter wider than its half square is drawn narrower, as the fixed half-width faces are.
        let scale = if natural > room * 1.05 && room > 0.0 {
            (room / natural * 100.0) as i64
        } else {
            100
        };
        let width = natural * scale as f64 / 100.0;
        let white = if room <= 0.0 || is_closing(grapheme) {
            0.0
        } else if is_opening(grapheme) {
            room - width
        } else {
            (room - width) / 2.0
        };
        let left = left + white;
        if self.shown.is_empty() || self.case != glyph.case || self.scale != scale {
            self.end(out);
            let _ = write!(
                out,
                "/F{} {:.3} Tf {scale} Tz 1 0 0 1 {left:.3} {:.3} Tm [",
                glyph.case, at.size, at.baseline
            );
            (self.case, self.scale, self.next) = (glyph.case, scale, left);
        }
        let back = (self.next - left) * 1000.0 / at.size * 100.0 / scale as f64;
        if back.abs() >= 0.5 {
            let _ = write!(self.shown, "{back:.0}");
        }
        let _ = write!(self.shown, "<{:04X}>", glyph.id);
        // What was rounded is not added up: the place is kept as drawn.
        self.next -= back.round() * at.size / 1000.0 * scale as f64 / 100.0;
        self.next += width;
    }

    fn end(&mut self, out: &mut String) {
        if !self.shown.is_empty() {
            out.push_str(&self.shown);
            out.push_str("] TJ\n");
            self.shown.clear();
        }
    }
}

fn put_together(drawn: Vec<String>, cases: &[Case], title: &str) -> Result<Vec<u8>, Unwritten> {
    let mut pdf = Pdf::with_version("1.7");
    let mut fonts = Dictionary::new();
    for (at, case) in cases.iter().enumerate() {
        if !case.taken.is_empty() {
            fonts.set(format!("F{at}"), embed(&mut pdf, case)?);
        }
    }
    let resources = pdf.add_object(dictionary! { "Font" => fonts });
    let tree = pdf.new_object_id();
    let kids: Vec<Object> = drawn
        .into_iter()
        .map(|operators| {
            let content = pdf.add_object(Stream::new(Dictionary::new(), operators.into_bytes()));
            let page = dictionary! {
                "Type" => "Page",
                "Parent" => tree,
                "Contents" => content,
            };
            pdf.add_object(page).into()
        })
        .collect();
    let count = kids.len() as i64;
    let sides = [PAPER_WIDTH_MM, PAPER_HEIGHT_MM].map(|mm| Object::Real(points(mm) as f32));
    let [width, height] = sides;
    pdf.objects.insert(
        tree,
        dictionary! {
            "Type" => "Pages",
            "Kids" => kids,
            "Count" => count,
            "MediaBox" => vec![0.into(), 0.into(), width, height],
            "Resources" => resources,
        }
        .into(),
    );
    let catalog = pdf.add_object(dictionary! {
        "Type" => "Catalog",
        "Pages" => tree,
        "Lang" => Object::string_literal("zh-CN"),
    });
    let info = pdf.add_object(dictionary! {
        "Title" => lopdf::text_string(title),
        "Producer" => Object::string_literal("anfu"),
    });
    pdf.trailer.set("Root", catalog);
    pdf.trailer.set("Info", info);
    pdf.compress();
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes)
        .map_err(|error| Unwritten::Failed(error.to_string()))?;
    Ok(bytes)
}

/// Embeds a typeface with the glyphs taken from it (ISO 32000-1, 9.7 and 9.9).
fn embed(pdf: &mut Pdf, case: &Case) -> Result<ObjectId, Unwritten> {
    let bad = || Unwritten::BadFont(case.font.name.clone());
    let face = parsed(&case.font)?;
    let small =
        subsetter::subset(&case.font.data, case.font.index, &case.glyphs).map_err(|_| bad())?;
    let outlines = RawFace::parse(&small, 0)
        .map_err(|_| bad())?
        .table(Tag::from_bytes(b"CFF "));
    let (file_key, kind, file) = match outlines {
        Some(cff) => (
            "FontFile3",
            "CIDFontType0",
            Stream::new(dictionary! { "Subtype" => "CIDFontType0C" }, cff.to_vec()),
        ),
        None => (
            "FontFile2",
            "CIDFontType2",
            Stream::new(
                dictionary! { "Length1" => small.len() as i64 },
                small.clone(),
            ),
        ),
    };
    let name: String = case
        .font
        .name
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    // A subset is told by six letters before its name (9.6.4).
    let name = format!("{}+{name}", tag(case));
    let em = f64::from(face.units_per_em().max(1));
    let thousandths = |units: i16| Object::Integer((f64::from(units) * 1000.0 / em) as i64);
    let bounds = face.global_bounding_box();
    let file = pdf.add_object(file);
    let descriptor = pdf.add_object(dictionary! {
        "Type" => "FontDescriptor",
        "FontName" => Object::Name(name.clone().into_bytes()),
        // Symbolic: the glyphs are told by number alone.
        "Flags" => 4,
        "FontBBox" => vec![
            thousandths(bounds.x_min),
            thousandths(bounds.y_min),
            thousandths(bounds.x_max),
            thousandths(bounds.y_max),
        ],
        "ItalicAngle" => 0,
        "Ascent" => thousandths(face.ascender()),
        "Descent" => thousandths(face.descender()),
        "CapHeight" => thousandths(face.capital_height().unwrap_or_default()),
        "StemV" => 80,
        file_key => file,
    });
    let widths: Vec<Object> = case
        .taken
        .iter()
        .flat_map(|(id, (width, _))| {
            let one = vec![Object::Integer(i64::from(*width))];
            [Object::Integer(i64::from(*id)), one.into()]
        })
        .collect();
    let mut inner = dictionary! {
        "Type" => "Font",
        "Subtype" => kind,
        "BaseFont" => Object::Name(name.clone().into_bytes()),
        "CIDSystemInfo" => dictionary! {
            "Registry" => Object::string_literal("Adobe"),
            "Ordering" => Object::string_literal("Identity"),
            "Supplement" => 0,
        },
        "FontDescriptor" => descriptor,
        "DW" => 1000,
        "W" => widths,
    };
    if outlines.is_none() {
        inner.set("CIDToGIDMap", "Identity");
    }
    let inner = pdf.add_object(inner);
    let characters = pdf.add_object(Stream::new(
        Dictionary::new(),
        characters(case).into_bytes(),
    ));
    Ok(pdf.add_object(dictionary! {
        "Type" => "Font",
        "Subtype" => "Type0",
        "BaseFont" => Object::Name(name.into_bytes()),
        "Encoding" => "Identity-H",
        "DescendantFonts" => vec![inner.into()],
        "ToUnicode" => characters,
    }))
}

/// Six letters from the characters taken, so that two subsets of a typeface are told apart.
fn tag(case: &Case) -> String {
    let mut sum = case.taken.values().fold(17u32, |sum, (_, c)| {
        sum.wrapping_mul(31).wrapping_add(u32::from(*c))
    });
    (0..6)
        .map(|_| {
            let letter = char::from(b'A' + (sum % 26) as u8);
            sum /= 26;
            letter
        })
        .collect()
}

/// Tells the character of each glyph (9.10.3).
fn characters(case: &Case) -> String {
    let mut out = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
    );
    let taken: Vec<_> = case.taken.iter().collect();
    // At most a hundred a block.
    for block in taken.chunks(100) {
        let _ = writeln!(out, "{} beginbfchar", block.len());
        for (id, (_, c)) in block {
            let _ = write!(out, "<{id:04X}> <");
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "{unit:04X}");
            }
            out += ">\n";
        }
        out += "endbfchar\n";
    }
    out += "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
    out
}
