//! Values of number variables, in tokens: "12-15, 20 & 21", "A3", "p. 5 sec. 2".
//!
//! CSL 1.0.2, "Number", "Label": whether a value is a number and whether it is several.

/// The tokens of a value.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Numbers {
    pub tokens: Vec<Token>,
    /// Whether the value is a number: the test `is-numeric`.
    pub numeric: bool,
    /// Whether a label stands in its plural.
    pub plural: bool,
    /// The label that the value begins with, "sec." in "sec. 12".
    pub label: Option<&'static str>,
}

/// One number with what joins it to the next.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Token {
    /// The label before it, if it is another than that of the token before: "sec.".
    pub label: Option<&'static str>,
    /// Letters before the digits.
    pub particle: String,
    pub value: String,
    pub joiner: String,
    pub numeric: bool,
    /// Whether it may be a part of a range.
    pub collapsible: bool,
    pub plural: bool,
}

/// Words for "and" in a language.
pub(crate) struct Conjunctions<'a> {
    pub word: &'a str,
    pub symbol: &'a str,
}

/// Labels that may stand within a value, with the terms they mean.
const LABELS: [(&str, &str); 44] = [
    ("vrs.", "verse"),
    ("sv.", "sub-verbo"),
    ("subpara.", "subparagraph"),
    ("op.", "opus"),
    ("subch.", "subchapter"),
    ("add.", "addendum"),
    ("amend.", "amendment"),
    ("annot.", "annotation"),
    ("app.", "appendix"),
    ("art.", "article-locator"),
    ("bibliog.", "bibliography"),
    ("bk.", "book"),
    ("ch.", "chapter"),
    ("cl.", "clause"),
    ("col.", "column"),
    ("cmt.", "comment"),
    ("dec.", "decision"),
    ("dept.", "department"),
    ("ex.", "example"),
    ("fig.", "figure"),
    ("fld.", "field"),
    ("fol.", "folio"),
    ("n.", "note"),
    ("hypo.", "hypothetical"),
    ("illus.", "illustration"),
    ("intro.", "introduction"),
    ("l.", "line"),
    ("no.", "issue"),
    ("p.", "page"),
    ("pp.", "page"),
    ("para.", "paragraph"),
    ("pt.", "part"),
    ("pmbl.", "preamble"),
    ("princ.", "principle"),
    ("pub.", "publication"),
    ("r.", "rule"),
    ("rn.", "randnummer"),
    ("sched.", "schedule"),
    ("sec.", "section"),
    ("subdiv.", "subdivision"),
    ("subsec.", "subsection"),
    ("supp.", "supplement"),
    ("tbl.", "table"),
    ("vol.", "volume"),
];

/// Reads a label with its stop: `sec.` as the term `section`.
pub(crate) fn label_term(label: &str) -> Option<&'static str> {
    LABELS.iter().find(|(short, _)| *short == label).map(|(_, term)| *term)
}

impl Numbers {
    /// Reads a value. `page` says that hyphens are those of page ranges; `own` is the term of the
    /// variable, `labels` whether labels of other terms may stand in the value.
    pub(crate) fn read(
        text: &str,
        page: bool,
        own: &str,
        labels: bool,
        and: &Conjunctions<'_>,
    ) -> Numbers {
        let text = text.trim();
        let text = if page { text.replace('–', "-") } else { text.to_owned() };
        let mut tokens = Vec::new();
        let mut label = None;
        let mut first_label = None;
        for (at, (part, joiner)) in split(&text, and).into_iter().enumerate() {
            for (piece_label, piece) in pieces(&part, own, labels) {
                let changed = piece_label.is_some() && piece_label != label;
                if at == 0 && tokens.is_empty() {
                    first_label = piece_label;
                }
                let shown = changed && !(tokens.is_empty() && at == 0);
                label = piece_label.or(label);
                if changed && let Some(last) = tokens.last_mut() {
                    let last: &mut Token = last;
                    if last.joiner.is_empty() {
                        last.joiner = " ".to_owned();
                    }
                }
                let mut token = token(&piece);
                token.label = label.filter(|_| shown);
                tokens.push(token);
            }
            if let Some(last) = tokens.last_mut() {
                last.joiner = joiner;
            }
        }
        let mut numbers = Numbers { tokens, label: first_label, ..Numbers::default() };
        numbers.count();
        numbers
    }

