//! Text cases, over text with HTML in it.
//!
//! CSL 1.0.2, "Text-case", "Title Case Conversion", "Sentence Case Conversion".

use crate::csl::style::element::TextCase;

/// Words that title case leaves in lower case.
const SKIP_WORDS: [&str; 97] = [
    "about",
    "above",
    "across",
    "afore",
    "after",
    "against",
    "al",
    "along",
    "alongside",
    "amid",
    "amidst",
    "among",
    "amongst",
    "anenst",
    "apropos",
    "apud",
    "around",
    "as",
    "aside",
    "astride",
    "at",
    "athwart",
    "atop",
    "barring",
    "before",
    "behind",
    "below",
    "beneath",
    "beside",
    "besides",
    "between",
    "beyond",
    "but",
    "by",
    "circa",
    "despite",
    "down",
    "during",
    "et",
    "except",
    "for",
    "forenenst",
    "from",
    "given",
    "in",
    "inside",
    "into",
    "lest",
    "like",
    "modulo",
    "near",
    "next",
    "notwithstanding",
    "of",
    "off",
    "on",
    "onto",
    "out",
    "over",
    "per",
    "plus",
    "pro",
    "qua",
    "sans",
    "since",
    "than",
    "through",
    "throughout",
    "thruout",
    "till",
    "to",
    "toward",
    "towards",
    "under",
    "underneath",
    "until",
    "unto",
    "up",
    "upon",
    "versus",
    "vs",
    "via",
    "with",
    "within",
    "without",
    "or",
    "yet",
    "so",
    "and",
    "nor",
    "a",
    "an",
    "the",
    "de",
    "von",
    "van",
    "ca",
];

/// Applies a case to text in a language.
pub(crate) fn apply(case: TextCase, text: &str, lang: &str) -> String {
    let turkish = lang.starts_with("tr") || lang.starts_with("az");
    let mut casing = Casing { case, turkish, first: true, after_stop: false, last_word: None };
    match case {
        TextCase::None => text.to_owned(),
        _ => casing.run(text),
    }
}

struct Casing {
    case: TextCase,
    turkish: bool,
    first: bool,
    after_stop: bool,
    /// The piece and the range of bytes in it where the last word stands.
    last_word: Option<(usize, std::ops::Range<usize>)>,
}

impl Casing {
    fn run(&mut self, text: &str) -> String {
        let (mut pieces, tags) = split(text);
        let original = pieces.clone();
        let mut quotes = OpenQuotes::default();
        let mut open: Vec<&str> = Vec::new();
        let quotes_count = !matches!(self.case, TextCase::Lowercase | TextCase::Uppercase);
        if !pieces[0].trim().is_empty() {
            pieces[0] = self.words(&pieces[0], 0, tags.first().is_some_and(|tag| tag == "-"));
        }
        for (at, tag) in tags.iter().enumerate() {
            match closer(tag) {
                Some(closer) => open.push(closer),
                None if open.last() == Some(&tag.as_str()) => drop(open.pop()),
                None => {}
            }
            if tag.ends_with(['!', '?', ':']) {
                self.after_stop = true;
            }
            let piece = pieces[at + 1].clone();
            let blank = piece.trim().is_empty();
            if open.is_empty() {
                pieces[at + 1] = self.words(&piece, at + 1, false);
            } else if !blank {
                self.last_word = None;
            }
            if quotes_count && let Some(wrong) = quotes.meet(tag, at) {
                restore(&mut pieces[wrong + 1], &original[wrong + 1]);
                self.last_word = None;
            }
            if !blank {
                self.first = false;
                self.after_stop = false;
            }
        }
        for wrong in quotes.open.iter().filter_map(|quote| quote.at) {
            restore(&mut pieces[wrong + 1], &original[wrong + 1]);
        }
        self.capitalize_last(&mut pieces);
        join(&pieces, &tags)
    }

