//! Text with CSL's inline markup to TeX.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::symbols;

/// How characters outside ASCII are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Letters {
    /// As they are; BibLaTeX with biber reads them.
    Unicode,
    /// As TeX commands where there are any; old BibTeX needs them.
    Ascii,
}

/// CSL's tags and the TeX that opens what they mark. All end with a closing brace.
const TAGS: &[(&str, &str, &str)] = &[
    ("<span class=\"nocase\">", "{", "</span>"),
    ("<span style=\"font-variant:small-caps;\">", "\\textsc{", "</span>"),
    ("<span style=\"font-variant: small-caps;\">", "\\textsc{", "</span>"),
    ("<sc>", "\\textsc{", "</sc>"),
    ("<i>", "\\emph{", "</i>"),
    ("<b>", "\\textbf{", "</b>"),
    ("<sup>", "\\textsuperscript{", "</sup>"),
    ("<sub>", "\\textsubscript{", "</sub>"),
];

/// TeX that prints `text`: markup as commands, TeX's own characters escaped.
pub(crate) fn encode(text: &str, letters: Letters) -> String {
    let mut tex = String::with_capacity(text.len() + 16);
    let mut open: Vec<&str> = Vec::new();
    let closes = |close| text.contains(close);
    let tags: Vec<_> = TAGS.iter().filter(|tag| closes(tag.2)).collect();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if c == '<' {
            if let Some((tag, command, close)) = tags.iter().find(|t| rest.starts_with(t.0)) {
                tex.push_str(command);
                open.push(close);
                rest = &rest[tag.len()..];
                continue;
            }
            if let Some(close) = open.last()
                && rest.starts_with(close)
            {
                tex.push('}');
                rest = &rest[close.len()..];
                open.pop();
                continue;
            }
        }
        push_char(c, letters, &mut tex);
        rest = &rest[c.len_utf8()..];
    }
    tex.extend(open.iter().map(|_| '}'));
    tex
}

/// TeX for a verbatim field, an address or identifier: what would break its braces is written as
/// addresses write it.
pub(crate) fn encode_verbatim(text: &str) -> String {
    text.replace('{', "%7B").replace('}', "%7D")
}

fn push_char(c: char, letters: Letters, tex: &mut String) {
    match c {
        '&' | '%' | '#' | '_' | '$' => {
            tex.push('\\');
            tex.push(c);
        }
        // A lone `\{` would be counted as a brace by BibTeX.
        '{' => tex.push_str("\\textbraceleft{}"),
        '}' => tex.push_str("\\textbraceright{}"),
        '\\' => tex.push_str("\\textbackslash{}"),
        '~' => tex.push_str("\\textasciitilde{}"),
        '^' => tex.push_str("\\textasciicircum{}"),
        '`' => tex.push_str("\\textasciigrave{}"),
        '\u{A0}' => tex.push('~'),
        '\u{2009}' => tex.push_str("\\,"),
        // Two of these would be read as a dash or as quotation marks.
        '-' | '\'' | ',' if tex.ends_with(c) => {
            tex.push_str("{}");
            tex.push(c);
        }
        _ if c.is_ascii() || letters == Letters::Unicode => tex.push(c),
        _ => push_command(c, tex),
    }
}

/// A command for the character, or the character itself where TeX has none.
fn push_command(c: char, tex: &mut String) {
    if let Some(command) = symbols::command(c) {
        tex.push_str(&format!("{{\\{command}}}"));
        return;
    }
    let parts: Vec<char> = std::iter::once(c).nfd().collect();
    match parts[..] {
        [base, mark] if base.is_ascii_alphabetic() && is_combining_mark(mark) => {
            let base = match base {
                'i' => "\\i".to_owned(),
                'j' => "\\j".to_owned(),
                _ => base.to_string(),
            };
            match symbols::accent_command(mark) {
                Some(accent) => tex.push_str(&format!("{{\\{accent}{{{base}}}}}")),
                None => tex.push(c),
            }
        }
        _ => tex.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bibliography::tex::decode::{Braces, decode};
    use proptest::prelude::*;

    #[test]
    fn markup_and_escapes() {
        assert_eq!(
            encode("<i>E. coli</i> & 5% of <span class=\"nocase\">DNA</span>", Letters::Unicode),
            "\\emph{E. coli} \\& 5\\% of {DNA}"
        );
        assert_eq!(encode("Gödel Erdős Ł", Letters::Ascii), "G{\\\"{o}}del Erd{\\H{o}}s {\\L}");
        assert_eq!(encode("a < b", Letters::Unicode), "a < b");
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(
            words in prop::collection::vec("[!-~àßłőЖ张“”–—]{1,8}", 1..6),
            ascii in any::<bool>(),
        ) {
            let text = words.join(" ");
            let letters = if ascii { Letters::Ascii } else { Letters::Unicode };
            prop_assert_eq!(decode(&encode(&text, letters), Braces::Protect), text);
        }

        #[test]
        fn decoding_never_fails(tex in "\\PC{0,40}") {
            decode(&tex, Braces::Protect);
        }
    }
}
