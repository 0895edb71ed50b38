//! Styles: XML read into a tree of rendering elements, macros by number.

pub(crate) mod attributes;
pub(crate) mod element;
mod extent;
pub(crate) mod known;
pub(crate) mod options;
pub(crate) mod read;
pub(crate) mod shared;
pub(crate) mod xml;

use crate::csl::error::CslError;
use crate::csl::locale::data::LocaleData;
use crate::csl::variable::Variable;
use element::{Area, Macro};
use known::Remark;
use options::{Demote, NameOptions, PageRange};

/// A CSL style, read.
#[derive(Debug, Clone)]
pub struct Style {
    pub(crate) note: bool,
    pub(crate) names: NameOptions,
    pub(crate) demote: Demote,
    pub(crate) initialize_with_hyphen: bool,
    pub(crate) page_range: PageRange,
    pub(crate) year_range: PageRange,
    pub(crate) default_locale: Option<String>,
    pub(crate) macros: Vec<Macro>,
    pub(crate) citation: Area,
    pub(crate) bibliography: Option<Area>,
    pub(crate) locales: Vec<LocaleData>,
    pub(crate) title: String,
    /// Whether the style writes the variable `year-suffix` itself.
    pub(crate) explicit_year_suffix: bool,
    /// The variables of all names elements.
    pub(crate) name_variables: Vec<Variable>,
    pub(crate) tests_disambiguate: bool,
    pub(crate) tests_position: bool,
}

impl Style {
    /// Reads an independent style.
    ///
    /// Fails with the line and the element where the XML is not well-formed or not CSL, where a
    /// macro is unknown or calls itself, and with [`CslError::Dependent`] for a dependent style.
    pub fn parse(source: &str) -> Result<Style, CslError> {
        read::style(source)
    }

    /// Returns the parts of a style that CSL does not know and that rendering skips:
    /// attributes, elements and variables, with their lines.
    ///
    /// Fails where the XML is not well-formed.
    pub fn remarks(source: &str) -> Result<Vec<Remark>, CslError> {
        known::remarks(source)
    }

    /// Returns the title of the style.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Returns whether citations are notes.
    pub fn is_note(&self) -> bool {
        self.note
    }

    /// Returns whether the style has a bibliography.
    pub fn has_bibliography(&self) -> bool {
        self.bibliography.is_some()
    }

    /// Returns the language that the style asks for, if any.
    pub fn default_locale(&self) -> Option<&str> {
        self.default_locale.as_deref()
    }
}
