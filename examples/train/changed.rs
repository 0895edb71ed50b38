//! Known strings once more, changed as lists and files change them.

use cite::Span;
use cite::internals::model::reference::Label;

use crate::dice::Dice;
use crate::strings::Labelled;

/// The strings of which so many in a hundred lose their title, as chemists and physicists print them,
/// and so many have their blanks where the text of a page has them; only those that are changed.
pub fn changed(
    strings: &[Labelled],
    untitled: usize,
    misplaced: usize,
    dice: &mut Dice,
) -> Vec<Labelled> {
    let change = |string: &Labelled| {
        let shorter = dice.chance(untitled).then(|| without_title(string)).flatten();
        let misplaces = dice.chance(misplaced);
        let shorter = shorter.as_ref();
        match misplaces {
            true => Some(with_misplaced_blanks(shorter.unwrap_or(string), dice)),
            false => shorter.cloned(),
        }
    };
    strings.iter().filter_map(change).collect()
}

/// An article in a periodical without its title; nothing for another work. Lists without titles shorten
/// the names of journals: without that what follows the authors would look like a title.
fn without_title(string: &Labelled) -> Option<Labelled> {
    let count = |label: Label| string.fields.iter().filter(|field| field.0 == label).count();
    let at = string.fields.iter().position(|field| field.0 == Label::Title)?;
    let title = string.fields[at].1;
    let (next, container) = *string.fields.get(at + 1)?;
    let name = container.of(&string.text);
    let short = name.contains('.') || !name.contains(' ');
    let article = count(Label::Volume) > 0 && count(Label::Publisher) + count(Label::Editor) == 0;
    if !article || !short || count(Label::Title) > 1 || next != Label::Container {
        return None;
    }
    // The marks that open the title go with it; a bracket before what follows stays.
    let marks = ['"', '“', '‘', '«', '\'', '„', ' '];
    let head = string.text[..title.start].trim_end_matches(marks);
    let gap = string.text.get(title.end..container.start)?;
    let bracket = gap.rfind(['(', '[']).map(|bracket| title.end + bracket);
    let rest = bracket.unwrap_or(container.start);
    let blank = if head.is_empty() { "" } else { " " };
    let start = head.len() + blank.len();
    let moved = |span: Span| match span.start < rest {
        true => span,
        false => Span::new(span.start - rest + start, span.end - rest + start),
    };
    let text = format!("{head}{blank}{}", &string.text[rest..]);
    let fields = string.fields.iter().filter(|field| field.0 != Label::Title);
    Some(Labelled::new(text, fields.map(|(label, span)| (*label, moved(*span))).collect()))
}

/// A string in which blanks stand before signs, or none after them: "Nucl .Phys .B 897 ( 2015)39".
fn with_misplaced_blanks(string: &Labelled, dice: &mut Dice) -> Labelled {
    let [before, after, inside] = [60, 60, 50].map(|percent| dice.chance(percent));
    let lost = dice.chance(25);
    let is_sign = |c: char| ",.;:".contains(c);
    let mut text = String::new();
    // Where each byte of the string stands in the new text.
    let mut places = vec![0; string.text.len() + 1];
    let mut last = None;
    let mut chars = string.text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        if is_sign(c) && before && last != Some(' ') && dice.chance(50) {
            text.push(' ');
        }
        places[at..at + c.len_utf8()].fill(text.len());
        let left_out =
            after && last.is_some_and(is_sign) && dice.chance(60) || lost && dice.chance(4);
        last = Some(c);
        if c == ' ' && left_out {
            continue;
        }
        text.push(c);
        if inside && (c == '(' || next == Some(')')) && dice.chance(60) {
            text.push(' ');
        }
    }
    places[string.text.len()] = text.len();
    let moved = |span: Span| Span::new(places[span.start], places[span.end]);
    let fields = string.fields.iter().map(|(label, span)| (*label, moved(*span))).collect();
    Labelled::new(text, fields)
}
