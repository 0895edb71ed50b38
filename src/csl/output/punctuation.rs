//! Punctuation and spaces that meet where elements meet: one table, applied once, on the tree.
//!
//! The specification leaves it to processors ("Affixes"); what stays of a pair is what users of
//! citeproc-js are used to. With `punctuation-in-quote`, stops move into quotation marks (CSL
//! 1.0.2, "Style Options").

use super::tree::{Content, Node};

/// What is left of two stops that meet; `None` where both stay as they are.
fn merged(left: char, right: char) -> Option<&'static str> {
    Some(match (left, right) {
        ('!', '.' | ':') => "!",
        ('!', '?') => "!?",
        ('!', ',') => "!,",
        ('!', ';') => "!;",
        ('?', '.' | ':') => "?",
        ('?', '!') => "?!",
        ('?', ',') => "?,",
        ('?', ';') => "?;",
        ('.', '!') => ".!",
        ('.', '?') => ".?",
        ('.', ':') => ".:",
        ('.', ',') => ".,",
        ('.', ';') => ".;",
        (':', '!') => "!",
        (':', '?') => "?",
        (':', '.') => ":",
        (':', ',') => ":,",
        (':', ';') => ":;",
        (',', '!') => ",!",
        (',', '?') => ",?",
        (',', ':') => ",:",
        (',', '.') => ",.",
        (',', ';') => ",;",
        (';', '!') => "!",
        (';', '?') => "?",
        (';', ':' | '.') => ";",
        (';', ',') => ";,",
        _ => return None,
    })
}

fn is_stop(ch: Option<char>) -> bool {
    matches!(ch, Some('.' | ',' | ':' | ';' | '!' | '?'))
}

fn is_stop_or_space(ch: Option<char>) -> bool {
    is_stop(ch) || matches!(ch, Some(' ' | '\u{a0}'))
}

fn first(text: &str) -> Option<char> {
    text.chars().next()
}

fn last(text: &str) -> Option<char> {
    text.chars().next_back()
}

fn drop_first(text: &mut String) {
    if let Some(ch) = first(text) {
        text.drain(..ch.len_utf8());
    }
}

/// Sets the punctuation of a tree right.
pub(crate) fn adjust(node: &mut Node, in_quotes: bool) {
    raise(node);
    to_the_left(node);
    lower(node, in_quotes);
    around_quotes(node, in_quotes);
}

/// Moves the right stop to the left text, by the table.
fn merge_left(left: &mut String, right: &mut String) {
    let (end, start) = (last(left), first(right));
    let Some(start) = start else { return };
    if end == Some(start) {
        drop_first(right);
    } else if is_stop(Some(start)) {
        drop_first(right);
        match end.and_then(|end| merged(end, start)) {
            Some(both) => {
                left.pop();
                left.push_str(both);
            }
            None => left.push(start),
        }
    }
}

/// Moves the left stop to the right text, by the table.
fn merge_right(left: &mut String, right: &mut String) {
    let (Some(end), start) = (last(left), first(right)) else { return };
    if Some(end) == start {
        left.pop();
    } else if is_stop(Some(end)) {
        left.pop();
        match start.and_then(|start| merged(end, start)) {
            Some(both) => {
                drop_first(right);
                right.insert_str(0, both);
            }
            None => right.insert(0, end),
        }
    }
}

/// The end of a node's own text; a number ends in a digit whatever its form.
fn text_end(node: &Node) -> Option<char> {
    match &node.content {
        Content::Text(_) if node.own_number() => Some('0'),
        Content::Text(text) => last(text),
        Content::Nodes(_) => None,
    }
}

fn drop_repeated_stop(node: &mut Node) {
    let start = first(&node.suffix);
    if is_stop(start) && start == text_end(node) {
        drop_first(&mut node.suffix);
    }
}

/// Raises spaces and stops from the affixes of children to the borders of their parent.
fn raise(node: &mut Node) {
    if !matches!(node.content, Content::Nodes(_)) {
        drop_repeated_stop(node);
        return;
    }
    let decorated = node.is_decorated(true);
    let Node { content: Content::Nodes(children), prefix, suffix, delimiter, .. } = node else {
        return;
    };
    let count = children.len();
    for (at, child) in children.iter_mut().enumerate().rev() {
        raise(child);
        if at == 0 {
            if last(prefix) == Some(' ') && first(&child.prefix) == Some(' ') {
                drop_first(&mut child.prefix);
            }
            let start = first(&child.prefix);
            if !decorated && is_stop_or_space(start) && prefix.is_empty() {
                prefix.extend(start);
                drop_first(&mut child.prefix);
            }
        }
        if at + 1 == count && !decorated && last(&child.suffix) == Some(' ') {
            if first(suffix) != Some(' ') {
                suffix.insert(0, ' ');
            }
            child.suffix.pop();
        }
        let end = last(delimiter);
        if at > 0 && is_stop_or_space(end) && end == first(&child.prefix) {
            drop_first(&mut child.prefix);
        }
    }
}

/// Moves stops at the start of a prefix to the element before it.
fn to_the_left(node: &mut Node) {
    let Node { content: Content::Nodes(children), delimiter, .. } = node else { return };
    for at in (0..children.len()).rev() {
        to_the_left(&mut children[at]);
        if at + 1 == children.len() || !delimiter.is_empty() {
            continue;
        }
        let (head, tail) = children.split_at_mut(at + 1);
        let (child, sibling) = (&mut head[at], &mut tail[0]);
        let start = first(&sibling.prefix);
        if child.is_decorated(false) || sibling.is_decorated(false) || !is_stop(start) {
            continue;
        }
        let repeated =
            start == last(&child.suffix) || (child.suffix.is_empty() && text_end(child) == start);
        if repeated {
            drop_first(&mut sibling.prefix);
        } else {
            merge_left(&mut child.suffix, &mut sibling.prefix);
        }
    }
}

