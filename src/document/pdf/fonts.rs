//! The fonts of a file: what their codes mean, and how they look.

use std::collections::HashMap;
use std::sync::Arc;

use hayro_font::hayro_cmap::{self, BfString};
use hayro_font::hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier};
use hayro_font::{CMapResolverFn, Font, FontCache, FontGlyph, FontQuery, FontResolverFn, GlyphId};

use super::drawn::Look;

/// The most fonts of a file. One that is no object of its own is read wherever it is used.
const MOST_FONTS: usize = 5_000;

/// The fonts of a file; each is read once.
pub(super) struct Fonts<'a> {
    cache: FontCache<'a>,
    substitutes: FontResolverFn,
    code_maps: CMapResolverFn,
    known: HashMap<ObjectIdentifier, usize>,
    fonts: Vec<Face<'a>>,
}

/// A font and its look.
struct Face<'a> {
    font: Option<Font<'a>>,
    look: Look,
    codes: HashMap<u32, Code>,
}

/// What a code of a string stands for.
#[derive(Debug, Clone)]
pub(super) struct Code {
    /// The text; empty where nothing tells.
    pub text: Box<str>,
    /// How far it goes, in thousandths of the size.
    pub advance: f64,
}

impl<'a> Fonts<'a> {
    pub(super) fn new() -> Fonts<'a> {
        let substitutes: FontResolverFn = Arc::new(|query| match query {
            FontQuery::Standard(font) => Some(font.get_font_data()),
            FontQuery::Fallback(font) => Some(font.pick_standard_font().get_font_data()),
        });
        Fonts {
            cache: FontCache::new(),
            substitutes,
            code_maps: Arc::new(hayro_cmap::load_embedded),
            known: HashMap::new(),
            fonts: Vec::new(),
        }
    }

    /// The number of the font that a dictionary describes; none where the file has too many.
    pub(super) fn number(&mut self, dict: &Dict<'a>) -> Option<usize> {
        let id = dict.obj_id();
        if let Some(known) = id.and_then(|id| self.known.get(&id)) {
            return Some(*known);
        }
        if self.fonts.len() == MOST_FONTS {
            return None;
        }
        let font = is_bounded(dict)
            .then(|| self.cache.font(dict, &self.substitutes, &self.code_maps))
            .flatten();
        self.fonts.push(Face { font, look: look(dict), codes: HashMap::new() });
        let number = self.fonts.len() - 1;
        if let Some(id) = id {
            self.known.insert(id, number);
        }
        Some(number)
    }

    /// How a font looks.
    pub(super) fn look(&self, number: usize) -> Look {
        self.fonts[number].look
    }

    /// The code that begins a string, and how many bytes it has.
    pub(super) fn code(&mut self, number: usize, string: &[u8]) -> (Option<&Code>, u32, usize) {
        let face = &mut self.fonts[number];
        let Some(font) = &face.font else {
            return (None, 0, 1);
        };
        let (code, length) = font.read_code(string, 0);
        let known = face.codes.entry(code).or_insert_with(|| Code {
            text: text(font, code),
            advance: if font.is_horizontal() { font.code_advance(code).x } else { 0.0 },
        });
        (Some(known), code, length.max(1))
    }
}

/// Whether a font gives widths to no more codes than there can be: each takes room.
fn is_bounded(dict: &Dict) -> bool {
    const MOST_CODES: f64 = 65_536.0;
    const MOST_WIDTHS: u64 = 1 << 20;
    let first = dict.get::<f64>("FirstChar").is_none_or(|first| first < MOST_CODES);
    let fonts = dict.get::<Array>("DescendantFonts").unwrap_or_default();
    let widths = fonts.iter::<Dict>().take(1).map(|font| {
        let across = font.get::<Array>("W").map_or(0, |list| width_count(&list, 1));
        across + font.get::<Array>("W2").map_or(0, |list| width_count(&list, 3))
    });
    first && widths.sum::<u64>() <= MOST_WIDTHS
}

/// How many codes a list gives widths to, `numbers` for each: a list after a code, or the last code
/// and the numbers.
fn width_count(list: &Array, numbers: usize) -> u64 {
    let mut items = list.flex_iter();
    let mut count = 0_u64;
    while let Some(first) = items.next::<Object>() {
        let (first, second) = (number(&first), items.next::<Object>());
        match second {
            Some(Object::Array(widths)) => count += widths.raw_iter().count() as u64,
            second => {
                let last = second.as_ref().map_or(0.0, number);
                count = count.saturating_add((last - first).max(0.0) as u64 + 1);
                (0..numbers).for_each(|_| drop(items.next::<Object>()));
            }
        }
    }
    count
}

fn number(object: &Object) -> f64 {
    match object {
        Object::Number(number) => number.as_f64(),
        _ => 0.0,
    }
}

fn text(font: &Font, code: u32) -> Box<str> {
    let glyph = font.glyph(GlyphId::NOTDEF, code);
    let said = match &glyph {
        FontGlyph::Outline(glyph) => glyph.as_unicode(),
        FontGlyph::Type3(glyph) => glyph.as_unicode().or_else(|| of_tex(code)),
    };
    match said {
        Some(BfString::Char(c)) => c.to_string().into(),
        Some(BfString::String(text)) => text.into(),
        None => "".into(),
    }
}

/// What a code most likely says in a font that is a set of pictures, which TeX made: it has no names.
fn of_tex(code: u32) -> Option<BfString> {
    let ligatures = ["ff", "fi", "fl", "ffi", "ffl"];
    let ligature = |first: u32| ligatures.get(code.checked_sub(first)? as usize);
    // In the older encoding of TeX, and in the newer one.
    if let Some(ligature) = ligature(0x0B).or_else(|| ligature(0x1B)) {
        return Some(BfString::String((*ligature).to_owned()));
    }
    let sign = match code {
        0x15 => '–',
        0x16 => '—',
        _ => char::from_u32(code).filter(|c| matches!(c, '!'..='~' | 'À'..='ÿ'))?,
    };
    Some(BfString::Char(sign))
}

/// The parts of the names of bold fonts, and at the beginning of those of the TeX world.
const BOLD: [&str; 5] = ["bold", "black", "heavy", "demi", "-medi"];
const BOLD_AT_START: [&str; 5] = ["cmb", "cmssbx", "sfbx", "sfsx", "ecbx"];

/// The same for italic fonts.
const ITALIC: [&str; 4] = ["ital", "obli", "slant", "kursiv"];
const ITALIC_AT_START: [&str; 5] = ["cmti", "cmsl", "sfti", "sfsl", "ecti"];

fn look(dict: &Dict) -> Look {
    let name = dict.get::<Name>("BaseFont");
    let name = name.map_or(String::new(), |name| name.as_str().to_ascii_lowercase());
    // A part of a font has six letters before its name.
    let name = name.split_once('+').map_or(&*name, |(_, name)| name);
    let descriptor = dict.get::<Dict>("FontDescriptor").unwrap_or_default();
    let flags = descriptor.get::<u32>("Flags").unwrap_or(0);
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    let begins = |words: &[&str]| words.iter().any(|word| name.starts_with(word));
    Look {
        bold: has(&BOLD) || begins(&BOLD_AT_START) || flags & (1 << 18) != 0,
        italic: has(&ITALIC) || begins(&ITALIC_AT_START) || flags & (1 << 6) != 0,
    }
}
