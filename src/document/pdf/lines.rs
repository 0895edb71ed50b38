//! The lines of a page: signs side by side on one baseline.

use unicode_normalization::char::compose;

use super::drawn::{Drawn, Glyph, Look};

/// How far apart two signs of a line may be, in their size; what is farther is another column or cell.
const WIDEST_GAP: f32 = 1.8;

/// How far a label ("[1]") may be from what it labels.
const WIDEST_TAB: f32 = 5.0;

/// How far off its baseline a raised or lowered sign may be.
const SCRIPT: f32 = 0.55;

/// A sign of a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sign {
    pub sign: char,
    pub look: Look,
    pub place: Place,
    /// The bytes of the page's signs, one after the other, that it was made of: the first, and how
    /// many. A space that only a gap stands for has none.
    pub source: (u32, u8),
}

/// Where a sign stands on its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Level,
    Raised,
    Lowered,
}

/// A line of a page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub signs: Vec<Sign>,
    pub left: f32,
    pub right: f32,
    /// Its baseline, from the top of the page.
    pub base: f32,
    /// The size of most of its signs.
    pub size: f32,
    /// The share of its letters that are bold, and italic.
    pub bold: f32,
    pub italic: f32,
    /// The width of its first word.
    pub first_word: f32,
    pub turn: u8,
}

/// A page in lines, in the order in which they are drawn.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub lines: Vec<Line>,
    pub width: f32,
}

impl Line {
    /// What it says.
    pub(super) fn text(&self) -> String {
        self.signs.iter().map(|sign| sign.sign).collect()
    }

    /// Whether two lines share some of the page's width.
    pub(super) fn is_over(&self, other: &Line) -> bool {
        self.left < other.right && other.left < self.right
    }

    /// Whether two lines have one baseline.
    pub(super) fn is_beside(&self, other: &Line) -> bool {
        (self.base - other.base).abs() < 0.3 * self.size.min(other.size)
    }

    /// Appends the text to the right of it on its baseline.
    pub(super) fn join(&mut self, other: Line) {
        let look = other.signs.first().map_or_else(Look::default, |sign| sign.look);
        self.signs.push(Sign { sign: ' ', look, place: Place::Level, source: (0, 0) });
        self.signs.extend(other.signs);
        self.right = self.right.max(other.right);
        self.size = self.size.max(other.size);
    }
}

/// The lines of a page. What is turned is left out, unless most of the page is: it is a stamp on the
/// margin, or a picture's axis.
pub(super) fn of_page(drawn: Drawn) -> Page {
    let mut turns = [0; 4];
    for glyph in &drawn.glyphs {
        turns[usize::from(glyph.turn)] += 1;
    }
    let upright = (0..4u8).max_by_key(|turn| turns[usize::from(*turn)]).unwrap_or(0);
    let width = if upright % 2 == 1 { drawn.height } else { drawn.width };
    let mut lines: Vec<Line> = Vec::new();
    let mut open: Vec<(Glyph, u32)> = Vec::new();
    let mut at = 0;
    for glyph in &drawn.glyphs {
        let source = at;
        at += glyph.sign.len_utf8() as u32;
        let inside = (-1.0..=drawn.width + 1.0).contains(&glyph.x)
            && (-1.0..=drawn.height + 1.0).contains(&glyph.y);
        if glyph.turn != upright || !inside {
            continue;
        }
        let glyph = turned(*glyph, &drawn);
        if !goes_on(&open, &glyph) {
            lines.extend(line(&mut open));
        }
        open.push((glyph, source));
    }
    lines.extend(line(&mut open));
    Page { lines: with_scripts(lines), width }
}

/// A sign as it stands when the page is turned so that it is upright.
fn turned(glyph: Glyph, drawn: &Drawn) -> Glyph {
    let (x, y) = match glyph.turn {
        1 => (glyph.y, drawn.width - glyph.x),
        2 => (drawn.width - glyph.x, drawn.height - glyph.y),
        3 => (drawn.height - glyph.y, glyph.x),
        _ => (glyph.x, glyph.y),
    };
    Glyph { x, y, ..glyph }
}

