//! Text with its formatting; what comes out.

use crate::csl::{self, Inline, TextStyle};
use crate::escape::address::Address;

pub(crate) use crate::csl::Display;

/// Text with its formatting.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Formatted {
    /// Its parts in order; neighbours differ in something other than their text.
    pub pieces: Vec<Piece>,
}

/// Text that is set in one way.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// How it is set.
    pub face: Face,
    /// The address that it leads to.
    pub link: Option<String>,
    /// The block that it stands in: a number of its own and what kind it is.
    pub block: Option<(u16, Display)>,
}

/// How text is set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Face {
    /// Whether it slants.
    pub font_style: FontStyle,
    /// Whether it is in small capitals.
    pub font_variant: FontVariant,
    /// How heavy it is.
    pub font_weight: FontWeight,
    /// Whether it is underlined.
    pub text_decoration: TextDecoration,
    /// Whether it is raised or lowered.
    pub vertical_align: VerticalAlign,
}

/// Whether text slants.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum FontStyle {
    /// Upright.
    #[default]
    Normal,
    /// Italic.
    Italic,
    /// Slanted.
    Oblique,
}

/// Whether text is in small capitals.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum FontVariant {
    /// In letters of the usual size.
    #[default]
    Normal,
    /// In small capitals.
    SmallCaps,
}

/// How heavy text is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum FontWeight {
    /// Of the usual weight.
    #[default]
    Normal,
    /// Bold.
    Bold,
    /// Light.
    Light,
}

/// Whether text is underlined.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum TextDecoration {
    /// Not underlined.
    #[default]
    None,
    /// Underlined.
    Underline,
}

/// Whether text is raised or lowered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum VerticalAlign {
    /// Neither.
    #[default]
    Baseline,
    /// Raised.
    Sup,
    /// Lowered.
    Sub,
}

impl Piece {
    /// Returns the address that it leads to, if that is one that may be a link.
    pub fn address(&self) -> Option<Address> {
        self.link.as_deref().and_then(Address::of)
    }
}

impl Formatted {
    /// The text alone; blocks are set off by a space.
    pub fn plain(&self) -> String {
        let mut text = String::new();
        let mut block = self.pieces.first().and_then(|piece| piece.block);
        for piece in &self.pieces {
            if piece.block != block && !text.is_empty() && !text.ends_with(char::is_whitespace) {
                text.push(' ');
            }
            block = piece.block;
            text.push_str(&piece.text);
        }
        text
    }

    /// Whether it holds no text.
    pub fn is_empty(&self) -> bool {
        self.pieces.iter().all(|piece| piece.text.is_empty())
    }
}

impl From<&csl::Formatted> for Formatted {
    fn from(text: &csl::Formatted) -> Formatted {
        let mut writer = Writer::default();
        writer.add(&text.content, &Piece::default());
        Formatted { pieces: writer.pieces }
    }
}

/// Lays a tree out as a row of pieces.
#[derive(Default)]
struct Writer {
    pieces: Vec<Piece>,
    blocks: u16,
}

impl Writer {
    /// Appends content that is set like `outer`.
    fn add(&mut self, content: &[Inline], outer: &Piece) {
        for inline in content {
            match inline {
                Inline::Text(text) => self.text(text, outer),
                Inline::Styled(style, content) => {
                    let face = styled(outer.face, *style);
                    self.add(content, &Piece { face, ..outer.clone() });
                }
                Inline::Quoted { open, close, content } => {
                    self.text(open, outer);
                    self.add(content, outer);
                    self.text(close, outer);
                }
                Inline::Block(display, content) => {
                    self.blocks += 1;
                    let block = Some((self.blocks, *display));
                    self.add(content, &Piece { block, ..outer.clone() });
                }
                Inline::Field(_, content) => self.add(content, outer),
                Inline::Link(target, content) => {
                    let link = Some(target.clone());
                    self.add(content, &Piece { link, ..outer.clone() });
                }
            }
        }
    }

    fn text(&mut self, text: &str, outer: &Piece) {
        let same = |last: &&mut Piece| {
            last.face == outer.face && last.link == outer.link && last.block == outer.block
        };
        match self.pieces.last_mut().filter(same) {
            Some(last) => last.text.push_str(text),
            None if text.is_empty() => {}
            None => self.pieces.push(Piece { text: text.to_owned(), ..outer.clone() }),
        }
    }
}

fn styled(mut face: Face, style: TextStyle) -> Face {
    match style {
        TextStyle::Italic => face.font_style = FontStyle::Italic,
        TextStyle::Oblique => face.font_style = FontStyle::Oblique,
        TextStyle::Upright => face.font_style = FontStyle::Normal,
        TextStyle::SmallCaps => face.font_variant = FontVariant::SmallCaps,
        TextStyle::NormalCaps => face.font_variant = FontVariant::Normal,
        TextStyle::Bold => face.font_weight = FontWeight::Bold,
        TextStyle::Light => face.font_weight = FontWeight::Light,
        TextStyle::NormalWeight => face.font_weight = FontWeight::Normal,
        TextStyle::Underline => face.text_decoration = TextDecoration::Underline,
        TextStyle::NoUnderline => face.text_decoration = TextDecoration::None,
        TextStyle::Superscript => face.vertical_align = VerticalAlign::Sup,
        TextStyle::Subscript => face.vertical_align = VerticalAlign::Sub,
        TextStyle::Baseline => face.vertical_align = VerticalAlign::Baseline,
    }
    face
}
