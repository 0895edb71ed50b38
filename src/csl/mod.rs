//! A CSL 1.0.2 processor: a style, a locale, items and citations give trees of formatted text.
//!
//! The specification: <https://docs.citationstyles.org/en/stable/specification.html>. Each file
//! cites its section. Where the specification leaves a choice, or users are used to another, the
//! processor does what citeproc-js does.
//!
//! | part | what |
//! | --- | --- |
//! | `style` | a style's XML as a tree of rendering elements, macros by number, options read |
//! | `locale` | terms, dates and ordinals of a language, with what the style changes |
//! | `item` | CSL-JSON as typed values: names, dates, numbers |
//! | `element` | one file for each rendering element: item → nodes |
//! | `output` | the tree of nodes, the passes over it, the writers |
//! | `cite` | positions, disambiguation, grouping and collapsing of citations |
//! | `bibliography` | order and entries |
//!
//! ```
//! use cite::csl::{Cite, Cluster, Item, LocaleData, Locales, Processor, Style};
//!
//! let style = Style::parse(r#"
//! <style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
//!   <info><title>Names and years</title></info>
//!   <citation>
//!     <layout prefix="(" suffix=")" delimiter="; ">
//!       <group delimiter=" ">
//!         <names variable="author"><name form="short" and="symbol"/></names>
//!         <date variable="issued"><date-part name="year"/></date>
//!       </group>
//!     </layout>
//!   </citation>
//!   <bibliography>
//!     <layout suffix=".">
//!       <group delimiter=". ">
//!         <names variable="author"><name name-as-sort-order="all"/></names>
//!         <text variable="title" font-style="italic"/>
//!       </group>
//!     </layout>
//!   </bibliography>
//! </style>"#)?;
//!
//! // Locale files are asked for by name: `Processor::locales_needed(&style, None)`.
//! let mut locales = Locales::new();
//! locales.add(LocaleData::parse(r#"<locale xmlns="http://purl.org/net/xbiblio/csl"
//!     xml:lang="en-US"><terms><term name="and">and</term></terms></locale>"#)?);
//!
//! let mut processor = Processor::new(&style, &locales, None);
//! processor.set_items(vec![Item::from_json(&serde_json::json!({
//!     "id": "knuth", "type": "book", "title": "The art of computer programming",
//!     "author": [{"family": "Knuth", "given": "Donald E."}],
//!     "issued": {"date-parts": [[1968]]}
//! }))?]);
//!
//! let entry = &processor.bibliography()[0];
//! assert_eq!(entry.text.to_plain(), "Knuth, Donald E. The art of computer programming.");
//! assert_eq!(entry.text.to_html(), "Knuth, Donald E. <i>The art of computer programming</i>.");
//!
//! let clusters = [Cluster { cites: vec![Cite::new("knuth")], ..Cluster::default() }];
//! assert_eq!(processor.citations(&clusters)[0].to_plain(), "(Knuth 1968)");
//! # Ok::<(), cite::csl::CslError>(())
//! ```
//!
//! [`Formatted`] is a tree of [`Inline`]s for other writers: text, styled text, quotations, blocks
//! and links as data.

mod bibliography;
mod citation_label;
mod cite;
mod collation;
mod element;
mod error;
mod item;
mod locale;
mod output;
mod processor;
mod style;
mod variable;

pub use cite::cluster::{Cite, CiteForm, Cluster, ClusterMode, Position};
pub use error::CslError;
pub use item::Item;
pub use locale::Locales;
pub use locale::data::LocaleData;
pub use output::formatted::{Formatted, Inline, TextStyle};
pub use processor::{BibliographyEntry, BibliographyLayout, Processor};
pub use style::Style;
pub use style::element::Display;
pub use style::known::Remark;
pub use style::options::SecondFieldAlign;
pub use variable::Variable;
