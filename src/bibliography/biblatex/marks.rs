//! What marks where the parts of a .bib file begin and end.

use memchr::memchr_iter;

/// Where statements begin: an `@`, a word and an opening bracket, at the start of a line or after
/// the bracket that closed another statement.
pub(crate) fn entry_starts(text: &str) -> Vec<usize> {
    let opens = |at: usize| {
        let rest = text[at + 1..].trim_start();
        let word = rest.len() - rest.trim_start_matches(is_word).len();
        word > 0 && rest[word..].trim_start().starts_with(['{', '('])
    };
    let stands_alone = |at: usize| {
        let before = text[..at].trim_end_matches([' ', '\t', '\u{FEFF}']);
        before.is_empty() || before.ends_with(['\n', '\r', '}', ')']) || ends_in_comment(before)
    };
    memchr_iter(b'@', text.as_bytes()).filter(|&at| stands_alone(at) && opens(at)).collect()
}

/// Whether `@comment` stands last, which in BibTeX hides no more than itself.
fn ends_in_comment(before: &str) -> bool {
    const WORD: &str = "@comment";
    let start = before.len().saturating_sub(WORD.len());
    before.get(start..).is_some_and(|last| last.eq_ignore_ascii_case(WORD))
}

/// Letters of an entry type.
pub(crate) fn is_word(c: char) -> bool {
    c.is_ascii_alphabetic()
}

/// Characters of a field name or a bare word; generous, since files are.
pub(crate) fn is_name(c: char) -> bool {
    !c.is_whitespace() && !"{}()\"=,#%@\\".contains(c)
}

/// Whether a name and `=` stand at the beginning of `text`.
pub(crate) fn begins_field(text: &str) -> bool {
    let end = text.find(|c| !is_name(c)).unwrap_or(text.len());
    end > 0 && text[end..].trim_start().starts_with('=')
}

/// Whether what follows a quotation mark shows that it ended the value.
pub(crate) fn ends_value(after: &str) -> bool {
    let after = after.trim_start();
    after.is_empty() || after.starts_with([',', '}', ')', '#', '%']) || begins_field(after)
}

/// Whether a line begins with a name, `=` and the beginning of a value.
pub(crate) fn looks_like_field(line: &str) -> bool {
    let line = line.trim_start();
    let end = line.find(|c| !is_name(c)).unwrap_or(line.len());
    let value = line[end..].trim_start().strip_prefix('=');
    end > 0 && value.is_some_and(|v| v.trim_start().starts_with(['{', '"']))
}

/// Where the bracket or mark `close` stands outside all braces.
pub(crate) fn balanced(text: &str, close: u8) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, &byte) in text.as_bytes().iter().enumerate() {
        match byte {
            _ if byte == close && depth == 0 => return Some(at),
            b'{' => depth += 1,
            b'}' => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    None
}
