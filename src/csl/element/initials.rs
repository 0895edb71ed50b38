//! Given names as initials.
//!
//! CSL 1.0.2, "Name" (`initialize`, `initialize-with`), "Initialize-with-hyphen".

use crate::csl::output::characters::{
    has_alphabetic_script, is_alphabetic_script, starts_alphabetic,
};

/// How given names are written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Initials<'a> {
    /// What stands after an initial.
    pub with: &'a str,
    /// Whether hyphens between names are kept.
    pub hyphen: bool,
    /// Whether only names that are initials already are changed.
    pub only_initials: bool,
}

/// Writes a given name as initials.
pub(crate) fn initialize(name: &str, how: Initials<'_>) -> String {
    let bare = without_tags(name);
    if matches!(name, "Lord" | "Lady") || name.is_empty() || !starts_alphabetic(&bare) {
        return name.to_owned();
    }
    if name.contains('<') {
        return tagged(name, how);
    }
    let mut parts = parts(name, how.hyphen);
    if how.only_initials {
        normalized(&mut parts, how.with)
    } else {
        shortened(&mut parts, how.with)
    }
}

fn without_tags(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        rest = after.split_once('>').map_or("", |(_, after)| after);
    }
    out + rest
}

/// A given name with HTML around some of its words: each such word for itself.
fn tagged(name: &str, how: Initials<'_>) -> String {
    let mut out = String::new();
    let mut rest = name;
    while let Some(start) = rest.find('<') {
        let Some(end) = rest[start..].find('>').map(|end| start + end + 1) else { break };
        out.push_str(&spaced_initials(&rest[..start], how));
        out.push_str(&rest[start..end]);
        rest = &rest[end..];
    }
    out.push_str(&spaced_initials(rest, how));
    out
}

fn spaced_initials(text: &str, how: Initials<'_>) -> String {
    let inner = text.trim_matches([' ', '-']);
    let lead = &text[..text.len() - text.trim_start_matches([' ', '-']).len()];
    let tail = &text[text.trim_end_matches([' ', '-']).len().max(lead.len())..];
    match inner.is_empty() {
        true => text.to_owned(),
        false => format!("{lead}{}{tail}", initialize(inner, how)),
    }
}

/// A given name in its words, with what stands after each: a space, a hyphen or nothing.
#[derive(Debug)]
struct Word {
    text: String,
    after: &'static str,
}

fn parts(name: &str, hyphen: bool) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let name = if hyphen { name.to_owned() } else { name.replace('-', " ") };
    let chars: Vec<char> = name.chars().collect();
    let mut text = String::new();
    for (at, ch) in chars.iter().enumerate() {
        let next = chars.get(at + 1);
        match ch {
            '-' if next.is_none_or(|next| !next.is_ascii_lowercase()) => {
                words.push(Word { text: std::mem::take(&mut text), after: "-" });
            }
            ' ' | '\u{a0}' | '\t' => {
                if !text.is_empty() {
                    words.push(Word { text: std::mem::take(&mut text), after: " " });
                }
            }
            '.' => {
                text.push('.');
                if next.is_some_and(|next| !matches!(next, ' ' | '\u{a0}' | '-')) {
                    words.push(Word { text: std::mem::take(&mut text), after: " " });
                }
            }
            _ => text.push(*ch),
        }
    }
    if !text.is_empty() {
        words.push(Word { text, after: "" });
    } else if let Some(last) = words.last_mut() {
        last.after = "";
    }
    let single =
        |word: &Word| word.text.chars().count() == 1 && word.text != word.text.to_lowercase();
    if let [only] = &mut words[..]
        && single(only)
    {
        only.text.push('.');
    }
    words
}

fn shortened(words: &mut [Word], with: &str) -> String {
    let mut out = String::new();
    for word in words.iter() {
        match initial(&word.text) {
            Some(initial) => {
                out.push_str(&initial);
                if word.after == "-" {
                    out.push_str(with.trim_end_matches([' ', '\u{a0}']));
                    out.push('-');
                } else {
                    out.push_str(with);
                }
            }
            None if has_alphabetic_script(&word.text) => {
                if !out.is_empty() && !out.ends_with([' ', '-', '\u{a0}']) {
                    out.push(' ');
                }
                out.push_str(&word.text);
                out.push_str(word.after);
            }
            None => {
                out.push_str(&word.text);
                out.push_str(word.after);
            }
        }
    }
    tidied(&out)
}

/// The initial of a name; `None` for words in lower case.
fn initial(word: &str) -> Option<String> {
    let first = word.chars().next()?;
    if !is_alphabetic_script(first) || first.to_uppercase().next() != Some(first) {
        return None;
    }
    let letters: String = word.chars().skip(1).take_while(|ch| is_alphabetic_script(*ch)).collect();
    let rest = &word[first.len_utf8() + letters.len()..];
    if rest.starts_with('.') && !letters.is_empty() {
        return Some(format!("{first}{letters}"));
    }
    let capitals: String =
        letters.chars().take_while(|ch| ch.to_uppercase().next() == Some(*ch)).collect();
    let extra =
        if capitals.len() < letters.len() { capitals.to_lowercase() } else { String::new() };
    Some(format!("{first}{extra}"))
}

fn normalized(words: &mut [Word], with: &str) -> String {
    let abbreviated: Vec<bool> = words
        .iter_mut()
        .map(|word| {
            let stop = word.text.chars().count() > 1 && word.text.ends_with('.');
            if stop {
                word.text.pop();
            }
            let mut chars = word.text.chars();
            let single = matches!((chars.next(), chars.next()), (Some(ch), None) if ch.to_uppercase().next() == Some(ch));
            stop || single
        })
        .collect();
    let mut out = String::new();
    for (at, word) in words.iter().enumerate() {
        out.push_str(&word.text);
        if !abbreviated[at] {
            out.push_str(word.after);
            continue;
        }
        out.push_str(with);
        let Some(next) = words.get(at + 1) else { continue };
        if next.text.chars().count() > 1 {
            out.push_str(word.after);
        }
        if !abbreviated[at + 1] {
            out.push(' ');
        }
    }
    tidied(&out)
}

/// One space for several, none around hyphens and at the end.
fn tidied(text: &str) -> String {
    let text = text.trim_end_matches([' ', '\u{a0}', '\u{feff}', '\t']);
    let mut out = String::with_capacity(text.len());
    for ch in text.chars() {
        match ch {
            ' ' if out.ends_with([' ', '-']) => {}
            '-' => {
                while out.ends_with(' ') {
                    out.pop();
                }
                out.push('-');
            }
            _ => out.push(ch),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_names_become_initials() {
        let cases = [
            ("Donald Ervin", ". ", "D. E."),
            ("Donald E.", ".", "D.E."),
            ("Jean-Paul", ". ", "J.-P."),
            ("Jean-Paul", "", "J-P"),
            ("Ph.D. John", ".", "Ph.D.J."),
            ("Guillermo de la", ". ", "G. de la"),
            ("John", "", "J"),
            ("Łukasz", ".", "Ł."),
            ("国", ".", "国"),
        ];
        for (name, with, want) in cases {
            let how = Initials { with, hyphen: true, only_initials: false };
            assert_eq!(initialize(name, how), want);
        }
        let kept = Initials { with: ". ", hyphen: true, only_initials: true };
        assert_eq!(initialize("Donald E", kept), "Donald E.");
        assert_eq!(initialize("J R R", kept), "J. R. R.");
    }
}
