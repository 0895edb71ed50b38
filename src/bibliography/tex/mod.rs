//! TeX markup and accents to text and back, as bibliographies use them.
//!
//! - [`decode`]: TeX to text with CSL's inline markup
//! - [`encode`]: text with CSL's inline markup to TeX
//! - [`symbols`]: commands that stand for characters

pub mod decode;
pub mod encode;
pub mod symbols;
