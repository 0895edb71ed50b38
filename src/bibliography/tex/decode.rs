//! TeX to text with CSL's inline markup.
//!
//! The markup is that of CSL-JSON: `<i>`, `<b>`, `<sup>`, `<sub>`, small capitals, and
//! `<span class="nocase">` for what no change of case may touch.

use unicode_normalization::UnicodeNormalization;

use super::symbols;

/// What braces mean in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Braces {
    /// They keep capitals from changes of case: titles.
    Protect,
    /// They only hold things together: names, places.
    Group,
}

/// The opening tag of text that no change of case may touch.
pub(crate) const NOCASE: &str = "<span class=\"nocase\">";
const SPAN_END: &str = "</span>";
const SMALL_CAPS: &str = "<span style=\"font-variant:small-caps;\">";

/// Commands whose argument gets markup.
const MARKUP: &[(&str, &str, &str)] = &[
    ("emph", "<i>", "</i>"),
    ("textit", "<i>", "</i>"),
    ("textsl", "<i>", "</i>"),
    ("mkbibemph", "<i>", "</i>"),
    ("mkbibitalic", "<i>", "</i>"),
    ("mathit", "<i>", "</i>"),
    ("textbf", "<b>", "</b>"),
    ("mkbibbold", "<b>", "</b>"),
    ("mathbf", "<b>", "</b>"),
    ("textsc", SMALL_CAPS, SPAN_END),
    ("textsuperscript", "<sup>", "</sup>"),
    ("textsubscript", "<sub>", "</sub>"),
    ("mkbibsuperscript", "<sup>", "</sup>"),
    ("enquote", "“", "”"),
    ("mkbibquote", "“", "”"),
    ("mkbibparens", "(", ")"),
    ("mkbibbrackets", "[", "]"),
];

/// Commands that change the font up to the end of their group.
const SWITCHES: &[(&str, &str, &str)] = &[
    ("em", "<i>", "</i>"),
    ("it", "<i>", "</i>"),
    ("itshape", "<i>", "</i>"),
    ("sl", "<i>", "</i>"),
    ("bf", "<b>", "</b>"),
    ("bfseries", "<b>", "</b>"),
    ("sc", SMALL_CAPS, SPAN_END),
    ("scshape", SMALL_CAPS, SPAN_END),
];

/// How many accents one letter can have.
const MOST_ACCENTS: usize = 8;

/// Commands whose (first) argument is for sorting or typesetting only.
const DROPPED: &[&str] =
    &["noopsort", "hspace", "vspace", "textcolor", "color", "fontsize", "selectlanguage", "href"];

/// The text that a TeX source prints, with CSL's inline markup; runs of white space become one
/// space. Commands that are not known leave their arguments.
pub(crate) fn decode(source: &str, braces: Braces) -> String {
    let mut decoder = Decoder {
        rest: source,
        out: String::with_capacity(source.len()),
        open: Vec::new(),
        maths: false,
        braces,
    };
    decoder.run();
    let text = decoder.out;
    match text.is_ascii() {
        true => text,
        false => text.nfc().collect(),
    }
}

/// The text of a verbatim field (an address, a DOI): escapes taken off, braces dropped.
pub(crate) fn decode_verbatim(source: &str) -> String {
    let mut text = String::with_capacity(source.len());
    let mut chars = source.trim().chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if chars.peek().is_some_and(|c| "_%&#~{}$^ ".contains(*c)) => {
                text.extend(chars.next());
            }
            '{' | '}' => {}
            _ => text.push(c),
        }
    }
    text.replace("\\textunderscore ", "_")
        .replace("\\textunderscore", "_")
        .replace("\\textasciitilde ", "~")
        .replace("\\textasciitilde", "~")
        .replace("$\\sim$", "~")
}

/// A group that is open, and what to write when it closes.
struct Group {
    /// Where its text begins in the output.
    start: usize,
    /// Closing tags, last first.
    close: Vec<&'static str>,
    /// Whether its braces protect capitals.
    protects: bool,
}

struct Decoder<'s> {
    rest: &'s str,
    out: String,
    open: Vec<Group>,
    maths: bool,
    braces: Braces,
}

