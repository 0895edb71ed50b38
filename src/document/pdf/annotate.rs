//! Findings as highlights with notes, appended to the file.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use hayro_font::hayro_syntax::Pdf;
use hayro_font::hayro_syntax::object::dict::keys::ANNOTS;
use hayro_font::hayro_syntax::object::{
    Array, Dict, MaybeRef, ObjRef, Object, String as PdfString,
};
use hayro_font::hayro_syntax::page::Page;

use crate::document::format::Note;
use crate::model::document::Document;
use crate::model::error::Error;
use crate::text::span::Span;

use super::drawn::Glyph;
use super::fonts::Fonts;
use super::glyphs;
use super::increment::{self, Increment};
use super::matrix::Matrix;
use super::places::{PlacedNote, placed};

/// The author of the notes, and what their names begin with.
const AUTHOR: &str = "cite";
const NAME: &str = "cite-";

/// The file of the document with a highlight and a note at each of these places. Those of before are
/// taken off; all else keeps its bytes.
///
/// # Errors
///
/// The file is damaged at its end, or encrypted.
pub(super) fn annotated(document: &Document, notes: &[Note]) -> Result<Vec<u8>, Error> {
    let bytes = document.origin.as_ref().map_or(&[][..], |origin| &origin.bytes);
    written(document.path(), bytes, &placed(document, notes))
}

/// The same, of a file and notes whose places are known.
///
/// # Errors
///
/// The file is damaged at its end, or encrypted.
pub fn written(path: &Path, bytes: &[u8], notes: &[PlacedNote]) -> Result<Vec<u8>, Error> {
    let done = catch_unwind(AssertUnwindSafe(|| appended(bytes, notes))).ok().flatten();
    done.ok_or_else(|| Error::Content {
        path: path.to_owned(),
        message:
            "notes cannot be written into this PDF, which is damaged or encrypted; open it in the \
                  program that wrote it, and save it again"
                .to_owned(),
    })
}

fn appended(bytes: &[u8], notes: &[PlacedNote]) -> Option<Vec<u8>> {
    let bytes: Arc<[u8]> = increment::without(bytes).into();
    let pdf = Pdf::new(Arc::new(bytes.clone())).ok()?;
    let mut increment = Increment::to(&bytes)?;
    // Each with its number among all.
    let mut pages: BTreeMap<usize, Vec<(usize, &PlacedNote)>> = BTreeMap::new();
    for (number, note) in notes.iter().enumerate() {
        pages.entry(note.page).or_default().push((number, note));
    }
    let mut fonts = Fonts::new();
    for (index, notes) in pages {
        let page = pdf.pages().get(index)?;
        let sheet = Sheet::of(page, &mut fonts)?;
        let added = notes.into_iter().map(|(number, note)| {
            let boxes = sheet.boxes(&note.signs);
            increment.add(annotation(number, note, &boxes, &sheet).into_bytes())
        });
        let added: Vec<ObjRef> = added.collect();
        let page = page.raw();
        let mut content = increment::written_dict(page, &[ANNOTS], 0);
        content.truncate(content.len() - ">>".len());
        content.extend(b"/Annots [");
        for value in kept(page) {
            content.extend(increment::written(&value, 0));
            content.push(b' ');
        }
        added.iter().for_each(|id| content.extend(format!("{id} ").bytes()));
        content.extend(b"] >>");
        increment.replace(page.obj_id()?.into(), content);
    }
    Some(increment.appended(&bytes))
}

/// The annotations of a page that are not of this program.
fn kept<'a>(page: &Dict<'a>) -> Vec<MaybeRef<Object<'a>>> {
    let Some(list) = page.get::<Array>(ANNOTS) else { return Vec::new() };
    let of_ours = |dict: Dict| {
        dict.get::<PdfString>("NM").is_some_and(|name| name.as_bytes().starts_with(NAME.as_bytes()))
    };
    let ours = list.iter::<Object>().map(|value| value.into_dict().is_some_and(of_ours));
    list.raw_iter().zip(ours).filter(|(_, ours)| !ours).map(|(value, _)| value).collect()
}

/// The signs of a page, by the bytes at which they begin.
struct Sheet {
    glyphs: Vec<(usize, Glyph)>,
    /// From the page seen upright to the file's own measure.
    back: Matrix,
    height: f64,
}

/// Four corners, in the file's own measure: upper left and right, lower left and right.
type Corners = [(f64, f64); 4];

