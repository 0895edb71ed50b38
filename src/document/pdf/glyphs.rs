//! The signs on a page and where they stand, in the order in which the page draws them.

use std::borrow::Cow;

use hayro_font::hayro_syntax::content::TypedIter;
use hayro_font::hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_font::hayro_syntax::object::dict::keys::CONTENTS;
use hayro_font::hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream};
use hayro_font::hayro_syntax::page::{Page, Resources};

use super::drawn::{Drawn, Glyph, Look};
use super::fonts::Fonts;
use super::matrix::Matrix;

/// The most operators of one page, and how deep drawings may stand in drawings.
const MOST_OPERATORS: usize = 3_000_000;
const DEEPEST: usize = 12;

/// The most signs on one page.
const MOST_GLYPHS: usize = 200_000;

/// The most bytes that the drawings of one page come to, each as often as it is used.
const MOST_CONTENT: usize = 64 << 20;

/// What was read of a page.
pub(super) struct OfPage {
    pub drawn: Drawn,
    /// Whether all of it was read.
    pub complete: bool,
    /// How many bytes it was read from.
    pub content: usize,
}

/// Reads the signs of a page.
pub(super) fn of_page<'a>(page: &Page<'a>, fonts: &mut Fonts<'a>) -> OfPage {
    let (width, height) = page.render_dimensions();
    let base = Matrix(page.initial_transform(true).as_coeffs());
    let mut reader =
        Reader { fonts, glyphs: Vec::new(), operators: 0, bytes: 0, seen: Seen::default() };
    let complete = reader.page(page, base).is_some();
    let drawn = Drawn { glyphs: reader.glyphs, width, height };
    OfPage { drawn, complete, content: reader.bytes }
}

/// What pages and drawings set, and give back.
#[derive(Clone)]
struct State {
    page: Matrix,
    font: Option<usize>,
    size: f64,
    char_space: f64,
    word_space: f64,
    horizontal_scale: f64,
    leading: f64,
    rise: f64,
}

struct Reader<'r, 'a> {
    fonts: &'r mut Fonts<'a>,
    glyphs: Vec<Glyph>,
    operators: usize,
    bytes: usize,
    seen: Seen,
}

/// The text object that is open.
struct Text {
    matrix: Matrix,
    line: Matrix,
}

