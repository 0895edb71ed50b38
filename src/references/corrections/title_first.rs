//! Entries that begin with their titles, in a type of their own: "**Dry rivers** G. Moe and I. Lind. J. Wells 3 (2014)".

use crate::model::reference::{Field, Label};
use crate::references::frames::Frame;
use crate::text::span::Span;

use super::insert::{SIGNS, begin_behind, insert};
use super::responsibility::names_end;

/// How many small words tell that an emphasised segment is a title and no name.
const SMALL_WORDS: usize = 2;

/// Makes the emphasised segment with which a reference begins its title, and the names with initials right behind it
/// its authors.
pub(super) fn part_title_before_names(text: &str, fields: &mut Vec<Field>, frames: &[Frame]) {
    let Some(title) = frames.first().filter(|frame| !frame.quoted).map(|frame| frame.span) else {
        return;
    };
    let begins = !text[..title.start].contains(char::is_alphanumeric);
    let words = title.of(text).split_whitespace();
    let small = words.filter(|word| word.starts_with(char::is_lowercase)).count();
    if !begins || small < SMALL_WORDS {
        return;
    }
    let behind = text[title.end..].trim_start_matches(|c: char| !c.is_alphanumeric());
    let start = text.len() - behind.len();
    let Some(end) = names_end(behind) else { return };
    let names = Span::new(start, start + end);
    for field in fields.iter_mut().filter(|field| field.span.start < names.end) {
        begin_behind(text, field, names.end);
        // A segment that held the title and the names is, behind them, the host.
        if matches!(field.label, Label::Title | Label::Author) {
            field.label = Label::Container;
        }
    }
    fields.retain(|field| !field.span.is_empty());
    let host = |field: &Field| field.label == Label::Container;
    let (first, last) = (fields.iter().position(host), fields.iter().rposition(host));
    if let Some(first) = first.filter(|_| first != last) {
        fields.remove(first);
    }
    if let Some(host) = fields.first_mut().filter(|field| host(field)) {
        let between = text.get(names.end..host.span.start).unwrap_or_default();
        host.span.start -= between.trim_start_matches(SIGNS).len();
    }
    let field = |label, span| Field { label, span, confidence: 0.9 };
    insert(fields, [field(Label::Title, title), field(Label::Author, names)]);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The author and the title of a reference that begins with `title` in a type of its own; nothing else is read.
    fn read(title: &str, rest: &str) -> Vec<(Label, String)> {
        let text = format!("{title} {rest}");
        let span = Span::new(0, title.len());
        let mut fields =
            vec![Field { label: Label::Title, span: Span::new(0, text.len()), confidence: 0.5 }];
        part_title_before_names(&text, &mut fields, &[Frame { span, quoted: false }]);
        let said = |field: &Field| (field.label, field.span.of(&text).to_owned());
        fields.iter().map(said).collect()
    }

    #[test]
    fn names_stand_behind_the_title() {
        let title = "A study of attitudes to rivers";
        let read_as = |names: &str, host: &str| {
            let fields = [(Label::Title, title), (Label::Author, names), (Label::Container, host)];
            fields.map(|(label, words)| (label, words.to_owned())).to_vec()
        };
        for (names, host) in [
            ("A. Filip and P. Cross", "Wells Sci"),
            ("C.L. Apple, J.M. Carr and A. Dray", "Harbour Books"),
        ] {
            assert_eq!(read(title, &format!("{names} {host}")), read_as(names, host));
        }
    }

    #[test]
    fn other_beginnings_are_left() {
        for (start, rest) in [
            ("Moe G", "A. Filip and P. Cross: A study of rivers"),
            ("A study of attitudes to rivers", "Oslo: Harbour Books, 2013"),
        ] {
            let whole = format!("{start} {rest}");
            assert_eq!(read(start, rest), [(Label::Title, whole)]);
        }
    }
}