    /// A value of digits only; that of a variable that counts is plural from two on.
    pub(crate) fn one(digits: String, counts: bool) -> Numbers {
        let plural = counts && digits.parse::<u64>().is_ok_and(|number| number > 1);
        let token =
            Token { value: digits, numeric: true, collapsible: true, plural, ..Token::default() };
        Numbers { tokens: vec![token], numeric: true, plural, label: None }
    }

    /// Sets what is numeric and what plural, for each run of tokens under one label.
    fn count(&mut self) {
        let mut start = 0;
        while start < self.tokens.len() {
            let more = self.tokens[start + 1..].iter().take_while(|token| token.label.is_none());
            let end = start + 1 + more.count();
            let run = &mut self.tokens[start..end];
            let numeric = is_number(&run[0].value);
            let collapsible = starts_with_number(&run[0].value) || is_roman(&run[0].value);
            let escaped = run[0].joiner == "\\-";
            let count = run.len() - usize::from(escaped);
            let plural = count > 1 && collapsible && !escaped && numeric;
            for token in run {
                token.numeric = numeric;
                token.collapsible = collapsible && !escaped;
                token.plural = plural;
            }
            start = end;
        }
        if let [only] = &mut self.tokens[..]
            && only.value.contains('/')
            && only.value.split('/').all(all_digits)
        {
            only.numeric = true;
            only.collapsible = false;
        }
        self.numeric = self.tokens.first().is_some_and(|token| token.numeric);
        self.plural = self.tokens.first().is_some_and(|token| token.plural);
    }
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn starts_with_number(text: &str) -> bool {
    text.trim_start_matches('-').starts_with(|ch: char| ch.is_ascii_digit())
}

/// Whether a text is a Roman numeral.
pub(crate) fn is_roman(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|ch| "ivxlcmIVXLCM".contains(ch))
}

/// Digits or a small Roman numeral, with letters and signs after it.
fn is_number(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let roman = text.bytes().take_while(|byte| b"ixv".contains(byte)).count();
    let tail = |text: &str| {
        let letters = |ch: char| ch.is_ascii_alphabetic() || "-,:".contains(ch);
        let range = |ch: char| ch.is_ascii_digit() || ch == '-';
        text.chars().all(letters) || (text.starts_with('-') && text.chars().all(range))
    };
    (digits > 0 && tail(&text[digits..])) || (roman > 0 && tail(&text[roman..]))
}

/// Splits "A12" into its letters and its number.
fn token(text: &str) -> Token {
    let text = text.trim();
    let value = Token { value: text.to_owned(), ..Token::default() };
    let letters = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    if !text[..letters].contains(|ch: char| ch.is_ascii_alphabetic()) {
        return value;
    }
    // Letters at the end belong to the number; before it they are a particle.
    let head_end = {
        let trailing =
            text.trim_end_matches(|ch: char| ch.is_ascii_alphabetic() || "-,".contains(ch));
        match trailing.rfind(|ch: char| ch.is_ascii_alphabetic()) {
            Some(at) => at + 1,
            None => return value,
        }
    };
    let zeros = text[head_end..].bytes().take_while(|byte| *byte == b'0').count();
    let digits_after = text[head_end + zeros..].starts_with(|ch: char| ch.is_ascii_digit());
    let split = if digits_after { head_end + zeros } else { head_end };
    let (particle, rest) = text.split_at(split);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let tail = rest[digits..].chars().all(|ch| ch.is_ascii_alphabetic() || "-,".contains(ch));
    let plain = particle.trim_end_matches('0');
    let head = plain.trim_start_matches(|ch: char| ch.is_ascii_digit());
    if digits == 0 || !tail || head.is_empty() || !head.chars().all(|ch| ch.is_ascii_alphabetic()) {
        return value;
    }
    Token { particle: particle.to_owned(), value: rest.to_owned(), ..Token::default() }
}

/// The parts of a value with what joins each to the next.
fn split(text: &str, and: &Conjunctions<'_>) -> Vec<(String, String)> {
    let escaped = text.contains("\\-");
    let mut parts = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < text.len() {
        match joiner(text, at, and, escaped) {
            Some((from, to, joiner)) if from > start || to > at => {
                let from = from.max(start);
                parts.push((clean(&text[start..from], escaped), joiner));
                start = to;
                at = to.max(at + 1);
                while !text.is_char_boundary(at) {
                    at += 1;
                }
            }
            _ => at += text[at..].chars().next().map_or(1, char::len_utf8),
        }
    }
    parts.push((clean(&text[start..], escaped), String::new()));
    parts
}

