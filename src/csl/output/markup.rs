//! HTML and quotation marks within fields, read into nodes.
//!
//! CSL-JSON, "HTML-like tags for use inside CSL-JSON fields"; quotation marks are told from
//! apostrophes, and a mark or tag without a partner is text.

use super::characters::is_alphabetic_script;
use super::tree::{Content, Node, Quotes};
use crate::csl::style::element::Decor;

/// Tags and quotation marks nested deeper than this are text.
const MAX_DEPTH: usize = 20;

/// The quotation marks of a locale.
#[derive(Debug, Clone, Default)]
pub(crate) struct QuoteMarks {
    pub open: String,
    pub close: String,
    pub open_inner: String,
    pub close_inner: String,
}

/// Reads a field.
pub(crate) fn read(text: &str, marks: &QuoteMarks) -> Content {
    if !needs_reading(text, marks) {
        return Content::Text(text.to_owned());
    }
    let mut tokens = scan(&straight_apostrophes(text), marks);
    pair(&mut tokens);
    build(tokens)
}

fn needs_reading(text: &str, marks: &QuoteMarks) -> bool {
    text.contains(['<', '"', '\'', '“', '”', '‘', '’'])
        || [&marks.open, &marks.close, &marks.open_inner, &marks.close_inner]
            .into_iter()
            .any(|mark| !mark.is_empty() && text.contains(mark.as_str()))
}

/// Apostrophes between letters are straight while tags are read.
fn straight_apostrophes(text: &str) -> String {
    let letter = |ch: char| ch == '-' || ch.is_ascii_digit() || is_alphabetic_script(ch);
    let chars: Vec<char> = text.chars().collect();
    let inner = |at: usize| {
        at > 0 && letter(chars[at - 1]) && chars.get(at + 1).is_some_and(|next| letter(*next))
    };
    chars
        .iter()
        .enumerate()
        .map(|(at, ch)| if *ch == '’' && inner(at) { '\'' } else { *ch })
        .collect()
}

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Text(String),
    Tag { text: String, kind: Tag, open: bool, live: bool },
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Tag {
    Decor(Decor),
    NoCase,
    /// Straight double and single quotes, and those of the locale, outer and inner.
    Double,
    Single,
    Outer,
    Inner,
    /// A closing `</span>`, of whatever span is open.
    Span,
}

fn scan(text: &str, marks: &QuoteMarks) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    let mut opens_before = true;
    while let Some(ch) = rest.chars().next() {
        let fresh = plain.is_empty() && opens_before;
        match tag(rest, marks, plain.chars().next_back(), fresh) {
            Some((len, kind, open)) => {
                if !plain.is_empty() {
                    tokens.push(Token::Text(std::mem::take(&mut plain)));
                }
                let text = rest[..len].to_owned();
                tokens.push(Token::Tag { text, kind, open, live: true });
                opens_before = open;
                rest = &rest[len..];
            }
            None => {
                plain.push(ch);
                opens_before = false;
                rest = &rest[ch.len_utf8()..];
            }
        }
    }
    if !plain.is_empty() {
        tokens.push(Token::Text(plain));
    }
    tokens
}

/// A tag or quotation mark at the start of `text`: its length, what it is, whether it opens.
fn tag(
    text: &str,
    marks: &QuoteMarks,
    before: Option<char>,
    fresh: bool,
) -> Option<(usize, Tag, bool)> {
    let first = text.chars().next()?;
    let opens = fresh || before.is_some_and(|ch| matches!(ch, ' ' | '('));
    if first == '<' {
        return html(text);
    }
    if first == '"' {
        return Some((1, Tag::Double, opens));
    }
    if first == '\'' {
        return Some((1, Tag::Single, opens));
    }
    let pairs = [
        (&marks.open, Tag::Outer, true),
        (&marks.open_inner, Tag::Inner, true),
        (&marks.close, Tag::Outer, false),
        (&marks.close_inner, Tag::Inner, false),
    ];
    pairs
        .into_iter()
        .find(|(mark, _, _)| !mark.is_empty() && text.starts_with(mark.as_str()))
        .map(|(mark, kind, open)| (mark.len(), kind, open))
}

