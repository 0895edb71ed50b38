//! What is seen of a piece of a list that may be an entry.

use crate::model::document::Document;
use crate::references::cut::clues::Clue;
use crate::references::cut::opening;
use crate::references::lines::Line;
use crate::references::reference_score::has_year;

/// How long pieces are and whether they have years, for every piece of a list.
#[derive(Debug, Clone, Default)]
pub(super) struct Pieces {
    /// How many characters stand before each line.
    length: Vec<usize>,
    /// How many lines with a year stand before each line.
    years: Vec<usize>,
    /// Which lines begin paragraphs, or are likely to be entries as a whole.
    firsts: Vec<bool>,
    /// Which lines are names and a year alone.
    stubs: Vec<bool>,
    /// Whether entries of the list have years.
    dated: bool,
}

/// Entries are longer than this, in characters.
const SHORT: usize = 30;
/// Most entries are longer than this.
const BRIEF: usize = 60;
/// Most entries are shorter than this.
const LONG: usize = 450;
/// Hardly any entry is longer than this.
const TOO_LONG: usize = 900;

impl Pieces {
    /// What is seen of the pieces of these lines. `starts` are those lines that are likely to begin
    /// entries; `whole` says that no line is wrapped.
    pub(super) fn of(document: &Document, lines: &[Line], starts: usize, whole: bool) -> Pieces {
        let mut pieces = Pieces { length: vec![0], years: vec![0], ..Pieces::default() };
        let (mut length, mut years) = (0, 0);
        for line in lines {
            let text = document.slice(line.span);
            length += text.chars().count() + 1;
            years += usize::from(has_year(text));
            pieces.length.push(length);
            pieces.years.push(years);
            pieces.stubs.push(is_stub(text));
            pieces.firsts.push(line.first || whole);
        }
        // A wrapped entry has its year on one or two of its lines.
        pieces.dated = years * 5 >= starts * 4;
        pieces
    }

    /// How many lines there are.
    pub(super) fn len(&self) -> usize {
        self.length.len().saturating_sub(1)
    }

    /// What is seen of the piece from one line up to another.
    pub(super) fn clues(&self, from: usize, to: usize) -> impl Iterator<Item = Clue> {
        let length = self.length[to] - self.length[from];
        let alone = self.firsts[from] && self.firsts.get(to).is_none_or(|first| *first);
        let by_length = match length {
            // What has paragraphs to itself may be as short as it likes.
            ..BRIEF if alone => None,
            ..SHORT => Some(Clue::Short),
            SHORT..BRIEF => Some(Clue::Brief),
            LONG..TOO_LONG => Some(Clue::Long),
            TOO_LONG.. => Some(Clue::TooLong),
            _ => None,
        };
        let undated = self.dated && self.years[to] == self.years[from];
        let undated = undated.then_some(if alone { Clue::NoYearInParagraph } else { Clue::NoYear });
        let stub = to == from + 1 && self.stubs[from];
        let stub = stub.then_some(Clue::Stub);
        by_length.into_iter().chain(undated).chain(stub)
    }
}

/// Whether a line begins with names and a year, after which nothing comes.
fn is_stub(text: &str) -> bool {
    let rest = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    let names = rest.trim_end_matches(|c: char| c.is_alphanumeric());
    let names_alone = !names.contains(|c: char| c.is_ascii_digit());
    names_alone && has_year(rest) && opening::clue(text) == Clue::BeginsDated
}
