//! How far an address in a text goes.

use std::sync::LazyLock;

use regex::Regex;

use super::gap::{Gap, Joins, is_file_path, joins};
use super::pattern::regex;
use super::repair::Repair;

/// The segment of a text that an address takes up, and what it says with its damage repaired.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Extent {
    /// The byte after its last.
    pub end: usize,
    /// What it says.
    pub text: String,
    /// What it says up to the point where reading stopped, closing punctuation included.
    pub whole: String,
    /// What was repaired.
    pub repairs: Vec<Repair>,
    /// Where parts were put together, or might have been.
    pub joins: Vec<Joined>,
}

/// A place where an address may be put together otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Joined {
    /// The hyphen at this byte of the address stood at a line end.
    Hyphen(usize),
    /// White space stood before this byte of the address.
    Space(usize),
    /// This word stands after white space, and was left out.
    LeftOut(String),
}

/// Whose grammar holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tongue {
    /// RFC 3986 and 3987.
    Web,
    /// A DOI suffix may hold any printable character (DOI Handbook §2.2); in print `<` and `>` are
    /// part of it in the old SICI form only.
    Doi,
}

/// Reads on from `start` to the end of the address.
///
/// A closing bracket ends it if it was not opened inside; closing punctuation is left out;
/// white space is skipped where what follows cannot be but a part of it. In angle brackets all
/// white space is skipped (RFC 3986, appendix C).
pub(crate) fn of(text: &str, start: usize, breaks: &[usize], tongue: Tongue) -> Extent {
    let limit = angle_bracket_end(text, start);
    let mut walk = Walk {
        text,
        breaks,
        tongue,
        at: start,
        bracketed: limit.is_some(),
        limit: limit.unwrap_or(text.len()),
        open: Vec::new(),
        good: (start, 0),
        extent: Extent::default(),
        pending: Vec::new(),
    };
    while walk.step() {}
    walk.finish()
}

/// The state of reading one address.
struct Walk<'t> {
    text: &'t str,
    breaks: &'t [usize],
    tongue: Tongue,
    /// The byte that is read next.
    at: usize,
    /// Whether it stands in angle brackets.
    bracketed: bool,
    /// The byte at which it ends at the latest.
    limit: usize,
    /// The closing signs of the brackets that are open.
    open: Vec<char>,
    /// After the last character with which an address may end: byte of text, byte of address.
    good: (usize, usize),
    extent: Extent,
    /// Repairs with the byte of the address at which they were made.
    pending: Vec<(usize, Repair)>,
}

/// The byte of the `>` that closes the `<` before an address; absent without one near by.
fn angle_bracket_end(text: &str, start: usize) -> Option<usize> {
    const FAR: usize = 600;
    let from = text.floor_char_boundary(start.saturating_sub(16));
    let before = &text[from..start];
    let inside = &before[before.rfind('<')? + 1..];
    let label = inside.trim().to_ascii_lowercase();
    let label = label.trim_end_matches([':', '/']);
    if !matches!(
        label,
        "" | "url"
            | "url:http"
            | "url: http"
            | "http"
            | "https"
            | "ftp"
            | "doi"
            | "url:https"
            | "url: https"
    ) {
        return None;
    }
    let far = text.ceil_char_boundary((start + FAR).min(text.len()));
    let ahead = &text[start..far];
    let close = ahead.find('>')?;
    (!ahead[..close].contains(['<', '"'])).then_some(start + close)
}

