//! The last pass: affixes become text, formatting within its like is flipped.
//!
//! CSL 1.0.2, "Formatting", "Text" (quotes): italics within italics are upright, quotation marks
//! within quotation marks are inner ones.

use super::formatted::Formatted;
use super::inline::{Inline, TextStyle};
use super::markup::QuoteMarks;
use super::tree::{Content, Node, Quotes};
use crate::csl::style::element::Decor;

/// What formatting is around a node.
#[derive(Debug, Clone, Copy, Default)]
struct Around {
    style: Option<Decor>,
    variant: Option<Decor>,
    weight: Option<Decor>,
    line: Option<Decor>,
    align: Option<Decor>,
    quotes: Option<Level>,
}

/// The quotation marks around a node, or that the style wants none.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Level {
    None,
    Marks(Quotes),
}

/// What formatting is around a node: the nearest, and that which formatting in fields flips with,
/// the outermost of the style's.
#[derive(Debug, Clone, Copy, Default)]
struct State {
    nearest: Around,
    flipping: Around,
    /// Whether the variables of the item are told.
    fields: bool,
}

/// Turns a tree into formatted text, in which the variables of the item are told if `fields` says so.
pub(crate) fn finish(node: &Node, marks: &QuoteMarks, fields: bool) -> Formatted {
    let mut content = Vec::new();
    emit(node, State { fields, ..State::default() }, marks, &mut content);
    Formatted { content }
}

fn emit(node: &Node, around: State, marks: &QuoteMarks, out: &mut Vec<Inline>) {
    match node.field.filter(|_| around.fields) {
        None => unmarked(node, around, marks, out),
        Some(variable) => {
            let mut body = Vec::new();
            unmarked(node, around, marks, &mut body);
            if !body.is_empty() {
                out.push(Inline::Field(variable, body));
            }
        }
    }
}

fn unmarked(node: &Node, around: State, marks: &QuoteMarks, out: &mut Vec<Inline>) {
    let mut inside = around;
    let styles = styles(node, around, &mut inside);
    let quotes = node.quotes.map(|quotes| match (node.flips, around.flipping.quotes) {
        (true, Some(Level::Marks(Quotes::Outer))) => Quotes::Inner,
        (true, Some(_)) => Quotes::Outer,
        _ => quotes,
    });
    let level = quotes.map(Level::Marks).or(node.unquoted.then_some(Level::None));
    set(&mut inside.flipping.quotes, level, node.flips);
    let bare = styles.is_empty() && quotes.is_none();
    if bare && node.display.is_none() && node.link.is_none() {
        return plain(node, inside, marks, out);
    }
    let mut body = Vec::new();
    content(node, inside, marks, &mut body);
    if body.is_empty() {
        return;
    }
    let mut prefix = node.prefix.as_str();
    if let Some(address) = &node.link {
        // "https://doi.org/" before a DOI belongs to the address.
        let scheme = prefix.find("http").filter(|at| address.starts_with(&prefix[*at..]));
        if let Some(at) = scheme {
            body.insert(0, Inline::Text(prefix[at..].to_owned()));
            prefix = &prefix[..at];
        }
        body = vec![Inline::Link(address.to_string(), body)];
    }
    for style in styles {
        body = vec![Inline::Styled(style, body)];
    }
    if let Some(quotes) = quotes {
        body = vec![quoted(quotes, marks, body)];
    }
    let Some(display) = node.display else {
        push_text(out, prefix);
        body.into_iter().for_each(|inline| push(out, inline));
        return push_text(out, &node.suffix);
    };
    let mut whole = Vec::new();
    push_text(&mut whole, prefix);
    body.into_iter().for_each(|inline| push(&mut whole, inline));
    push_text(&mut whole, &node.suffix);
    out.push(Inline::Block(display, whole));
}

/// Writes a node that has no formatting of its own.
fn plain(node: &Node, inside: State, marks: &QuoteMarks, out: &mut Vec<Inline>) {
    if node.is_empty() {
        return;
    }
    push_text(out, &node.prefix);
    content(node, inside, marks, out);
    push_text(out, &node.suffix);
}