    fn capitalize_last(&self, pieces: &mut [String]) {
        if self.case != TextCase::Title {
            return;
        }
        if let Some((piece, range)) = &self.last_word {
            let word = &pieces[*piece][range.clone()];
            if word.chars().count() > 1 && is_skipped(&self.lower(word)) {
                let word = self.capitalized(word);
                pieces[*piece].replace_range(range.clone(), &word);
            }
        }
    }

    fn words(&mut self, text: &str, piece: usize, hyphen_follows: bool) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        let case = self.case;
        let keep_going = |ch: char| is_space(ch, case);
        while !rest.is_empty() {
            let space = rest.len() - rest.trim_start_matches(keep_going).len();
            out.push_str(&rest[..space]);
            rest = &rest[space..];
            let len = rest.find(keep_going).unwrap_or(rest.len());
            let (word, after) = rest.split_at(len);
            if word.is_empty() {
                break;
            }
            let last = after.is_empty();
            let start = out.len();
            out.push_str(&self.word(word, last && hyphen_follows));
            self.last_word = Some((piece, start..out.len()));
            rest = after;
        }
        out
    }

    fn word(&mut self, word: &str, before_hyphen: bool) -> String {
        let first = self.first;
        match self.case {
            TextCase::None => word.to_owned(),
            TextCase::Lowercase => self.lower(word),
            TextCase::Uppercase => self.upper(word),
            TextCase::Sentence => {
                self.first = false;
                if first { self.capitalized(word) } else { self.lower(word) }
            }
            TextCase::CapitalizeFirst => {
                self.first = false;
                if first && word == self.lower(word) {
                    self.capitalized(word)
                } else {
                    word.to_owned()
                }
            }
            TextCase::CapitalizeAll => match word == self.lower(word) {
                true => self.capitalized(word),
                false => word.to_owned(),
            },
            TextCase::Title => {
                let lower = self.lower(word);
                let long = word.chars().count() > 1;
                let wanted =
                    (long && !is_skipped(&lower)) || before_hyphen || first || self.after_stop;
                self.first = false;
                self.after_stop = false;
                if wanted && word == lower { self.capitalized(word) } else { word.to_owned() }
            }
        }
    }

    fn capitalized(&self, word: &str) -> String {
        let mut chars = word.chars();
        let Some(first) = chars.next() else { return String::new() };
        let rest = chars.as_str();
        if rest.is_empty() && matches!(first, '\u{370}'..='\u{3ff}') {
            return word.to_owned();
        }
        self.upper(&first.to_string()) + rest
    }

    fn upper(&self, text: &str) -> String {
        if self.turkish { text.replace('i', "İ").to_uppercase() } else { text.to_uppercase() }
    }

    fn lower(&self, text: &str) -> String {
        if self.turkish {
            text.replace('I', "ı").replace('İ', "i").to_lowercase()
        } else {
            text.to_lowercase()
        }
    }
}

fn is_skipped(word: &str) -> bool {
    SKIP_WORDS.contains(&word) || word == "c" || word == "d'"
}

fn is_space(ch: char, case: TextCase) -> bool {
    match case {
        TextCase::Lowercase | TextCase::Uppercase | TextCase::Sentence => ch == ' ',
        _ => {
            matches!(ch, ' ' | '\u{a0}' | '\u{2000}'..='\u{200b}' | '\u{205f}' | '\u{3000}')
        }
    }
}

fn restore(piece: &mut String, original: &str) {
    let (Some(new), Some(old)) = (piece.chars().next(), original.chars().next()) else { return };
    piece.replace_range(..new.len_utf8(), old.encode_utf8(&mut [0; 4]));
}

fn closer(tag: &str) -> Option<&'static str> {
    match tag {
        "<sc>" => Some("</sc>"),
        "<sub>" => Some("</sub>"),
        "<sup>" => Some("</sup>"),
        _ if tag.starts_with("<span") => Some("</span>"),
        _ => None,
    }
}

#[derive(Default)]
struct OpenQuotes {
    open: Vec<OpenQuote>,
}