impl Walk<'_> {
    /// Reads one character or one segment of white space; false at the end.
    fn step(&mut self) -> bool {
        let rest = &self.text[self.at..self.limit];
        let Some(c) = rest.chars().next() else {
            return false;
        };
        if self.at_hyphen_break() {
            self.extent.joins.push(Joined::Hyphen(self.extent.text.len() - 1));
            self.repair(Repair::LineEnd);
        }
        match c {
            c if c.is_whitespace() => self.white_space(rest),
            '\\' => self.backslash(rest),
            '&' => self.ampersand(rest),
            '(' | '[' | '{' => self.opening(c, rest),
            ')' | ']' | '}' => self.closing(c),
            '<' => self.sici(rest),
            '\u{AD}' | '\u{AC}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' => {
                self.invisible(c)
            }
            '\u{2010}'..='\u{2015}' | '\u{2212}' => self.replace(c, '-'),
            '\u{02DC}' | '\u{223C}' => self.replace(c, '~'),
            '>' | '"' | '`' | '|' | '^' | '“' | '”' | '„' | '«' | '»' | '‹' | '›' | '\u{FFFD}' => {
                false
            }
            '\'' | '’' | '‘' => self.apostrophe(c, rest),
            c if c.is_control() || is_wide_punctuation(c) => false,
            c if self.is_foreign_letter(c) => false,
            ',' if self.comma_ends(rest) => false,
            c if self.begins_another(rest)
                || (is_pause(c) && begins_remark(&rest[c.len_utf8()..])) =>
            {
                false
            }
            c => self.take(c, c.len_utf8()),
        }
    }

    /// Takes `c`, which `len` bytes of the text stand for.
    fn take(&mut self, c: char, len: usize) -> bool {
        self.at += len;
        self.extent.text.push(c);
        if !may_not_end(c) {
            self.good = (self.at, self.extent.text.len());
        }
        true
    }

    fn replace(&mut self, c: char, by: char) -> bool {
        self.repair(Repair::Dash);
        self.take(by, c.len_utf8())
    }

    fn invisible(&mut self, c: char) -> bool {
        self.repair(Repair::Invisible);
        self.at += c.len_utf8();
        true
    }

    fn repair(&mut self, repair: Repair) {
        self.pending.push((self.extent.text.len(), repair));
    }

    /// Whether a line ended here, right after a hyphen of the address.
    fn at_hyphen_break(&self) -> bool {
        self.extent.text.ends_with('-')
            && self.breaks.binary_search(&self.at).is_ok()
            && !self.text[self.at..].starts_with(char::is_whitespace)
    }

    /// A backslash stands before a sign that markup would read otherwise, or ends the address.
    fn backslash(&mut self, rest: &str) -> bool {
        match rest[1..].chars().next() {
            Some(next) if next.is_ascii_punctuation() && next != '"' => {
                self.repair(Repair::Escape);
                self.at += 1;
                true
            }
            _ => false,
        }
    }

    /// `&amp;` is `&`; an entity for a quotation mark or an angle bracket ends the address.
    fn ampersand(&mut self, rest: &str) -> bool {
        for entity in ["&amp;", "&#38;", "&#038;", "&#x26;"] {
            if starts_with_ignoring_case(rest, entity) {
                self.repair(Repair::Entity);
                return self.take('&', entity.len());
            }
        }
        let delimits = ["&gt;", "&lt;", "&quot;", "&#34;", "&#62;", "&nbsp;"];
        if delimits.iter().any(|entity| starts_with_ignoring_case(rest, entity)) {
            return false;
        }
        self.take('&', 1)
    }

    /// A bracket opens a part of the address, or a remark that was run into it.
    fn opening(&mut self, c: char, rest: &str) -> bool {
        let year = self.tongue == Tongue::Doi && BRACKETED_YEAR.is_match(rest);
        if year || self.extent.text.ends_with(['.', ',', ';']) || begins_remark(&rest[1..]) {
            return false;
        }
        self.open.push(match c {
            '(' => ')',
            '[' => ']',
            _ => '}',
        });
        self.take(c, 1)
    }

    /// Goes on after a bracket that was opened inside; any other ends the address.
    fn closing(&mut self, c: char) -> bool {
        match self.open.iter().rposition(|open| *open == c) {
            Some(at) => {
                self.open.truncate(at);
                self.take(c, 1)
            }
            None => false,
        }
    }

    /// `<` and `>` inside a DOI of the SICI form: `10.1002/…16:4<305::AID-X>3.0.CO;2-5`.
    fn sici(&mut self, rest: &str) -> bool {
        static SICI: LazyLock<Regex> = LazyLock::new(|| {
            regex(r"^<[0-9A-Za-z]{0,12}:[A-Za-z]{0,8}:?[^\s<>]{0,24}>[0-9.]{1,4}[A-Za-z]{2};[0-9]")
        });
        let Some(found) = SICI
            .find(rest)
            .filter(|_| self.tongue == Tongue::Doi || self.extent.text.contains("/10."))
        else {
            return false;
        };
        self.at += found.end();
        self.extent.text.push_str(found.as_str());
        self.good = (self.at, self.extent.text.len());
        true
    }

    /// An apostrophe belongs to an address only between letters.
    fn apostrophe(&mut self, c: char, rest: &str) -> bool {
        let next = rest[c.len_utf8()..].chars().next();
        if c != '\'' || !next.is_some_and(char::is_alphanumeric) {
            return false;
        }
        self.take(c, 1)
    }

    /// Letters of scripts without spaces follow an address directly ("…/a于2010年"); they belong
    /// to it only at the head of a part, or after a letter that did.
    fn is_foreign_letter(&self, c: char) -> bool {
        if c.is_ascii() || !is_spaceless(c) {
            return false;
        }
        match self.extent.text.chars().next_back() {
            Some(last) => last.is_ascii_alphanumeric(),
            None => false,
        }
    }

    /// A comma ends a DOI, and what ends in the ending of a file, unless digits follow.
    fn comma_ends(&self, rest: &str) -> bool {
        let ended = self.tongue == Tongue::Doi || is_file_path(tail(&self.extent.text, 200));
        ended && self.open.is_empty() && !rest[1..].starts_with(|c: char| c.is_ascii_digit())
    }

    /// Whether another address begins here, run into this one.
    fn begins_another(&self, rest: &str) -> bool {
        let another = starts_with_ignoring_case(rest, "http://")
            || starts_with_ignoring_case(rest, "https://");
        another
            && !self.extent.text.is_empty()
            && !self.extent.text.ends_with(['/', '=', ':', '?', '&', ')', '-', '+', '*'])
    }

    /// Skips white space where the address goes on after it.
    fn white_space(&mut self, rest: &str) -> bool {
        let word_at = rest.len() - rest.trim_start().len();
        let next = self.at + word_at;
        if next >= self.limit {
            return false;
        }
        let gap = Gap {
            line_end: rest[..word_at].contains('\n') || self.has_break(next),
            wide: rest[..word_at].chars().count() > 1 && !rest[..word_at].contains('\n'),
        };
        let joins = match self.bracketed {
            true => Joins::Yes,
            false => joins(&self.extent.text, gap, &rest[word_at..], self.tongue == Tongue::Doi),
        };
        match joins {
            Joins::Yes => self.join(next, gap.line_end),
            Joins::Maybe(word) => {
                self.extent.joins.push(Joined::LeftOut(word));
                false
            }
            Joins::No => false,
        }
    }

    fn join(&mut self, next: usize, line_end: bool) -> bool {
        let here = self.extent.text.len();
        if self.extent.text.ends_with('-') {
            self.extent.joins.push(Joined::Hyphen(here - 1));
        }
        if !self.bracketed {
            self.extent.joins.push(Joined::Space(here));
        }
        self.repair(match line_end {
            true => Repair::LineEnd,
            false => Repair::Space,
        });
        self.at = next;
        true
    }

    /// Whether a source line ended between here and `next`.
    fn has_break(&self, next: usize) -> bool {
        let index = self.breaks.partition_point(|at| *at < self.at);
        self.breaks.get(index).is_some_and(|at| *at <= next)
    }

    /// Cuts the closing punctuation off, and forgets what was repaired in it.
    fn finish(mut self) -> Extent {
        let (end, len) = self.good;
        self.extent.whole = self.extent.text.clone();
        self.extent.text.truncate(len);
        self.extent.end = end;
        self.extent.joins.retain(|joined| match joined {
            Joined::Hyphen(at) | Joined::Space(at) => *at < len,
            Joined::LeftOut(_) => true,
        });
        for (at, repair) in self.pending {
            if at < len && !self.extent.repairs.contains(&repair) {
                self.extent.repairs.push(repair);
            }
        }
        self.extent
    }
}