impl<'s> Decoder<'s> {
    fn run(&mut self) {
        while let Some(c) = self.next() {
            match c {
                '\\' => self.command(),
                '{' => self.begin_group(),
                '}' => self.end_group(),
                '$' => self.maths = !self.maths,
                '^' if self.maths => self.begin_markup("<sup>", "</sup>"),
                '_' if self.maths => self.begin_markup("<sub>", "</sub>"),
                '~' => self.out.push('\u{A0}'),
                '-' => self.dashes(),
                '`' if self.eat("`") => self.out.push('“'),
                '`' => self.out.push('‘'),
                '\'' if self.eat("'") => self.out.push('”'),
                ',' if self.eat(",") => self.out.push('„'),
                c if c.is_whitespace() && c != '\u{A0}' => self.space(),
                c => self.out.push(c),
            }
        }
        while !self.open.is_empty() {
            self.end_group();
        }
        let end = self.out.trim_end_matches(' ').len();
        self.out.truncate(end);
    }

    fn next(&mut self) -> Option<char> {
        let c = self.rest.chars().next()?;
        self.rest = &self.rest[c.len_utf8()..];
        Some(c)
    }

    fn eat(&mut self, prefix: &str) -> bool {
        match self.rest.strip_prefix(prefix) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn space(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with(' ') {
            self.out.push(' ');
        }
    }

    fn dashes(&mut self) {
        match (self.maths, self.eat("--"), self.rest) {
            (true, ..) => self.out.push('−'),
            (_, true, _) => self.out.push('—'),
            (_, false, rest) if rest.starts_with('-') => {
                self.eat("-");
                self.out.push('–');
            }
            _ => self.out.push('-'),
        }
    }

    fn begin_group(&mut self) {
        let protects = self.braces == Braces::Protect
            && self.open.is_empty()
            && !self.maths
            && !self.rest.starts_with('\\');
        let start = self.out.len();
        let mut close = Vec::new();
        if protects {
            self.out.push_str(NOCASE);
            close.push(SPAN_END);
        }
        self.open.push(Group { start, close, protects });
    }

    fn end_group(&mut self) {
        let Some(group) = self.open.pop() else { return };
        let capitals = |text: &str| text.chars().any(char::is_uppercase);
        let inner = group.start + NOCASE.len();
        if group.protects && !self.out.get(inner..).is_some_and(capitals) {
            self.out.drain(group.start..inner);
            self.close(&group.close[1..]);
        } else {
            self.close(&group.close);
        }
    }

    fn close(&mut self, tags: &[&str]) {
        for tag in tags.iter().rev() {
            self.out.push_str(tag);
        }
    }

    /// Marks up the argument that follows: a group, a command's character, or one character.
    fn begin_markup(&mut self, open: &'static str, close: &'static str) {
        self.rest = self.rest.trim_start();
        if self.eat("{") {
            self.open.push(Group { start: self.out.len(), close: vec![close], protects: false });
            self.out.push_str(open);
            return;
        }
        self.out.push_str(open);
        match self.next() {
            Some('\\') => self.command(),
            Some(c) => self.out.push(c),
            None => {}
        }
        self.out.push_str(close);
    }

    fn command(&mut self) {
        let name = self.command_name();
        if let Some(combining) = symbols::accent(name) {
            self.accent(combining);
        } else if let Some((_, open, close)) = MARKUP.iter().find(|(n, ..)| *n == name) {
            self.begin_markup(open, close);
        } else if let Some((_, open, close)) = SWITCHES.iter().find(|(n, ..)| *n == name) {
            self.switch(open, close);
        } else if let Some(text) = symbols::symbol(name) {
            self.out.push_str(text);
            self.eat("{}");
        } else if DROPPED.contains(&name) {
            self.skip_argument();
        } else {
            self.control_symbol(name);
        }
    }

    /// The name of the command at hand: letters, with the white space after them, or one other
    /// character.
    fn command_name(&mut self) -> &'s str {
        let letters = self.rest.find(|c: char| !c.is_ascii_alphabetic());
        let end = match letters.unwrap_or(self.rest.len()) {
            0 => self.rest.chars().next().map_or(0, char::len_utf8),
            letters => letters,
        };
        let (name, rest) = self.rest.split_at(end);
        let is_word = name.starts_with(|c: char| c.is_ascii_alphabetic());
        self.rest = if is_word { rest.trim_start() } else { rest };
        name
    }

    /// `\&`, `\,` and the like; of unknown words nothing is left but their arguments.
    fn control_symbol(&mut self, name: &str) {
        match name {
            "," => self.out.push('\u{2009}'),
            " " | "\n" | "\\" | "\t" => self.space(),
            "-" | "/" | "!" | "@" | ")" | "(" | "]" | "[" => {}
            ";" | ":" | ">" if self.maths => self.space(),
            _ if name.starts_with(|c: char| c.is_ascii_alphabetic()) => {}
            _ => self.out.push_str(name),
        }
    }

    fn switch(&mut self, open: &'static str, close: &'static str) {
        if let Some(group) = self.open.last_mut() {
            group.close.push(close);
            self.out.push_str(open);
        }
    }

