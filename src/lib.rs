//! Checks the citations of a manuscript against its hand-typed reference list.
//!
//! The whole way, from bytes to findings:
//!
//! ```text
//! bytes --document--> Document --citations--> Citations --+
//!                         |                              +--resolve--> Analysis --rules--> Findings --report--> text, JSON, SARIF …
//!                         +---references--> References --+                 |        ^
//!  .bib .yaml .json .ris --bibliography--> Entries ------+                 +-verify-+ Evidence
//! ```
//!
//! Rooms, from the ground up; each uses only rooms below it:
//!
//! | room | takes | gives | must not know |
//! | --- | --- | --- | --- |
//! | [`text`] | a string | spans, lines, columns | anything else of ours |
//! | [`lexicon`] | `refs/lang/*.toml` | what languages say | documents |
//! | [`model`] | spans | the nouns: plain data | files, network, arguments, output |
//! | [`bibliography`] | bytes | a `Library` of entries, each with where it stood | documents, rules |
//! | [`document`] | bytes and a format | a `Document` | citations, references |
//! | [`citations`] | a `Document`, a `CitationIndex` | citations | rules |
//! | [`references`] | a `Document`, or one string | references | citations |
//! | [`resolve`] | citations, a `CitationIndex` | what each citation points to, and how sure | rules |
//! | [`analysis`] | a `Document`, a `Library` | `Analysis` | network |
//! | [`links`] | a `Document` and its references | the addresses and DOIs in them | network |
//! | [`verify`] | links, entries | `Evidence` | rules, findings |
//! | [`rules`] | `Analysis`, `Evidence` | findings | files, network, output, arguments |
//! | [`fix`] | a `Document`, findings | a `Document` with the fixes applied | files |
//! | [`baseline`] | findings | those that are not known | rules |
//! | [`csl`] | a CSL style, items, citations | formatted trees | files, entries, documents |
//! | `render` | entries, a style | formatted text | documents |
//! | `rewrite` | a `Document`, a style | its source with citations and list in the style | files |
//! | [`config`] | `cite.toml` | settings | documents |
//! | [`report`] | findings | text | rules, document formats |
//!
//! The whole way in two lines:
//!
//! ```
//! let document = cite::Document::from_bytes("paper.md", b"So it is (Hurd 1999).".to_vec());
//! for finding in cite::check(&document, &cite::Library::none()) {
//!     println!("{finding}");
//! }
//! ```

pub mod analysis;
pub mod baseline;
pub mod bibliography;
pub mod check;
pub mod citations;
mod confidence;
pub mod config;
pub mod csl;
pub mod document;
pub mod escape;
pub mod files;
pub mod fix;
pub mod ignore;
pub mod lexicon;
pub mod links;
pub mod model;
pub mod references;
#[cfg(feature = "render")]
pub mod render;
pub mod report;
pub mod resolve;
#[cfg(feature = "render")]
pub mod rewrite;
pub mod rules;
pub mod text;
pub mod verify;

pub use analysis::Analysis;
pub use baseline::Baseline;
pub use check::{Levels, check, check_library, judge};
pub use model::document::Document;
pub use model::entry::Entry;
pub use model::error::Error;
pub use model::evidence::Evidence;
pub use model::finding::{Finding, Severity};
pub use model::library::Library;
pub use model::style_conventions::StyleConventions;
pub use text::span::Span;