fn html(text: &str) -> Option<(usize, Tag, bool)> {
    let end = text.find('>')?;
    let tag = &text[1..end];
    let (kind, open) = match tag {
        "i" => (Tag::Decor(Decor::Italic), true),
        "/i" => (Tag::Decor(Decor::Italic), false),
        "b" => (Tag::Decor(Decor::Bold), true),
        "/b" => (Tag::Decor(Decor::Bold), false),
        "sup" => (Tag::Decor(Decor::Superscript), true),
        "/sup" => (Tag::Decor(Decor::Superscript), false),
        "sub" => (Tag::Decor(Decor::Subscript), true),
        "/sub" => (Tag::Decor(Decor::Subscript), false),
        "sc" => (Tag::Decor(Decor::SmallCaps), true),
        "/sc" => (Tag::Decor(Decor::SmallCaps), false),
        "/span" => (Tag::Span, false),
        _ => {
            let attribute = tag.strip_prefix("span")?.trim_start();
            if attribute.starts_with("class=\"nocase\"") {
                (Tag::NoCase, true)
            } else if attribute.starts_with("class=\"nodecor\"") {
                (Tag::Decor(Decor::Nothing), true)
            } else if attribute.replace(' ', "").starts_with("style=\"font-variant:small-caps") {
                (Tag::Decor(Decor::SmallCaps), true)
            } else {
                return None;
            }
        }
    };
    Some((end + 1, kind, open))
}

fn closes(open: &Token, close: Tag) -> bool {
    let Token::Tag { kind, text, .. } = open else { return false };
    match close {
        Tag::Span => text.starts_with("<span"),
        Tag::Decor(Decor::SmallCaps) => *kind == close && !text.starts_with("<span"),
        _ => *kind == close,
    }
}

/// Finds partners; tags and marks without one become text.
fn pair(tokens: &mut [Token]) {
    let mut open: Vec<usize> = Vec::new();
    for at in 0..tokens.len() {
        let Token::Tag { kind, open: opens, .. } = tokens[at] else { continue };
        if kind == Tag::Single && is_apostrophe(tokens, at, opens) {
            kill(&mut tokens[at], "’");
        } else if opens && open.len() >= MAX_DEPTH {
            kill_plain(&mut tokens[at]);
        } else if opens {
            open.push(at);
        } else {
            loop {
                let Some(&top) = open.last() else {
                    kill_plain(&mut tokens[at]);
                    break;
                };
                if closes(&tokens[top], kind) {
                    open.pop();
                    break;
                }
                if kind == Tag::Single {
                    kill(&mut tokens[at], "’");
                    break;
                }
                kill_plain(&mut tokens[top]);
                open.pop();
            }
        }
    }
    for at in open {
        kill_plain(&mut tokens[at]);
    }
}

/// Whether a straight single quote stands within a word or before a space.
fn is_apostrophe(tokens: &[Token], at: usize, opens: bool) -> bool {
    let next = match tokens.get(at + 1) {
        Some(Token::Text(text)) => text.chars().next(),
        _ => None,
    };
    match (opens, next) {
        (false, Some(ch)) => !matches!(ch, ',' | '.' | '?' | ':' | ';' | ' '),
        (true, Some(ch)) => ch == ' ',
        _ => false,
    }
}

fn kill(token: &mut Token, with: &str) {
    if let Token::Tag { text, live, .. } = token {
        *live = false;
        *text = with.to_owned();
    }
}

fn kill_plain(token: &mut Token) {
    if let Token::Tag { text, live, kind, .. } = token {
        *live = false;
        if *kind == Tag::Single {
            *text = "’".to_owned();
        }
    }
}

