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
//! | `text` | a string | spans, lines, columns | anything else of ours |
//! | `lexicon` | `refs/lang/*.toml` | what languages say | documents |
//! | `escape` | foreign text | text that is safe in one output language, by type | anything else of ours |
//! | `model` | spans | the nouns: plain data | files, network, arguments, output |
//! | `files` | paths | bytes with a bound, atomic writes | formats |
//! | `bibliography` | bytes | a `Library` of entries, each with where it stood | documents, rules |
//! | `document` | bytes and a format | a `Document` | citations, references |
//! | `citations` | a `Document`, a `CitationIndex` | citations | rules |
//! | `references` | a `Document`, or one string | references | citations |
//! | `resolve` | citations, a `CitationIndex` | what each citation points to, and how sure | rules |
//! | `analysis` | a `Document`, a `Library` | `Analysis` | network |
//! | `links` | a `Document` and its references | the addresses and DOIs in them | network |
//! | `verify` | links, entries | `Evidence` | rules, findings |
//! | `rules` | `Analysis`, `Evidence` | findings | files, network, output, arguments |
//! | `confidence` | findings and their grounds | how sure each is, by fitted weights | documents |
//! | `judge` | `Analysis`, `Evidence`, levels | findings in text order, each with its level | files |
//! | `fix` | a `Document`, findings | a `Document` with the fixes applied | files |
//! | `baseline` | findings | those that are not known | rules |
//! | `csl` | a CSL style, items, citations | formatted trees | files, entries, documents |
//! | `render` | entries, a style | formatted text | documents |
//! | `rewrite` | a `Document`, a style | its source with citations and list in the style | files |
//! | `config` | `cite.toml` | settings | documents |
//! | `report` | findings | text | rules, document formats |
//! | `check` | a `Document`, settings | findings, repairs, reports: the whole way in one call | arguments |
//! | `api` | what a user of the library has | one call for each job | |
//! | `cli` | arguments | output, an exit status | |
//! | `lsp` | texts in an editor | diagnostics, fixes, places | the network |
//!
//! The rooms are closed: what a program that uses the library needs stands below, by what it is for;
//! [`csl`] could be a crate of its own.
//!
//! | to | use |
//! | --- | --- |
//! | check a document | [`Document`], [`check`](fn@check), or a [`Checker`] with [`CheckSettings`]; [`Finding`] |
//! | read references | [`parse_reference`], [`Document::references`]; [`Entry`] |
//! | read and convert libraries | [`Library::open`], [`Library::write`] |
//! | render | `render`, `styles` (feature `render`) |
//! | verify links | `verify_links` (feature `verify`) |
//!
//! The whole way in two lines:
//!
//! ```
//! let document = cite::Document::from_bytes("paper.md", b"So it is (Hurd 1999).".to_vec());
//! for finding in cite::check(&document, &cite::Library::none()) {
//!     println!("{finding}");
//! }
//! ```

#![warn(unreachable_pub)]
// A part of the program without the others uses less of the rooms below it.
#![cfg_attr(
    not(all(
        feature = "cli",
        feature = "lsp",
        feature = "pdf",
        feature = "render",
        feature = "rtf",
        feature = "verify"
    )),
    allow(dead_code, unused_imports)
)]

mod analysis;
mod api;
mod baseline;
mod bibliography;
mod check;
mod citations;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
mod confidence;
mod config;
pub mod csl;
mod document;
mod escape;
mod files;
mod fix;
mod ignore;
#[doc(hidden)]
pub mod internals;
mod judge;
mod lexicon;
mod links;
#[cfg(feature = "lsp")]
mod lsp;
mod model;
mod references;
#[cfg(feature = "render")]
mod render;
mod report;
mod resolve;
#[cfg(feature = "render")]
mod rewrite;
mod rules;
mod text;
mod verify;

#[cfg(feature = "verify")]
pub use api::verify_links;
pub use api::{explain, parse_reference, parse_references, tell_day};
#[cfg(feature = "render")]
pub use api::{render, styles};
pub use baseline::Baseline;
pub use check::{CheckSettings, Checker, check, check_library};
pub use fix::repair::Repaired;
pub use judge::Levels;
pub use model::document::Document;
pub use model::entry::{Date, DateParts, Dates, Entry, Name, Value};
pub use model::error::{Error, Misplaced};
pub use model::finding::{Edit, Finding, Fix, Related, Safety, Severity, UnknownSeverity};
pub use model::ids::ReferenceId;
pub use model::library::Library;
pub use model::style_conventions::StyleConventions;
pub use model::variables::Variables;
pub use text::short::ShortWord;
pub use text::source::{Position, PositionUnit};
pub use text::span::Span;

use analysis::Analysis;
use model::evidence::Evidence;