/// Whether a sign goes on with the line that is open.
fn goes_on(open: &[(Glyph, u32)], glyph: &Glyph) -> bool {
    let Some((last, _)) = open.last() else { return false };
    // The baseline is that of the largest of the last signs.
    let recent = &open[open.len().saturating_sub(12)..];
    let main = recent
        .iter()
        .map(|(glyph, _)| glyph)
        .fold(last, |main, glyph| if glyph.size > main.size * 1.02 { glyph } else { main });
    let size = main.size.max(glyph.size);
    let off = (glyph.y - main.y).abs();
    let same = (main.size - glyph.size).abs() < 0.08 * size;
    let gap = glyph.x - (last.x + last.width);
    off < size * if same { 0.35 } else { SCRIPT } && gap > -1.2 * size && gap < WIDEST_GAP * size
}

/// Makes a line of signs; none of spaces only.
fn line(open: &mut Vec<(Glyph, u32)>) -> Option<Line> {
    let glyphs = std::mem::take(open);
    let shown = |glyph: &Glyph| !glyph.sign.is_whitespace();
    let first = glyphs.iter().position(|(glyph, _)| shown(glyph))?;
    let last = glyphs.iter().rposition(|(glyph, _)| shown(glyph))?;
    let glyphs = &glyphs[first..=last];
    let size = usual_size(glyphs);
    let level = glyphs.iter().filter(|(glyph, _)| (glyph.size - size).abs() < 0.08 * size);
    let mut bases: Vec<f32> = level.map(|(glyph, _)| glyph.y).collect();
    bases.sort_by(f32::total_cmp);
    let base = bases.get(bases.len() / 2).copied().unwrap_or(glyphs[0].0.y);
    let signs = signs(glyphs, size, base);
    let letters = signs.iter().filter(|sign| sign.sign.is_alphanumeric());
    let count = letters.clone().count().max(1) as f32;
    let share =
        |is: fn(&Look) -> bool| letters.clone().filter(|sign| is(&sign.look)).count() as f32;
    let word = glyphs.windows(2).position(|pair| {
        pair[1].0.sign.is_whitespace() || is_gap(&pair[0].0, &pair[1].0, size, false)
    });
    let left = glyphs[0].0.x;
    let word_end = &glyphs[word.unwrap_or(glyphs.len() - 1)].0;
    Some(Line {
        bold: share(|look| look.bold) / count,
        italic: share(|look| look.italic) / count,
        left,
        right: glyphs.iter().map(|(glyph, _)| glyph.x + glyph.width).fold(left, f32::max),
        base,
        size,
        first_word: word_end.x + word_end.width - left,
        turn: glyphs[0].0.turn,
        signs,
    })
}

/// The size that most signs have.
fn usual_size(glyphs: &[(Glyph, u32)]) -> f32 {
    let mut counts: Vec<(f32, usize)> = Vec::new();
    for (glyph, _) in glyphs.iter().filter(|(glyph, _)| !glyph.sign.is_whitespace()) {
        match counts.iter_mut().find(|(size, _)| (*size - glyph.size).abs() < 0.04 * size) {
            Some((_, count)) => *count += 1,
            None => counts.push((glyph.size, 1)),
        }
    }
    // Of sizes that are as frequent the larger one: a number before a word is raised.
    let usual = counts.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(a.0.total_cmp(&b.0)));
    usual.map_or(1.0, |(size, _)| size)
}

fn signs(glyphs: &[(Glyph, u32)], size: f32, base: f32) -> Vec<Sign> {
    let spaced = glyphs.iter().any(|(glyph, _)| glyph.sign == ' ');
    let mut signs: Vec<Sign> = Vec::with_capacity(glyphs.len() + glyphs.len() / 6);
    let mut before: Option<&Glyph> = None;
    for (glyph, source) in glyphs {
        let place = place(glyph, size, base);
        let one = Sign {
            sign: if glyph.sign.is_whitespace() { ' ' } else { glyph.sign },
            look: glyph.look,
            place,
            source: (*source, glyph.sign.len_utf8() as u8),
        };
        if let Some(last) = before {
            let blank = signs.last().is_some_and(|sign| sign.sign == ' ');
            if one.sign == ' ' && blank {
                continue;
            }
            if one.sign != ' ' && !blank && is_gap(last, glyph, size, spaced) {
                let place =
                    if place == signs[signs.len() - 1].place { place } else { Place::Level };
                signs.push(Sign { sign: ' ', place, source: (0, 0), ..one });
            }
            if let Some(joined) = accented(&signs, one, last, glyph) {
                signs.pop();
                signs.push(joined);
                before = Some(if last.width > glyph.width { last } else { glyph });
                continue;
            }
        }
        before = Some(glyph);
        signs.push(one);
    }
    signs
}