fn build(tokens: Vec<Token>) -> Content {
    let first = tokens.iter().find_map(|token| match token {
        Token::Tag { kind: kind @ (Tag::Double | Tag::Single), live: true, .. } => Some(*kind),
        _ => None,
    });
    // A field with a mark or an apostrophe is one of parts, even if it is none after all: a stop that follows
    // sees the end of the last part, "It’s so?".
    let marked = tokens.iter().any(|token| matches!(token, Token::Tag { .. }));
    let mut stack: Vec<Node> = vec![Node::group(Vec::new())];
    for token in tokens {
        match token {
            Token::Text(text) => append(&mut stack, &text),
            Token::Tag { text, live: false, .. } => append(&mut stack, &text),
            Token::Tag { kind: Tag::NoCase, .. } => stack.push(Node::group(Vec::new())),
            Token::Tag { kind, open: true, .. } => stack.push(opened(kind, first)),
            Token::Tag { .. } => {
                if let Some(node) = stack.pop() {
                    push(&mut stack, node);
                }
            }
        }
    }
    while stack.len() > 1 {
        let node = stack.pop().unwrap_or_default();
        push(&mut stack, node);
    }
    let whole = stack.pop().unwrap_or_default();
    if marked { whole.content } else { simplified(whole) }
}

fn opened(kind: Tag, first: Option<Tag>) -> Node {
    let mut node = Node { flips: true, ..Node::default() };
    match kind {
        Tag::Decor(decor) => node.decor.push(decor),
        Tag::Outer => node.quotes = Some(Quotes::Outer),
        Tag::Inner => node.quotes = Some(Quotes::Inner),
        Tag::Double | Tag::Single => {
            let outer = first == Some(kind);
            node.quotes = Some(if outer { Quotes::Outer } else { Quotes::Inner });
        }
        Tag::NoCase | Tag::Span => {}
    }
    node
}

fn append(stack: &mut [Node], text: &str) {
    let Some(Node { content: Content::Nodes(nodes), .. }) = stack.last_mut() else { return };
    match nodes.last_mut() {
        Some(Node { content: Content::Text(last), .. }) => last.push_str(text),
        _ => nodes.push(Node::text(text)),
    }
}

fn push(stack: &mut [Node], node: Node) {
    if let Some(Node { content: Content::Nodes(nodes), .. }) = stack.last_mut() {
        nodes.push(node);
    }
}

/// Plain text where a field has no formatting after all.
fn simplified(node: Node) -> Content {
    match node.content {
        Content::Nodes(mut nodes) if nodes.len() == 1 && nodes[0].is_plain_text() => {
            nodes.pop().map(|node| node.content).unwrap_or_default()
        }
        content => content,
    }
}

impl Node {
    fn is_plain_text(&self) -> bool {
        matches!(self.content, Content::Text(_)) && self.decor.is_empty() && self.quotes.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(content: &Content) -> String {
        match content {
            Content::Text(text) => text.clone(),
            Content::Nodes(nodes) => nodes
                .iter()
                .map(|node| {
                    let inside = shown(&node.content);
                    match (node.quotes, node.decor.first()) {
                        (Some(Quotes::Outer), _) => format!("“{inside}”"),
                        (Some(Quotes::Inner), _) => format!("‘{inside}’"),
                        (None, Some(decor)) => format!("{{{decor:?} {inside}}}"),
                        _ => inside,
                    }
                })
                .collect(),
        }
    }

    #[test]
    fn fields_are_read() {
        let marks = QuoteMarks {
            open: "“".into(),
            close: "”".into(),
            open_inner: "‘".into(),
            close_inner: "’".into(),
        };
        let cases = [
            ("a <i>b</i> c", "a {Italic b} c"),
            ("a \"b\" c", "a “b” c"),
            ("a 'b \"c\" d' e", "a “b ‘c’ d” e"),
            ("Smith's dogs' life", "Smith’s dogs’ life"),
            ("a < b", "a < b"),
            ("an <i>open tag", "an <i>open tag"),
            ("“Ah,” he said", "“Ah,” he said"),
            ("l’État", "l’État"),
        ];
        for (text, want) in cases {
            assert_eq!(shown(&read(text, &marks)), want);
        }
    }
}
