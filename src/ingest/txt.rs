//! Plain text: decoded, nothing else.

use super::{encoding, format::Extracted};

/// Reads a plain text.
pub fn read(bytes: &[u8]) -> Extracted {
    let decoded = encoding::decode(bytes);
    let text = decoded.text.clone();
    Extracted::decoded(&decoded, text)
}
