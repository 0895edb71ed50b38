//! The look of runs, as marks of the running text.

use quick_xml::events::BytesStart;

use crate::document::docx::styles::{Raised, Style, is_on, superscript};
use crate::document::xml::attribute;
use crate::model::document::{DocumentWriter, MarkKind, Position};

/// How a run looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Look {
    superscript: Raised,
    italic: bool,
    bold: bool,
    /// Whether it is not shown.
    pub hidden: bool,
}

impl Look {
    /// Takes over what an element of the run's properties says.
    pub(super) fn take(
        &mut self,
        name: &[u8],
        tag: &BytesStart,
        style: impl FnOnce(&str) -> Style,
    ) {
        match name {
            b"rStyle" => {
                let id = attribute(tag, "val").unwrap_or_default();
                self.styled(&style(&id));
            }
            b"vertAlign" => self.superscript = superscript(tag),
            b"position" => self.position(tag),
            b"i" => self.italic = is_on(tag),
            b"b" => self.bold = is_on(tag),
            b"vanish" => self.hidden = is_on(tag),
            _ => {}
        }
    }

    /// Takes over what a style says.
    fn styled(&mut self, style: &Style) {
        self.superscript = style.superscript.unwrap_or(self.superscript);
        self.italic = style.italic.unwrap_or(self.italic);
        self.bold = style.bold.unwrap_or(self.bold);
        self.hidden = style.hidden.unwrap_or(self.hidden);
    }

    /// Text that is moved up or down by two points and more, for want of a better way.
    fn position(&mut self, tag: &BytesStart) {
        const FEWEST: i32 = 4;
        let half_points: Option<i32> = attribute(tag, "val").and_then(|value| value.parse().ok());
        self.superscript = match half_points {
            Some(up) if up >= FEWEST => Raised::Up,
            Some(down) if down <= -FEWEST => Raised::Down,
            _ => self.superscript,
        };
    }
}

/// The marks that are open in a paragraph: where the text of each began.
#[derive(Debug, Default)]
pub(super) struct Marks {
    open: [Option<Position>; 4],
}

impl Marks {
    /// Opens and closes marks for text of this look that is to be written next.
    pub(super) fn turn(&mut self, writer: &mut DocumentWriter, look: Look) {
        let wanted = [
            (look.superscript == Raised::Up, MarkKind::Superscript),
            (look.superscript == Raised::Down, MarkKind::Subscript),
            (look.italic, MarkKind::Emphasis),
            (look.bold, MarkKind::Strong),
        ];
        for (open, (wanted, kind)) in self.open.iter_mut().zip(wanted) {
            match (*open, wanted) {
                (None, true) => *open = Some(writer.here()),
                (Some(start), false) => {
                    *open = None;
                    writer.mark(kind, start);
                }
                _ => {}
            }
        }
    }

    /// Closes all marks.
    pub(super) fn close(&mut self, writer: &mut DocumentWriter) {
        self.turn(writer, Look::default());
    }
}
