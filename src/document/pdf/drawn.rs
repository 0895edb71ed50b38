//! The signs that pages draw: what the layout is made from, and how it is handed on as bytes.
//!
//! The bytes are for the page in a browser, whose one module reads files in PDF and whose other judges papers: they
//! are of one build and are kept nowhere.

/// What the name of a font says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub bold: bool,
    pub italic: bool,
}

/// A sign on a page. Lengths are in points; the page is seen upright, its upper left corner is the
/// origin.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Glyph {
    /// What it says; U+FFFD where the font does not tell.
    pub sign: char,
    /// Where it begins, and its baseline.
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub size: f32,
    pub look: Look,
    /// How many quarter turns clockwise its line makes with the page's.
    pub turn: u8,
}

/// The signs of a page, in the order in which it draws them.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Drawn {
    pub glyphs: Vec<Glyph>,
    pub width: f32,
    pub height: f32,
}

/// How many bytes a sign takes, and the head of a page.
const GLYPH: usize = 20;
const HEAD: usize = 12;

/// Where the bits of look and turn stand above those of the sign.
const BOLD: u32 = 1 << 24;
const ITALIC: u32 = 1 << 25;
const TURN: u32 = 26;

impl Drawn {
    /// Appends the page to bytes.
    pub(super) fn pack(&self, to: &mut Vec<u8>) {
        to.extend((self.glyphs.len() as u32).to_le_bytes());
        to.extend(self.width.to_le_bytes());
        to.extend(self.height.to_le_bytes());
        for glyph in &self.glyphs {
            let look = [(glyph.look.bold, BOLD), (glyph.look.italic, ITALIC)];
            let look: u32 = look.iter().filter(|(is, _)| *is).map(|(_, bit)| bit).sum();
            let sign = glyph.sign as u32 | look | u32::from(glyph.turn) << TURN;
            to.extend(sign.to_le_bytes());
            for length in [glyph.x, glyph.y, glyph.width, glyph.size] {
                to.extend(length.to_le_bytes());
            }
        }
    }

    /// The page at the start of bytes, and the bytes behind it; none where they are no page.
    pub(super) fn unpack(bytes: &[u8]) -> Option<(Drawn, &[u8])> {
        let (head, rest) = bytes.split_at_checked(HEAD)?;
        let count = usize::try_from(word(head, 0)).ok()?;
        let (glyphs, rest) = rest.split_at_checked(count.checked_mul(GLYPH)?)?;
        let glyphs = glyphs.chunks_exact(GLYPH).map(glyph).collect::<Option<Vec<Glyph>>>()?;
        Some((Drawn { glyphs, width: length(head, 1), height: length(head, 2) }, rest))
    }
}

fn glyph(bytes: &[u8]) -> Option<Glyph> {
    let sign = word(bytes, 0);
    Some(Glyph {
        sign: char::from_u32(sign & (BOLD - 1))?,
        x: length(bytes, 1),
        y: length(bytes, 2),
        width: length(bytes, 3),
        size: length(bytes, 4),
        look: Look { bold: sign & BOLD != 0, italic: sign & ITALIC != 0 },
        turn: (sign >> TURN & 3) as u8,
    })
}

/// The four bytes at a place, counted in fours.
fn word(bytes: &[u8], at: usize) -> u32 {
    let four = bytes.get(4 * at..).and_then(|rest| rest.first_chunk());
    four.map_or(0, |four| u32::from_le_bytes(*four))
}

fn length(bytes: &[u8], at: usize) -> f32 {
    f32::from_bits(word(bytes, at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_come_back_from_bytes() {
        let glyph = |sign, bold, turn| Glyph {
            sign,
            x: 1.25,
            y: -3.0,
            width: 0.1,
            size: 12.0,
            look: Look { bold, italic: !bold },
            turn,
        };
        let glyphs = vec![glyph('a', true, 0), glyph('\u{10FFFF}', false, 3)];
        let pages = [Drawn { glyphs, width: 595.0, height: 842.0 }, Drawn::default()];
        let mut bytes = Vec::new();
        pages.iter().for_each(|page| page.pack(&mut bytes));
        let (first, rest) = Drawn::unpack(&bytes).expect("a page");
        let (second, rest) = Drawn::unpack(rest).expect("a page");
        assert_eq!(([first, second], rest), (pages, &[][..]));
        assert_eq!(Drawn::unpack(&bytes[..30]), None);
    }
}
