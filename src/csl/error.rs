//! What can be wrong with a style, a locale or the items.

use std::fmt;

/// An error in a style, a locale or the items; it names the line and the element.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum CslError {
    /// The file is not well-formed XML.
    Xml {
        /// The line, from 1.
        line: usize,
        /// What the XML reader says.
        message: String,
    },
    /// The root element is another than expected.
    Root {
        /// The element that was expected.
        expected: &'static str,
        /// The element that was found.
        found: String,
    },
    /// The style is a dependent one: it only names the style to use.
    Dependent {
        /// The address of the style that it depends on.
        parent: String,
        /// The language that it asks that style to speak.
        default_locale: Option<String>,
        /// Its own title.
        title: String,
    },
    /// An element is missing.
    MissingElement {
        /// The line of the parent, from 1.
        line: usize,
        /// The element.
        element: &'static str,
    },
    /// An attribute is missing.
    MissingAttribute {
        /// The line, from 1.
        line: usize,
        /// The element.
        element: String,
        /// The attribute.
        attribute: &'static str,
    },
    /// An attribute has a value that CSL does not know.
    BadValue {
        /// The line, from 1.
        line: usize,
        /// The element.
        element: String,
        /// The attribute.
        attribute: &'static str,
        /// The value.
        value: String,
    },
    /// An element that CSL does not know in this place.
    UnknownElement {
        /// The line, from 1.
        line: usize,
        /// The element.
        element: String,
    },
    /// A macro is called that the style does not define.
    UnknownMacro {
        /// The line of the call, from 1.
        line: usize,
        /// The macro.
        name: String,
    },
    /// A macro calls itself, directly or by others.
    MacroCycle {
        /// The line of the macro, from 1.
        line: usize,
        /// The macro.
        name: String,
    },
    /// Elements are nested deeper than any style needs.
    TooDeep {
        /// The line, from 1.
        line: usize,
        /// The element or macro.
        element: String,
    },
    /// The items are not CSL-JSON.
    Items {
        /// What is wrong.
        message: String,
    },
}

impl fmt::Display for CslError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CslError::Xml { line, message } => write!(f, "line {line}: {message}"),
            CslError::Root { expected, found } => {
                write!(f, "expected a <{expected}> element, found <{found}>")
            }
            CslError::Dependent { parent, .. } => write!(f, "a dependent style of {parent}"),
            CslError::MissingElement { line, element } => {
                write!(f, "line {line}: no <{element}>")
            }
            CslError::MissingAttribute { line, element, attribute } => {
                write!(f, "line {line}: <{element}> needs the attribute {attribute}")
            }
            CslError::BadValue { line, element, attribute, value } => {
                write!(f, "line {line}: <{element}> has {attribute}=\"{value}\", which CSL lacks")
            }
            CslError::UnknownElement { line, element } => {
                write!(f, "line {line}: <{element}> cannot stand here")
            }
            CslError::UnknownMacro { line, name } => {
                write!(f, "line {line}: the macro \"{name}\" is not defined")
            }
            CslError::MacroCycle { line, name } => {
                write!(f, "line {line}: the macro \"{name}\" calls itself")
            }
            CslError::TooDeep { line, element } => {
                write!(f, "line {line}: the element or macro \"{element}\" is nested too deeply")
            }
            CslError::Items { message } => write!(f, "the items are not CSL-JSON: {message}"),
        }
    }
}

impl std::error::Error for CslError {}
