//! The tree that rendering elements build: text with affixes and formatting.
//!
//! CSL 1.0.2, "Affixes", "Delimiter", "Formatting", "Quotes".

use crate::csl::style::element::{Common, Decor, Display};
use crate::csl::variable::Variable;

/// Quotation marks around a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quotes {
    Outer,
    Inner,
}

/// What a node is to citations that collapse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Mark {
    #[default]
    None,
    /// A number: punctuation does not move into it.
    Number,
    CitationNumber(usize),
    YearSuffix(usize),
    /// The end of a year, with what is before it in the cite.
    Year,
    /// The names that a cite begins with.
    Names,
    /// Text of the cite itself: prefix or suffix.
    CiteAffix,
}

/// A node: content within formatting, within affixes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Node {
    pub prefix: String,
    pub suffix: String,
    pub delimiter: String,
    pub decor: Vec<Decor>,
    pub quotes: Option<Quotes>,
    /// Whether the style says that there are no quotation marks: those within are outer ones.
    pub unquoted: bool,
    /// Formatting and quotes that are written in a field: they flip within their like.
    pub flips: bool,
    pub display: Option<Display>,
    /// The address that the content links to.
    pub link: Option<Box<str>>,
    pub mark: Mark,
    /// The variable of the item that it writes.
    pub field: Option<Variable>,
    pub content: Content,
}

/// The content of a node.
#[derive(Debug, Clone)]
pub(crate) enum Content {
    Text(String),
    Nodes(Vec<Node>),
}

impl Default for Content {
    fn default() -> Content {
        Content::Nodes(Vec::new())
    }
}

impl Node {
    /// A node of text without formatting.
    pub(crate) fn text(text: impl Into<String>) -> Node {
        Node { content: Content::Text(text.into()), ..Node::default() }
    }

    /// A node around others.
    pub(crate) fn group(nodes: Vec<Node>) -> Node {
        Node { content: Content::Nodes(nodes), ..Node::default() }
    }

    /// A node with the affixes and formatting of an element.
    pub(crate) fn with(common: &Common, content: Content) -> Node {
        Node {
            prefix: String::from(&*common.prefix),
            suffix: String::from(&*common.suffix),
            decor: common.decor.clone(),
            quotes: common.quotes.filter(|quotes| *quotes).map(|_| Quotes::Outer),
            unquoted: common.quotes == Some(false),
            content,
            ..Node::default()
        }
    }

    /// Whether there is no text in it.
    pub(crate) fn is_empty(&self) -> bool {
        match &self.content {
            Content::Text(text) => text.is_empty(),
            Content::Nodes(nodes) => nodes.iter().all(Node::is_empty),
        }
    }

    /// Whether formatting or, with `quotes`, quotation marks are set on it.
    pub(crate) fn is_decorated(&self, quotes: bool) -> bool {
        !self.decor.is_empty() || (quotes && self.quotes.is_some())
    }

    /// Whether it is a number, or only a number in a wrapper.
    pub(crate) fn is_number(&self) -> bool {
        match &self.content {
            _ if self.own_number() => true,
            Content::Nodes(nodes) => nodes.len() == 1 && nodes[0].own_number(),
            Content::Text(_) => false,
        }
    }

    pub(crate) fn own_number(&self) -> bool {
        matches!(self.mark, Mark::Number | Mark::CitationNumber(_) | Mark::YearSuffix(_))
    }

    /// Takes out nodes without text.
    pub(crate) fn purge(&mut self) {
        if let Content::Nodes(nodes) = &mut self.content {
            nodes.iter_mut().for_each(Node::purge);
            nodes.retain(|node| match &node.content {
                Content::Text(text) => !text.is_empty(),
                Content::Nodes(nodes) => !nodes.is_empty(),
            });
        }
    }

    /// All text in it with affixes and delimiters, without formatting: to compare cites.
    pub(crate) fn plain(&self, out: &mut String) {
        let start = out.len();
        out.push_str(&self.prefix);
        let body = out.len();
        match &self.content {
            Content::Text(text) => out.push_str(text),
            Content::Nodes(nodes) => {
                for node in nodes {
                    let before = out.len();
                    if before > body {
                        out.push_str(&self.delimiter);
                    }
                    let inside = out.len();
                    node.plain(out);
                    if out.len() == inside {
                        out.truncate(before);
                    }
                }
            }
        }
        if out.len() == body {
            out.truncate(start);
        } else {
            out.push_str(&self.suffix);
        }
    }
}
