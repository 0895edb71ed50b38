//! A CSL 1.0.2 processor: a style, a locale, items and citations give trees of formatted text.
//!
//! The specification: <https://docs.citationstyles.org/en/stable/specification.html>. The rooms follow its
//! table of contents, and each file cites its section. Where the specification leaves a choice, or users
//! are used to another, the processor does what citeproc-js does.
//!
//! | section | room |
//! | --- | --- |
//! | Styles: Independent and Dependent Styles, XML Declaration, Root Element, Child Elements | `style::read`, `style::xml` |
//! | … Info, Citation, Bibliography, Macro, Layout | `style::element` |
//! | … what CSL does not know | `style::known`: [`Remark`] |
//! | Locale Files, Locale: Locale Fallback, Terms, Ordinals, Localized Date Formats, Locale Options | `locale::{data, fallback, ordinals}` |
//! | Rendering Elements: Layout | `element`, `cite::render`, `bibliography::entry` |
//! | … Text | `element::text`, `citation_label` |
//! | … Date, Date-part, Date Ranges, Seasons, Approximate Dates | `element::{date, date_part}`, `item::dates` |
//! | … Number | `element::{number, page_range}`, `item::numbers` |
//! | … Names, Name, Name-part, Et-al, Substitute, Label in Names | `element::{names, name_list, name, name_part, initials, et_al, substitute}`, `item::{names, particles}` |
//! | … Label | `element::label` |
//! | … Group | `element::group` |
//! | … Choose | `element::choose` |
//! | Style Behavior, Options: Disambiguation | `cite::{ambiguity, disambiguate, year_suffix}` |
//! | … Cite Grouping, Cite Collapsing | `cite::{render, collapse}` |
//! | … Note Distance, Positions | `cite::position` |
//! | … Whitespace, Reference Grouping | `bibliography::entry` |
//! | … Page Ranges, Name Particles, Inheritable Name Options | `style::options`, `element::page_range` |
//! | Sorting | `bibliography::sort`, `collation` |
//! | Formatting, Affixes, Delimiter, Display, Quotes, Strip-periods, Text-case | `output::{tree, markup, punctuation, text_case, finish}` |
//! | Locators | `cite::locator` |
//! | Links | `element::text`, `output::finish`: [`Inline::Link`] |
//! | Appendix IV, Variables | `variable`, `item`: [`Item`] |
//!
//! What may go wrong is a [`CslError`] with its line and element. Nothing panics, and styles that nest or
//! grow without bound are refused.
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

#[doc(hidden)]
pub use cite::cluster::Position;
pub use cite::cluster::{Cite, CiteForm, Cluster, ClusterMode};
pub use error::CslError;
pub use item::Item;
pub use locale::Locales;
pub use locale::data::LocaleData;
pub use output::formatted::Formatted;
pub use output::inline::{Inline, TextStyle};
pub use processor::{BibliographyEntry, BibliographyLayout, Processor};
pub use style::Style;
pub use style::element::Display;
pub use style::known::Remark;
pub use style::options::SecondFieldAlign;
#[doc(hidden)]
pub use variable::Variable;