impl<'a> Reader<'_, 'a> {
    /// Reads the content of a page, which may be in several streams.
    fn page(&mut self, page: &Page<'a>, base: Matrix) -> Option<()> {
        let dict = page.raw();
        if let Some(one) = dict.get::<Stream>(CONTENTS) {
            let content = self.unpacked(&one)?;
            return self.content(&content, page.resources(), base, 0);
        }
        let mut all = Vec::new();
        let list = dict.get::<Array>(CONTENTS).unwrap_or_default();
        let mut parts = list.flex_iter();
        for _ in list.raw_iter() {
            let Some(part) = parts.next::<Object>().and_then(Object::into_stream) else { continue };
            all.extend_from_slice(&self.unpacked(&part)?);
            all.push(b' ');
        }
        self.content(&all, page.resources(), base, 0)
    }

    /// What a stream of content holds; nothing of one that cannot be unpacked. None where the page
    /// holds too much.
    fn unpacked(&mut self, stream: &Stream<'a>) -> Option<Cow<'a, [u8]>> {
        let content = stream.decoded_data().unwrap_or_default();
        self.bytes += content.len();
        (self.bytes <= MOST_CONTENT).then_some(content)
    }

    /// Reads a stream of content; nothing where it is too long.
    fn content(
        &mut self,
        content: &[u8],
        resources: &Resources<'a>,
        page: Matrix,
        depth: usize,
    ) -> Option<()> {
        let first = State {
            page,
            font: None,
            size: 1.0,
            char_space: 0.0,
            word_space: 0.0,
            horizontal_scale: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        let mut state = first.clone();
        let mut saved = Vec::new();
        let mut text = Text { matrix: Matrix::IDENTITY, line: Matrix::IDENTITY };
        let mut operators = TypedIter::new(content);
        while let Some(operator) = operators.next() {
            self.operators += 1;
            if self.operators > MOST_OPERATORS || self.glyphs.len() > MOST_GLYPHS {
                return None;
            }
            match operator {
                Op::SaveState(_) if saved.len() < 1000 => saved.push(state.clone()),
                Op::RestoreState(_) => state = saved.pop().unwrap_or(state),
                Op::Transform(m) => {
                    state.page = matrix([m.0, m.1, m.2, m.3, m.4, m.5]).then(state.page);
                }
                Op::XObject(drawing) if depth < DEEPEST => {
                    self.drawing(drawing.0, resources, &state, depth)?;
                }
                Op::BeginText(_) => {
                    text = Text { matrix: Matrix::IDENTITY, line: Matrix::IDENTITY };
                }
                Op::TextFont(font) => {
                    let dict = resources.get_font(font.0);
                    state.font = dict.and_then(|dict| self.fonts.number(&dict));
                    state.size = font.1.as_f64();
                }
                Op::CharacterSpacing(space) => state.char_space = space.0.as_f64(),
                Op::WordSpacing(space) => state.word_space = space.0.as_f64(),
                Op::HorizontalScaling(scale) => state.horizontal_scale = scale.0.as_f64() / 100.0,
                Op::TextLeading(leading) => state.leading = leading.0.as_f64(),
                Op::TextRise(rise) => state.rise = rise.0.as_f64(),
                Op::NextLine(step) => text.next(step.0.as_f64(), step.1.as_f64()),
                Op::NextLineAndSetLeading(step) => {
                    state.leading = -step.1.as_f64();
                    text.next(step.0.as_f64(), step.1.as_f64());
                }
                Op::SetTextMatrix(m) => {
                    text.line = matrix([m.0, m.1, m.2, m.3, m.4, m.5]);
                    text.matrix = text.line;
                }
                Op::NextLineUsingLeading(_) => text.next(0.0, -state.leading),
                Op::ShowText(string) => self.show(string.0.as_bytes(), &state, &mut text),
                Op::NextLineAndShowText(string) => {
                    text.next(0.0, -state.leading);
                    self.show(string.0.as_bytes(), &state, &mut text);
                }
                Op::ShowTextWithParameters(string) => {
                    state.word_space = string.0.as_f64();
                    state.char_space = string.1.as_f64();
                    text.next(0.0, -state.leading);
                    self.show(string.2.as_bytes(), &state, &mut text);
                }
                Op::ShowTexts(strings) => {
                    for part in strings.0.iter::<Object>() {
                        match part {
                            Object::String(string) => {
                                self.show(string.as_bytes(), &state, &mut text);
                            }
                            Object::Number(back) => {
                                text.step(
                                    -back.as_f64() / 1000.0 * state.size * state.horizontal_scale,
                                );
                            }
                            _ => {}
                        }
                    }
                }
                _ => {}
            }
        }
        Some(())
    }

    /// Reads a drawing that is used as a whole; pictures have no text.
    fn drawing(
        &mut self,
        name: &Name,
        resources: &Resources<'a>,
        state: &State,
        depth: usize,
    ) -> Option<()> {
        let Some(form) = resources.get_x_object(name).filter(is_form) else {
            return Some(());
        };
        let content = self.unpacked(&form)?;
        let dict = form.dict();
        let own = dict.get::<Dict>("Resources").map(Resources::new);
        let placed = dict.get::<[f64; 6]>("Matrix").map_or(Matrix::IDENTITY, Matrix);
        let resources = own.as_ref().unwrap_or(resources);
        self.content(&content, resources, placed.then(state.page), depth + 1)
    }

    fn show(&mut self, string: &[u8], state: &State, text: &mut Text) {
        let Some(font) = state.font else { return };
        let look = self.fonts.look(font);
        let mut at = 0;
        while at < string.len() && self.glyphs.len() <= MOST_GLYPHS {
            let (code, number, length) = self.fonts.code(font, &string[at..]);
            at += length;
            let Some(code) = code else { continue };
            let width = code.advance / 1000.0 * state.size;
            let place = Matrix([state.horizontal_scale, 0.0, 0.0, 1.0, 0.0, state.rise])
                .then(text.matrix)
                .then(state.page);
            push(&mut self.glyphs, &mut self.seen, &code.text, place, width, state.size, look);
            let word = if length == 1 && number == 32 { state.word_space } else { 0.0 };
            text.step((width + state.char_space + word) * state.horizontal_scale);
        }
    }
}

impl Text {
    fn next(&mut self, x: f64, y: f64) {
        self.line = Matrix::shift(x, y).then(self.line);
        self.matrix = self.line;
    }

    fn step(&mut self, x: f64) {
        self.matrix = Matrix::shift(x, 0.0).then(self.matrix);
    }
}

/// Appends the signs of a code: a ligature is several. What is drawn twice at one place, to make it
/// look bold, is one.
fn push(
    glyphs: &mut Vec<Glyph>,
    seen: &mut Seen,
    text: &str,
    place: Matrix,
    width: f64,
    size: f64,
    look: Look,
) {
    let (x, y) = place.point(0.0, 0.0);
    let (across, down) = place.step(width, 0.0);
    let (tall_x, tall_y) = place.step(0.0, size);
    let turn = turn(place);
    let size = tall_x.hypot(tall_y) as f32;
    if !(x.is_finite() && y.is_finite() && (0.1..2000.0).contains(&size)) {
        return;
    }
    let signs = if text.is_empty() { "\u{FFFD}" } else { text };
    let count = signs.chars().count() as f64;
    for (index, sign) in signs.chars().enumerate() {
        let part = index as f64 / count;
        let glyph = Glyph {
            sign: if sign.is_control() { ' ' } else { sign },
            x: (x + across * part) as f32,
            y: (y + down * part) as f32,
            width: (across.hypot(down) / count) as f32,
            size,
            look,
            turn,
        };
        if sign.is_whitespace() || seen.is_new(&glyph) {
            glyphs.push(glyph);
        }
    }
}

/// Where the last signs stand.
#[derive(Default)]
struct Seen {
    recent: Vec<(char, f32, f32)>,
    next: usize,
}

impl Seen {
    /// How many signs are kept in mind: a few lines.
    const MEMORY: usize = 256;

    /// Whether the same sign was not drawn at this place just before.
    fn is_new(&mut self, glyph: &Glyph) -> bool {
        let near = glyph.size * 0.06;
        let same = |(sign, x, y): &(char, f32, f32)| {
            *sign == glyph.sign && (x - glyph.x).abs() <= near && (y - glyph.y).abs() <= near
        };
        if self.recent.iter().any(same) {
            return false;
        }
        let one = (glyph.sign, glyph.x, glyph.y);
        match self.recent.get_mut(self.next) {
            Some(place) => *place = one,
            None => self.recent.push(one),
        }
        self.next = (self.next + 1) % Seen::MEMORY;
        true
    }
}

fn turn(place: Matrix) -> u8 {
    let (x, y) = place.step(1.0, 0.0);
    match () {
        () if x >= y.abs() => 0,
        () if y > x.abs() => 1,
        () if -x >= y.abs() => 2,
        () => 3,
    }
}

fn matrix(numbers: [Number; 6]) -> Matrix {
    Matrix(numbers.map(|number| number.as_f64()))
}

fn is_form(drawing: &Stream) -> bool {
    drawing.dict().get::<Name>("Subtype").is_some_and(|kind| kind.as_str() == "Form")
}