fn content(node: &Node, inside: State, marks: &QuoteMarks, out: &mut Vec<Inline>) {
    match &node.content {
        Content::Text(text) => push_text(out, text),
        Content::Nodes(nodes) => {
            let shown = nodes.iter().filter(|node| !node.is_empty());
            for (at, child) in shown.enumerate() {
                if at > 0 {
                    push_text(out, &node.delimiter);
                }
                emit(child, inside, marks, out);
            }
        }
    }
}

fn quoted(quotes: Quotes, marks: &QuoteMarks, content: Vec<Inline>) -> Inline {
    let (open, close) = match quotes {
        Quotes::Outer => (&marks.open, &marks.close),
        Quotes::Inner => (&marks.open_inner, &marks.close_inner),
    };
    Inline::Quoted { open: open.clone(), close: close.clone(), content }
}

/// Sets what holds inside: formatting of fields always, that of the style where there is none.
fn set<T: Copy>(slot: &mut Option<T>, value: Option<T>, flips: bool) {
    if flips || slot.is_none() {
        *slot = value.or(*slot);
    }
}

/// The styles to write, the innermost first; sets what holds inside.
fn styles(node: &Node, around: State, inside: &mut State) -> Vec<TextStyle> {
    let mut styles = Vec::new();
    for decor in &node.decor {
        let list = match decor {
            Decor::Nothing => vec![Decor::NormalStyle, Decor::NormalVariant, Decor::NormalWeight],
            _ => vec![*decor],
        };
        for decor in list {
            let before = *slot(&mut { around.nearest }, decor);
            let flipping = *slot(&mut { around.flipping }, decor);
            let value = if node.flips { flipped(decor, flipping) } else { decor };
            let orphan = is_normal(value) && before.is_none_or(is_normal);
            if !orphan {
                styles.push(style(value));
            }
            *slot(&mut inside.nearest, decor) = Some(value);
            set(slot(&mut inside.flipping, decor), Some(value), node.flips);
        }
    }
    styles
}

fn slot(around: &mut Around, decor: Decor) -> &mut Option<Decor> {
    match decor {
        Decor::Italic | Decor::Oblique | Decor::NormalStyle => &mut around.style,
        Decor::SmallCaps | Decor::NormalVariant => &mut around.variant,
        Decor::Bold | Decor::Light | Decor::NormalWeight | Decor::Nothing => &mut around.weight,
        Decor::Underline | Decor::NoLine => &mut around.line,
        Decor::Superscript | Decor::Subscript | Decor::Baseline => &mut around.align,
    }
}

fn flipped(decor: Decor, before: Option<Decor>) -> Decor {
    match (decor, before) {
        (Decor::Italic, Some(Decor::Italic)) => Decor::NormalStyle,
        (Decor::SmallCaps, Some(Decor::SmallCaps)) => Decor::NormalVariant,
        (Decor::Bold, Some(Decor::Bold)) => Decor::NormalWeight,
        _ => decor,
    }
}

fn is_normal(decor: Decor) -> bool {
    matches!(decor, Decor::NormalStyle | Decor::NormalVariant | Decor::NormalWeight)
}

fn style(decor: Decor) -> TextStyle {
    match decor {
        Decor::Italic => TextStyle::Italic,
        Decor::Oblique => TextStyle::Oblique,
        Decor::NormalStyle => TextStyle::Upright,
        Decor::SmallCaps => TextStyle::SmallCaps,
        Decor::NormalVariant => TextStyle::NormalCaps,
        Decor::Bold => TextStyle::Bold,
        Decor::Light => TextStyle::Light,
        Decor::NormalWeight | Decor::Nothing => TextStyle::NormalWeight,
        Decor::Underline => TextStyle::Underline,
        Decor::NoLine => TextStyle::NoUnderline,
        Decor::Superscript => TextStyle::Superscript,
        Decor::Subscript => TextStyle::Subscript,
        Decor::Baseline => TextStyle::Baseline,
    }
}

fn push_text(out: &mut Vec<Inline>, text: &str) {
    if text.is_empty() {
        return;
    }
    match out.last_mut() {
        Some(Inline::Text(last)) => last.push_str(text),
        _ => out.push(Inline::Text(text.to_owned())),
    }
}

fn push(out: &mut Vec<Inline>, inline: Inline) {
    match inline {
        Inline::Text(text) => push_text(out, &text),
        inline => out.push(inline),
    }
}
