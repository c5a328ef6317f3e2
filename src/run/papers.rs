//! stub
use super::office::Office;
use crate::{app::views::PaperView, lang::Lang};
use std::path::Path;
/// x
pub fn file(path: &Path) -> std::io::Result<(String, Vec<u8>)> {
    Ok((path.display().to_string(), std::fs::read(path)?))
}
/// x
pub fn read(
    _office: &Office,
    _name: &str,
    _bytes: &[u8],
    _lang: Lang,
) -> Result<PaperView, String> {
    Err(String::new())
}
/// x
pub fn dry_run(
    _name: &str,
    _bytes: &[u8],
    _lang: Lang,
) -> Result<Vec<serde_json::Value>, String> {
    Err(String::new())
}