impl Sheet {
    fn of<'a>(page: &Page<'a>, fonts: &mut Fonts<'a>) -> Option<Sheet> {
        let drawn = glyphs::of_page(page, fonts).drawn;
        let mut at = 0;
        let glyphs = drawn.glyphs.into_iter().map(|glyph| {
            let start = at;
            at += glyph.sign.len_utf8();
            (start, glyph)
        });
        let back = Matrix(page.initial_transform(true).as_coeffs()).inverse()?;
        Some(Sheet { glyphs: glyphs.collect(), back, height: f64::from(drawn.height) })
    }

    /// The boxes around these signs, one for each line.
    fn boxes(&self, pieces: &[Span]) -> Vec<Corners> {
        let mut lines: Vec<(Glyph, f32)> = Vec::new();
        for piece in pieces {
            let first = self.glyphs.partition_point(|(start, _)| *start < piece.start);
            let under = self.glyphs[first..].iter().take_while(|(start, _)| *start < piece.end);
            for (_, glyph) in under {
                let line = lines.last_mut().filter(|(first, _)| is_on_line(first, glyph));
                match line {
                    Some((first, end)) => *end = along(first, glyph) + glyph.width,
                    None => lines.push((*glyph, glyph.width)),
                }
            }
        }
        lines.iter().map(|(first, end)| self.corners(first, *end)).collect()
    }

    fn corners(&self, glyph: &Glyph, length: f32) -> Corners {
        let (right, up) = directions(glyph.turn);
        let point = |along: f32, above: f32| {
            let x = glyph.x + right.0 * along + up.0 * above;
            let y = glyph.y + right.1 * along + up.1 * above;
            self.back.point(f64::from(x), f64::from(y))
        };
        let (top, foot) = (glyph.size * 0.8, -glyph.size * 0.2);
        [point(0.0, top), point(length, top), point(0.0, foot), point(length, foot)]
    }
}

/// Which way a turned line runs, and which way is up.
fn directions(turn: u8) -> ((f32, f32), (f32, f32)) {
    match turn {
        1 => ((0.0, 1.0), (1.0, 0.0)),
        2 => ((-1.0, 0.0), (0.0, 1.0)),
        3 => ((0.0, -1.0), (-1.0, 0.0)),
        _ => ((1.0, 0.0), (0.0, -1.0)),
    }
}

/// How far a sign is along the line that another one begins.
fn along(first: &Glyph, glyph: &Glyph) -> f32 {
    let (right, _) = directions(first.turn);
    (glyph.x - first.x) * right.0 + (glyph.y - first.y) * right.1
}

fn is_on_line(first: &Glyph, glyph: &Glyph) -> bool {
    let (_, up) = directions(first.turn);
    let above = (glyph.x - first.x) * up.0 + (glyph.y - first.y) * up.1;
    glyph.turn == first.turn
        && above.abs() < 0.55 * first.size.max(glyph.size)
        && along(first, glyph) >= 0.0
}

/// A highlight, or where there is nothing to highlight a note at the head of the page.
fn annotation(number: usize, note: &PlacedNote, boxes: &[Corners], sheet: &Sheet) -> String {
    let text = hexadecimal(&note.text.join("\n"));
    let common =
        format!("/Type /Annot /NM ({NAME}{}) /T ({AUTHOR}) /F 4 /Contents {text}", number + 1);
    if boxes.is_empty() {
        let (x, y) = sheet.back.point(20.0, sheet.height.min(40.0));
        return format!(
            "<< {common} /Subtype /Text /Name /Note /Rect {} >>",
            rectangle(&[(x, y), (x + 20.0, y + 20.0)])
        );
    }
    let corners = boxes.iter().flatten();
    let points: Vec<String> = corners.clone().map(|(x, y)| format!("{x:.2} {y:.2}")).collect();
    let all: Vec<(f64, f64)> = corners.copied().collect();
    format!(
        "<< {common} /Subtype /Highlight /C [1 0.86 0.3] /Rect {} /QuadPoints [{}] >>",
        rectangle(&all),
        points.join(" ")
    )
}

fn rectangle(points: &[(f64, f64)]) -> String {
    let mut low = (f64::MAX, f64::MAX);
    let mut high = (f64::MIN, f64::MIN);
    for (x, y) in points {
        low = (low.0.min(*x), low.1.min(*y));
        high = (high.0.max(*x), high.1.max(*y));
    }
    format!("[{:.2} {:.2} {:.2} {:.2}]", low.0, low.1, high.0, high.1)
}

/// A text as PDF keeps it.
fn hexadecimal(text: &str) -> String {
    let units = text.encode_utf16().map(|unit| format!("{unit:04X}"));
    format!("<FEFF{}>", units.collect::<String>())
}
