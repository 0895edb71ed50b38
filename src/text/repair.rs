//! What had to be repaired in an address.

use std::fmt;

/// What print, a word processor or a converter did to an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Repair {
    /// It stands without a scheme: `www.example.org/a`. Usual, and no fault.
    NoScheme,
    /// The scheme is mistyped: `http:/example.org`, `htttp://…`, `http;//…`.
    Scheme,
    /// A backslash before a sign, left over from markup: `a\_b`.
    Escape,
    /// A character entity: `&amp;`.
    Entity,
    /// Broken over a line end.
    LineEnd,
    /// White space inside, not at a line end.
    Space,
    /// A typographic dash for a hyphen, a raised or wrong tilde.
    Dash,
    /// A soft hyphen or another sign that is not seen.
    Invisible,
    /// Letters for digits, a comma for a point and the like, in a DOI's prefix.
    Prefix,
    /// Words of the address of a page stuck to a DOI: `…/abstract`, `.pdf`.
    Suffix,
    /// The DOI resolver's address is mistyped or written twice.
    Resolver,
}

impl Repair {
    /// Whether the text ought to be changed; a missing scheme or a line end needs no change.
    pub const fn is_fault(self) -> bool {
        !matches!(self, Repair::NoScheme | Repair::LineEnd)
    }
}

impl fmt::Display for Repair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Repair::NoScheme => "no scheme",
            Repair::Scheme => "mistyped scheme",
            Repair::Escape => "backslash left over from markup",
            Repair::Entity => "character entity left over from markup",
            Repair::LineEnd => "broken over a line end",
            Repair::Space => "white space inside",
            Repair::Dash => "typographic sign for a plain one",
            Repair::Invisible => "invisible sign inside",
            Repair::Prefix => "damaged DOI prefix",
            Repair::Suffix => "words of a page's address stuck to the DOI",
            Repair::Resolver => "mistyped DOI resolver",
        })
    }
}