fn ends_in_number(node: &Node) -> bool {
    node.own_number()
        || matches!(&node.content, Content::Nodes(nodes) if nodes.last().is_some_and(ends_in_number))
}

fn ends_in_quotes(node: &Node) -> bool {
    node.quotes.is_some()
        || matches!(&node.content, Content::Nodes(nodes) if nodes.last().is_some_and(ends_in_quotes))
}

/// Whether a stop is swallowed by, or swallows, the end of a node.
fn swallows(stop: char, node: &Node) -> bool {
    let end = last(&node.suffix).or_else(|| text_end(node));
    if end.and_then(|end| merged(end, stop)).is_some_and(|both| both.len() == 1) {
        return true;
    }
    matches!(&node.content, Content::Nodes(nodes) if nodes.last().is_some_and(|n| swallows(stop, n)))
}

fn ends_with_stop(node: &Node, stop: char) -> bool {
    match &node.content {
        Content::Text(_) => text_end(node) == Some(stop),
        Content::Nodes(nodes) => nodes.last().is_some_and(|child| match last(&child.suffix) {
            None => ends_with_stop(child, stop),
            end => end == Some(stop),
        }),
    }
}

/// Lowers stops of delimiters and suffixes to the children that they follow.
fn lower(node: &mut Node, in_quotes: bool) {
    if !matches!(node.content, Content::Nodes(_)) {
        drop_repeated_stop(node);
        return;
    }
    lower_delimiter(node);
    let Content::Nodes(children) = &node.content else { return };
    for at in (0..children.len()).rev() {
        lower_child(node, at, in_quotes);
    }
}

fn lower_delimiter(node: &mut Node) {
    let Some(stop) = first(&node.delimiter).filter(|ch| is_stop(Some(*ch))) else { return };
    let Content::Nodes(children) = &mut node.content else { return };
    let count = children.len().saturating_sub(1);
    for child in &mut children[..count] {
        if last(&child.suffix) != Some(stop) {
            child.suffix.push(stop);
        }
    }
    drop_first(&mut node.delimiter);
}

fn lower_child(node: &mut Node, at: usize, in_quotes: bool) {
    let Node { content: Content::Nodes(children), suffix, delimiter, .. } = node else { return };
    let count = children.len();
    let decorated = children[at].is_decorated(true);
    let number = children[at].is_number();
    if at + 1 == count {
        lower_suffix(&mut children[at], suffix, in_quotes);
        let stop = first(suffix).filter(|ch| is_stop(Some(*ch)));
        if stop.is_some_and(|stop| {
            let child = &children[at];
            match last(&child.suffix) {
                None => ends_with_stop(child, stop),
                end => end == Some(stop),
            }
        }) {
            drop_first(suffix);
        }
    } else if !delimiter.is_empty() {
        let start = first(delimiter);
        if is_stop_or_space(start) && start == last(&children[at].suffix) {
            children[at].suffix.pop();
        }
    } else {
        let (head, tail) = children.split_at_mut(at + 1);
        let end = last(&head[at].suffix);
        if !number && !decorated && is_stop_or_space(end) && end == first(&tail[0].prefix) {
            drop_first(&mut tail[0].prefix);
        }
    }
    let child = &mut children[at];
    if !number
        && !decorated
        && is_stop(first(&child.suffix))
        && let Content::Text(text) = &mut child.content
    {
        merge_left(text, &mut child.suffix);
    }
    lower(child, in_quotes);
}

/// Moves the stop of a parent's suffix to its last child where the two affect each other.
fn lower_suffix(child: &mut Node, suffix: &mut String, in_quotes: bool) {
    let stop = first(suffix).filter(|ch| is_stop(Some(*ch)));
    let moves =
        stop.is_some_and(|stop| swallows(stop, child) || (in_quotes && ends_in_quotes(child)));
    if moves && !ends_in_number(child) {
        match &mut child.content {
            Content::Text(text) => merge_left(text, suffix),
            Content::Nodes(_) => merge_left(&mut child.suffix, suffix),
        }
        if first(suffix) == Some('.') {
            child.suffix.push('.');
            drop_first(suffix);
        }
    }
    if last(&child.suffix) == Some(' ') && first(suffix) == Some(' ') {
        drop_first(suffix);
    }
    let start = first(&child.suffix);
    if is_stop_or_space(start) {
        if text_end(child) == start {
            drop_first(&mut child.suffix);
        }
        if last(&child.suffix).is_some() && last(&child.suffix) == first(suffix) {
            suffix.pop();
        }
    }
}

/// Moves stops into quotation marks, or colons, commas and semicolons out of them.
fn around_quotes(node: &mut Node, in_quotes: bool) {
    let Content::Nodes(children) = &mut node.content else { return };
    for child in children {
        if child.quotes.is_some() {
            swap(child, in_quotes);
        }
        around_quotes(child, in_quotes);
    }
}

fn swap(node: &mut Node, in_quotes: bool) {
    let Node { content, suffix, .. } = node;
    let inside = match content {
        Content::Text(text) => text,
        Content::Nodes(nodes) => match nodes.last_mut() {
            Some(last) => &mut last.suffix,
            None => return,
        },
    };
    if in_quotes {
        while matches!(first(suffix), Some('.' | ',' | '!' | '?')) {
            merge_left(inside, suffix);
        }
    } else {
        while matches!(last(inside), Some(',' | ':' | ';')) {
            merge_right(inside, suffix);
        }
    }
}