/// Characters that close a sentence or a bracket rather than an address.
fn may_not_end(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '(' | '[' | '{' | '&')
}

/// Signs after which a remark may follow without a space.
fn is_pause(c: char) -> bool {
    matches!(c, '.' | ',' | ';')
}

/// "…/page.Accessed 12 March": the words that follow an address, run into it.
fn begins_remark(rest: &str) -> bool {
    static REMARK: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"^\(?(?:[Aa]ccessed|[Rr]etrieved|[Cc]onsulted|[Vv]iewed|Last (?:accessed|visited)|Epub|PMID|PMCID|Available|Дата|arXiv)\b|^(?:doi|pii)\]",
        )
    });
    REMARK.is_match(rest)
}

/// "…/c9ee00453j(2019)": the year after a DOI.
static BRACKETED_YEAR: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^\((?:1[5-9]|20)[0-9]{2}\)(?:[\s.,;]|$)"));

/// The last `len` bytes of a text, or a little less.
fn tail(text: &str, len: usize) -> &str {
    &text[text.ceil_char_boundary(text.len().saturating_sub(len))..]
}

/// Punctuation of Chinese and Japanese type.
fn is_wide_punctuation(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' | '\u{FF3B}'..='\u{FF40}' | '\u{FF5B}'..='\u{FF65}' | '…' | '•' | '·')
}

/// Letters of scripts that are written without spaces.
fn is_spaceless(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{2FFF}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' | '\u{0E00}'..='\u{0EFF}')
}

fn starts_with_ignoring_case(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
}
