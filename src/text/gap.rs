//! Whether an address goes on after white space.

use std::sync::LazyLock;

use regex::Regex;

use super::host::{goes_on_as_host, is_whole_host};
use super::pattern::regex;

/// White space inside what may be one address.
#[derive(Clone, Copy)]
pub(crate) struct Gap {
    /// A source line ended here.
    pub line_end: bool,
    /// More than one space without a line end: a column, not a slip.
    pub wide: bool,
}

/// Whether an address goes on after white space.
pub(crate) enum Joins {
    /// It does.
    Yes,
    /// Not by itself; this word may belong to it.
    Maybe(String),
    /// It does not.
    No,
}

/// Weighs whether `rest`, after white space, goes on with the address that reads `tail` so far.
///
/// A line end is a likely place for a broken address; a space is not, but text taken from PDF has
/// them before and after signs. Plain words never join by themselves.
pub(crate) fn joins(tail: &str, gap: Gap, rest: &str, doi: bool) -> Joins {
    let word = rest.split(char::is_whitespace).next().unwrap_or("");
    let word = word.get(..word.floor_char_boundary(300)).unwrap_or(word);
    let bare = word.trim_end_matches(['.', ',', ';', ':', ')', ']', '>', '"', '”', '’', '\'']);
    let first = bare.chars().next();
    let host = !doi && !tail.contains('/') && !is_whole_host(tail);
    if gap.wide
        || !host && !first.is_some_and(|c| c.is_alphanumeric() || "/?#&=_%~.-+:".contains(c))
        || OWN.is_match(bare)
    {
        return Joins::No;
    }
    let open = tail.ends_with(['/', '-', '_', '=', '&', '?', '%', '~', '+', '#']);
    if host {
        return if goes_on_as_host(tail, rest) { Joins::Yes } else { Joins::No };
    }
    if goes_on(bare) || (tail.ends_with('.') && is_file_ending(bare)) {
        return Joins::Yes;
    }
    let strong = is_strong(bare);
    let sure = match (gap.line_end, open) {
        (true, true) => strong || is_code(bare) || tail.ends_with(['_', '=', '&', '-', '%']),
        (true, false) => {
            (strong && bare.contains(['/', '=', '?'])) && tail.ends_with(['.', ',', ':'])
                || is_file_path(bare)
        }
        (false, true) => strong || is_code(bare) && bare.len() > 4,
        (false, false) => doi && tail == "10.",
    };
    let may = gap.line_end && (open || strong) || open && bare.len() > 3 || is_file_path(bare);
    match (sure, may) {
        (true, _) => Joins::Yes,
        (false, true) => Joins::Maybe(bare.to_owned()),
        (false, false) => Joins::No,
    }
}

/// An address, a date or a number of its own.
static OWN: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)^(?:https?:?|ftp:|www\.|doi|10\.[0-9]{4}|[0-9]{1,4}[-/.][0-9]{1,2}(?:[-/.][0-9]{1,4})?$|and/or$|n/a$)",
    )
});

/// Whether a word begins with a sign that goes on with an address, and says something after it.
fn goes_on(word: &str) -> bool {
    let mut chars = word.chars();
    let (first, second) = (chars.next(), chars.next());
    match (first, second) {
        (Some('/' | '?' | '#' | '&' | '=' | '_' | '%' | '~'), Some(c)) => {
            c.is_alphanumeric() || matches!(c, '~' | '_' | '?')
        }
        (Some('.'), Some(c)) => c.is_lowercase() || c.is_ascii_digit(),
        _ => false,
    }
}

/// Signs that stand in addresses and hardly ever in words.
fn is_strong(word: &str) -> bool {
    word.trim_matches('/').contains('/')
        || word.contains(['_', '=', '?', '%', '&'])
        || is_file_path(word)
}

/// Whether a word ends in the ending of a file.
pub(crate) fn is_file_path(word: &str) -> bool {
    static PATH: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)^\S+\.(?:s?html?|pdf|php[0-9]?|aspx?|jspx?|docx?|xlsx?|pptx?|cfm|cgi|xml|txt|ps|gz|zip|csv)(?:[?#]\S*)?$",
        )
    });
    PATH.is_match(word)
}

/// Whether a word is nothing but the ending of a file: `pdf`, `htm`.
fn is_file_ending(word: &str) -> bool {
    is_file_path(&format!("a.{word}"))
}

/// Letters and digits together, or many digits: no word, no year.
fn is_code(word: &str) -> bool {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let letters = word.chars().any(|c| c.is_ascii_alphabetic() || c == '-' || c == '.');
    let year = word.len() == 4 && digits == 4;
    !year && (digits > 4 || digits > 0 && letters && word.len() > 3)
}