struct OpenQuote {
    inner: &'static str,
    closer: &'static str,
    at: Option<usize>,
}

impl OpenQuotes {
    /// Takes in a tag; returns the place of a quotation mark that has no partner.
    fn meet(&mut self, tag: &str, at: usize) -> Option<usize> {
        let (inner, closer) = match tag {
            " \"" => (" '", "\""),
            " '" => (" \"", "'"),
            "‘" => ("‘", "’"),
            "“" => ("“", "”"),
            "’" | "”" | "\"" | "'" => {
                if self.open.last().is_some_and(|quote| quote.closer == tag) {
                    self.open.pop();
                    return None;
                }
                return Some(at);
            }
            _ => return None,
        };
        match self.open.last() {
            Some(top) if top.inner != tag => {
                let wrong = top.at;
                self.open.pop();
                self.open.push(OpenQuote { inner, closer, at: None });
                wrong
            }
            _ => {
                self.open.push(OpenQuote { inner, closer, at: Some(at) });
                None
            }
        }
    }
}

/// Splits text at tags, quotation marks and punctuation: pieces, and what stands between them.
fn split(text: &str) -> (Vec<String>, Vec<String>) {
    let (mut pieces, mut tags) = (vec![String::new()], Vec::new());
    let mut rest = text;
    while let Some(ch) = rest.chars().next() {
        let len = tag_len(rest);
        if len == 0 {
            pieces.last_mut().into_iter().for_each(|piece| piece.push(ch));
            rest = &rest[ch.len_utf8()..];
            continue;
        }
        let tag = &rest[..len];
        let next = rest[len..].chars().next();
        let word = next.is_some_and(|ch| ch != ' ') && tag_len(&rest[len..]) == 0;
        if tag == "'" && word {
            tags.push(String::new());
            pieces.push("'".to_owned());
        } else {
            tags.push(tag.to_owned());
            pieces.push(String::new());
        }
        rest = &rest[len..];
    }
    (pieces, tags)
}

fn tag_len(text: &str) -> usize {
    let first = text.chars().next().unwrap_or(' ');
    match first {
        '‘' | '’' | '“' | '”' | '–' | '—' => first.len_utf8(),
        '"' | '\'' | '-' | '/' | '.' | ',' | ';' | '?' | '!' | ':' | '[' | ']' | '(' | ')' => 1,
        ' ' if text[1.min(text.len())..].starts_with(['"', '\'']) => 2,
        '<' => {
            let Some(end) = text.find('>') else { return 0 };
            let tag = &text[1..end];
            let simple = matches!(tag.trim_start_matches('/'), "i" | "sc" | "b" | "sub" | "sup");
            let span = tag == "/span"
                || (tag.starts_with("span") && (tag.contains("no") || tag.contains("small-caps")));
            if simple || span { end + 1 } else { 0 }
        }
        _ => 0,
    }
}

fn join(pieces: &[String], tags: &[String]) -> String {
    let mut out = pieces[0].clone();
    for (tag, piece) in tags.iter().zip(&pieces[1..]) {
        out.push_str(tag);
        out.push_str(piece);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_are_applied() {
        let cases = [
            (TextCase::Title, "the art of war: a study", "The Art of War: A Study"),
            (TextCase::Title, "they’re here to stay", "They’re Here to Stay"),
            (TextCase::Title, "a title ending in", "A Title Ending In"),
            (TextCase::Title, "on <i>homo sapiens</i> and DNA", "On <i>Homo Sapiens</i> and DNA"),
            (TextCase::Sentence, "The Art Of War", "The art of war"),
            (
                TextCase::Uppercase,
                "a <span class=\"nocase\">b</span>",
                "A <span class=\"nocase\">b</span>",
            ),
            (TextCase::CapitalizeFirst, "the art", "The art"),
        ];
        for (case, text, want) in cases {
            assert_eq!(apply(case, text, "en"), want);
        }
    }
}