fn clean(text: &str, escaped: bool) -> String {
    if !escaped {
        return text.replace('\\', "");
    }
    let parts: Vec<String> = text.split("\\-").map(|part| part.replace('-', "–")).collect();
    parts.join("-").replace('\\', "")
}

/// A joiner that begins at a place: from, to, and how it is written.
fn joiner(
    text: &str,
    at: usize,
    and: &Conjunctions<'_>,
    escaped: bool,
) -> Option<(usize, usize, String)> {
    let rest = &text[at..];
    let spaces = |text: &str| text.len() - text.trim_start().len();
    let lead = spaces(rest);
    let body = &rest[lead..];
    let first = body.chars().next()?;
    if at > 0 && text[..at].ends_with(char::is_whitespace) && lead == 0 && matches!(first, '&') {
        return None;
    }
    match first {
        '&' => {
            let to = at + lead + 1 + spaces(&body[1..]);
            return Some((at, to, format!(" {} ", and.symbol)));
        }
        '-' | '–' if !escaped => {
            let len: usize =
                body.chars().take_while(|ch| matches!(ch, '-' | '–')).map(char::len_utf8).sum();
            let to = at + lead + len + spaces(&body[len..]);
            let hyphen = &body[..len];
            let joiner = if hyphen == "-" { "-".to_owned() } else { text[at..to].to_owned() };
            return Some((at, to, joiner));
        }
        '\\' if body.starts_with("\\-") => {
            return None;
        }
        _ => {}
    }
    let words = ["and", and.word];
    let word = words.iter().find(|word| {
        !word.is_empty()
            && lead > 0
            && body.starts_with(**word)
            && body[word.len()..].starts_with(char::is_whitespace)
    });
    if let Some(word) = word {
        let to = at + lead + word.len() + spaces(&body[word.len()..]);
        return Some((at, to, text[at..to].to_owned()));
    }
    if lead == 0 && matches!(first, ',' | ';') && body[1..].starts_with(char::is_whitespace) {
        let space = spaces(&body[1..]);
        let after = &body[1 + space..];
        let word = words.iter().find(|word| {
            first == ','
                && !word.is_empty()
                && after.starts_with(**word)
                && after[word.len()..].starts_with(char::is_whitespace)
        });
        let mut to = at + 1 + space;
        if let Some(word) = word {
            to += word.len() + spaces(&after[word.len()..]);
        }
        return Some((at, to, text[at..to].to_owned()));
    }
    None
}

/// A part with the labels in it: "sec. 3 para. 4".
fn pieces(part: &str, own: &str, labels: bool) -> Vec<(Option<&'static str>, String)> {
    let mut pieces: Vec<(Option<&'static str>, String)> = Vec::new();
    let mut current = String::new();
    let mut label = None;
    for word in part.split(' ') {
        let found = label_term(word).filter(|term| labels || *term == own);
        match found {
            Some(term) => {
                if !current.trim().is_empty() {
                    pieces.push((label, current.trim().to_owned()));
                }
                current.clear();
                label = Some(term);
            }
            None => {
                if !current.is_empty() {
                    current.push(' ');
                }
                current.push_str(word);
            }
        }
    }
    if !current.trim().is_empty() || pieces.is_empty() {
        pieces.push((label, current.trim().to_owned()));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Numbers {
        let and = Conjunctions { word: "and", symbol: "&" };
        Numbers::read(text, false, "volume", false, &and)
    }

    #[test]
    fn values_are_read_in_tokens() {
        let cases = [
            ("12", "12", true, false),
            ("12-15", "12-15", true, true),
            ("2 & 4", "2 & 4", true, true),
            ("3, 5", "3, 5", true, true),
            ("A12", "A12", true, false),
            ("xii", "xii", true, false),
            ("second", "second", false, false),
            ("12 and 13", "12 and 13", true, true),
            ("2nd edition", "2nd edition", false, false),
        ];
        for (text, want, numeric, plural) in cases {
            let numbers = read(text);
            let have: String = numbers
                .tokens
                .iter()
                .map(|token| format!("{}{}{}", token.particle, token.value, token.joiner))
                .collect();
            assert_eq!((have.as_str(), numbers.numeric, numbers.plural), (want, numeric, plural));
        }
    }
}
