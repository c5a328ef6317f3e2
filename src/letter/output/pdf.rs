//! PDF of the pages as the proof shows them, with the typefaces it uses embedded.
//!
//! Written through lopdf, which reads PDFs for us anyway: pages of official letters are lines at
//! known places and a few rules. Every character stands in its cell of the page's grid, so the
//! lines are those of the proof whatever widths a typeface gives to digits and letters. Only the
//! glyphs that occur are embedded; each carries its character, so that the text can be searched and
//! copied out. Without a date or number of its own: the same letter gives the same bytes.

mod embedded;

use std::fmt::Write as _;

use lopdf::{Dictionary, Document as Pdf, Object, Stream, dictionary};

use self::embedded::{Case, Cases, Glyph, embed};
use super::{Fonts, Made, Unwritten};
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
