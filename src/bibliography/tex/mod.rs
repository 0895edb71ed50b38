//! TeX markup and accents to text and back, as bibliographies use them.
//!
//! - [`decode`]: TeX to text with CSL's inline markup
//! - [`encode`]: text with CSL's inline markup to TeX
//! - [`symbols`]: commands that stand for characters

pub(crate) mod decode;
pub(crate) mod encode;
pub(crate) mod symbols;
