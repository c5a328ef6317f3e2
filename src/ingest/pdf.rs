//! PDF: `pdftotext` when it is installed, else `lopdf`; pages without text are said to be scans.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::{Outside, ReadError, format::Extracted, outside};

/// Text of all pages over this many bytes is no paper. Chosen by us.
const MAX_UNPACKED: usize = 64 << 20;

/// Reads a PDF.
pub fn read(bytes: &[u8], tools: &Outside) -> Result<Extracted, ReadError> {
    if let Some(text) = outside::pdf_text(bytes, tools)
        && has_text(&text)
    {
        return Ok(Extracted::plain(text));
    }
    let text = catch_unwind(AssertUnwindSafe(|| with_lopdf(bytes)))
        .map_err(|_| ReadError::Damaged("pdf"))??;
    if has_text(&text) {
        return Ok(Extracted {
            fallback: Some("lopdf"),
            ..Extracted::plain(text)
        });
    }
    Err(ReadError::Scan)
}

/// Page numbers alone are no text.
fn has_text(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphanumeric()).count() >= 10
}

fn with_lopdf(bytes: &[u8]) -> Result<String, ReadError> {
    let document = lopdf::Document::load_mem(bytes).map_err(|_| ReadError::Damaged("pdf"))?;
    if document.is_encrypted() {
        return Err(ReadError::Encrypted);
    }
    let pages: Vec<u32> = document.get_pages().keys().copied().take(500).collect();
    let mut out = String::new();
    for page in pages {
        // A page whose font cannot be read is left out; the rest is still worth having.
        if let Ok(text) = document.extract_text_with_limit(&[page], MAX_UNPACKED) {
            out.push_str(&text);
            out.push('\n');
        }
        if out.len() > MAX_UNPACKED {
            return Err(ReadError::TooLarge);
        }
    }
    Ok(out)
}