    fn skip_argument(&mut self) {
        if !self.rest.starts_with('{') {
            return;
        }
        let mut depth = 0_usize;
        for (at, c) in self.rest.char_indices() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                self.rest = &self.rest[at + 1..];
                return;
            }
        }
        self.rest = "";
    }

    /// Puts accents on the next letter, which may stand in groups or be `\i` or `\j`.
    fn accent(&mut self, first: char) {
        let before = self.rest;
        let mut marks = vec![first];
        let mut groups = 0;
        let letter = loop {
            self.rest = self.rest.trim_start();
            match self.next() {
                Some('{') => groups += 1,
                Some('\\') => {
                    let name = self.command_name();
                    match symbols::accent(name) {
                        Some(_) if marks.len() == MOST_ACCENTS => break None,
                        Some(mark) => marks.push(mark),
                        None => break dotted(name),
                    }
                }
                Some('}') if groups == 1 => {
                    self.out.push(bare(first));
                    return;
                }
                Some('ı') => break Some('i'),
                other => break other.filter(|c| *c != '}'),
            }
        };
        let Some(letter) = letter else {
            self.rest = before;
            self.out.push(bare(first));
            return;
        };
        self.out.push(letter);
        self.out.extend(marks.iter().rev());
        for _ in 0..groups {
            if !self.eat("}") {
                self.open.push(Group { start: self.out.len(), close: Vec::new(), protects: false });
            }
        }
    }
}

/// The letter that a command stands for, with its dot, since the accent takes the dot's place.
fn dotted(command: &str) -> Option<char> {
    match command {
        "i" => Some('i'),
        "j" => Some('j'),
        _ => symbols::symbol(command)?.chars().next(),
    }
}

/// The accent as a character of its own.
fn bare(combining: char) -> char {
    match combining {
        '\u{300}' => '`',
        '\u{301}' => '´',
        '\u{302}' => '^',
        '\u{303}' => '~',
        '\u{308}' => '¨',
        _ => '\u{A0}',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(source: &str) -> String {
        decode(source, Braces::Protect)
    }

    #[test]
    fn accents() {
        for (tex, text) in [
            (r#"G{\"o}del"#, "Gödel"),
            (r#"G\"odel"#, "Gödel"),
            (r#"G\"{o}del"#, "Gödel"),
            (r"Erd{\H o}s", "Erdős"),
            (r"Garc{\'\i}a", "García"),
            (r"Garc\'{\i}a", "García"),
            (r"{\L}ukasz", "Łukasz"),
            (r"\O rsted", "Ørsted"),
            (r"\c{C}a\u{g}r{\i}", "Çağrı"),
            (r"Nguy\~{\^e}n", "Nguyễn"),
            (r"{\v{S}}koda", "Škoda"),
            (r"\'{abc}", "ábc"),
            (r"S{\~a}o", "São"),
            ("Stra{\\ss}e", "Straße"),
        ] {
            assert_eq!(decode(tex, Braces::Group), text, "{tex}");
        }
    }

    #[test]
    fn markup() {
        for (tex, text) in [
            (r"On \emph{E. coli} and {\it H. sapiens}", "On <i>E. coli</i> and <i>H. sapiens</i>"),
            (r"CO$_2$ and $^{13}$C", "CO<sub>2</sub> and <sup>13</sup>C"),
            (r"$\alpha$-helix", "α-helix"),
            (r"pages 1--2 --- done", "pages 1–2 — done"),
            (r"``quoted'' \& 50\% of A~B", "“quoted” & 50% of A\u{A0}B"),
            (r"\textbf{bold", "<b>bold</b>"),
            (r"\unknown{kept} text", "kept text"),
            (r"{\noopsort{1973b}}Title", "Title"),
            ("two\n   lines\\\\ here", "two lines here"),
        ] {
            assert_eq!(title(tex), text, "{tex}");
        }
    }

    #[test]
    fn braces_protect_capitals_only() {
        assert_eq!(
            title("The {DNA} of {\\'E}mile {lower}"),
            "The <span class=\"nocase\">DNA</span> of Émile lower"
        );
        assert_eq!(decode("{NASA} Ames", Braces::Group), "NASA Ames");
    }

    #[test]
    fn broken_input_gives_text() {
        for tex in ["\\", "{", "}", "$", "\\'", "\\'{", "\\emph", "^", "\\noopsort{x", "{{{}"] {
            title(tex);
        }
    }

    #[test]
    fn addresses_lose_their_escapes() {
        assert_eq!(decode_verbatim(r"http://a.b/c\_d\%20{\~}e"), "http://a.b/c_d%20~e");
    }
}