/// Whether the gap between two signs is a space.
fn is_gap(last: &Glyph, glyph: &Glyph, size: f32, spaced: bool) -> bool {
    let gap = glyph.x - (last.x + last.width);
    let least = if spaced { 0.28 } else { 0.16 };
    gap > least * size.min(last.size.max(glyph.size))
}

fn place(glyph: &Glyph, size: f32, base: f32) -> Place {
    if glyph.size > 0.9 * size {
        return Place::Level;
    }
    match base - glyph.y {
        up if up > 0.13 * size => Place::Raised,
        up if up < -0.08 * size => Place::Lowered,
        _ => Place::Level,
    }
}

/// The letter that a sign and the accent drawn over it are.
fn accented(signs: &[Sign], one: Sign, last: &Glyph, glyph: &Glyph) -> Option<Sign> {
    let over = glyph.x < last.x + last.width * 0.7 && last.x < glyph.x + glyph.width * 0.9;
    let before = signs.last().filter(|_| over)?;
    let undotted = |sign: char| match sign {
        'ı' => 'i',
        'ȷ' => 'j',
        sign => sign,
    };
    let (base, accent) = match (combining(before.sign), combining(one.sign)) {
        (Some(accent), None) => (one.sign, accent),
        (None, Some(accent)) => (before.sign, accent),
        _ => return None,
    };
    let sign = compose(undotted(base), accent)?;
    let start = before.source.0;
    let length = (one.source.0 + u32::from(one.source.1)).checked_sub(start)?;
    let source = (start, u8::try_from(length).ok()?);
    Some(Sign { sign, source, ..one })
}

/// The accent that combines, of a spacing one.
fn combining(sign: char) -> Option<char> {
    Some(match sign {
        '`' | '\u{2CB}' => '\u{300}',
        '´' | '\u{2CA}' => '\u{301}',
        '^' | '\u{2C6}' => '\u{302}',
        '~' | '\u{2DC}' => '\u{303}',
        '¯' | '\u{2C9}' => '\u{304}',
        '\u{2D8}' => '\u{306}',
        '\u{2D9}' => '\u{307}',
        '¨' => '\u{308}',
        '\u{2DA}' => '\u{30A}',
        '\u{2DD}' => '\u{30B}',
        '\u{2C7}' => '\u{30C}',
        '¸' => '\u{327}',
        '\u{2DB}' => '\u{328}',
        '\u{300}'..='\u{36F}' => sign,
        _ => return None,
    })
}

/// The lines, with raised and lowered signs that were drawn apart put into the lines that they
/// belong to.
fn with_scripts(lines: Vec<Line>) -> Vec<Line> {
    let mut whole: Vec<Line> = Vec::with_capacity(lines.len());
    for line in lines {
        let taker = whole.last_mut().filter(|before| takes_script(before, &line));
        match taker {
            Some(before) => {
                let place = if line.base < before.base { Place::Raised } else { Place::Lowered };
                before.signs.extend(line.signs.into_iter().map(|sign| Sign { place, ..sign }));
                before.right = before.right.max(line.right);
            }
            None => whole.push(line),
        }
    }
    whole
}

fn takes_script(line: &Line, script: &Line) -> bool {
    script.signs.len() <= 6
        && script.size < 0.85 * line.size
        && (script.base - line.base).abs() < SCRIPT * line.size
        && (script.left - line.right).abs() < 0.3 * line.size
}

/// Joins labels with the text beside them by a tab.
pub(super) fn join_labels(lines: &mut Vec<Line>) {
    let mut joined: Vec<Line> = Vec::with_capacity(lines.len());
    for line in lines.drain(..) {
        let label = joined.last_mut().filter(|label| {
            let gap = line.left - label.right;
            label.is_beside(&line)
                && (0.0..WIDEST_TAB * line.size).contains(&gap)
                && is_label(&label.text())
        });
        match label {
            Some(label) => label.join(line),
            None => joined.push(line),
        }
    }
    *lines = joined;
}

/// Whether a text is the number or bullet of an item.
fn is_label(text: &str) -> bool {
    let inner = text.trim_start_matches(['[', '(']).trim_end_matches([']', ')', '.', ':']);
    let number = (1..=4).contains(&inner.len()) && inner.chars().all(|c| c.is_ascii_alphanumeric());
    let section = inner.len() <= 8
        && inner.contains('.')
        && inner.starts_with(|c: char| c.is_ascii_digit())
        && inner.chars().all(|c| c.is_ascii_digit() || c == '.');
    let bullet = matches!(text, "•" | "–" | "-" | "*" | "◦" | "▪" | "·" | "‣" | "■");
    number || section || bullet
}
