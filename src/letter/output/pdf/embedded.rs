//! The typefaces of a PDF: which serves a character, and each with the glyphs taken from it.
//!
//! Apart from the drawing, which only asks for glyphs. Invariant: every glyph that was handed out is
//! embedded with its width and its character.

use std::{collections::BTreeMap, fmt::Write as _, sync::Arc};

use lopdf::{Dictionary, Document as Pdf, Object, ObjectId, Stream, dictionary};
use subsetter::GlyphRemapper;
use ttf_parser::{RawFace, Tag};

use super::super::{Font, Fonts, Unwritten};
use crate::letter::page::Face;

/// The typefaces at hand and the glyphs taken from them.
pub(super) struct Cases {
    /// Each once.
    pub all: Vec<Case>,
    /// Which of them serve a face, the nearest first.
    of_face: BTreeMap<Face, Vec<usize>>,
    /// Characters that no typeface has.
    pub missing: Vec<char>,
}

/// A typeface with the glyphs taken from it.
pub(super) struct Case {
    font: Font,
    glyphs: GlyphRemapper,
    /// By new glyph: width in thousandths of the size, and the character.
    pub taken: BTreeMap<u16, (u16, char)>,
}

/// A glyph to draw.
pub(super) struct Glyph {
    /// The place of its typeface.
    pub case: usize,
    /// Its number there.
    pub id: u16,
    /// In thousandths of the size.
    pub width: u16,
}

impl Cases {
    /// Finds the typefaces of every face.
    ///
    /// # Errors
    /// When there is none, or one cannot be read.
    pub fn new(fonts: &dyn Fonts) -> Result<Self, Unwritten> {
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
    pub fn glyph(&mut self, face: Face, c: char) -> Option<Glyph> {
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

/// Embeds a typeface with the glyphs taken from it (ISO 32000-1, 9.7 and 9.9).
pub(super) fn embed(pdf: &mut Pdf, case: &Case) -> Result<ObjectId, Unwritten> {
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
