//! Formats whose text is extracted: what is read, and the answers written into them.

mod agreement;
mod docx;
mod epub;
mod fixtures;
mod jats;
mod latex;
mod odt;
mod paper;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(feature = "pdf")]
mod pdf_file;
mod places;
mod reading;
#[cfg(feature = "rtf")]
mod rtf;
#[path = "../support/mod.rs"]
mod support;
mod typeset;
mod typst;
mod word;
