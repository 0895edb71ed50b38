//! Characters that carry the style's punctuation and wishes through the engine.
//!
//! The engine drops and moves punctuation by looking at the last characters written; it cannot
//! tell the style's own from a title's. So the style's punctuation travels as letters of a script
//! that no bibliography uses (Egyptian hieroglyphs, U+13000–U+1342F: letters without case), and is
//! turned back when the text is done.

use hayagriva::citationberg::TextCase;

/// What a mark asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A character of the style's own.
    Style(char),
    /// A stop of the style's own that follows another one in the same text ("...").
    Follows(char),
    /// A quotation begins (of the style's own).
    QuoteOpens,
    /// A quotation ends.
    QuoteCloses,
    /// From here on, in this case.
    CaseOpens(TextCase),
    /// So far.
    CaseCloses,
    /// Formatting within a value: from here on.
    TagOpens(Tag),
    /// So far.
    TagCloses(Tag),
    /// The number of the work.
    Number,
    /// The year suffix, where the style asks for it.
    YearSuffix,
    /// The names go on.
    EtAl,
    /// A term of the style begins.
    Term,
    /// A year ends, where the year suffix stands if the style does not ask for it.
    YearEnds,
}

/// The formatting that CSL-JSON allows within values, as HTML-like tags.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tag {
    /// `<i>`
    Italic,
    /// `<b>`
    Bold,
    /// `<sup>`
    Superscript,
    /// `<sub>`
    Subscript,
    /// `<span style="font-variant:small-caps;">` and `<sc>`
    SmallCaps,
    /// `<span class="nocase">`
    NoCase,
    /// `<span class="nodecor">`
    NoDecoration,
}

const TAGS: &[Tag] = &[
    Tag::Italic,
    Tag::Bold,
    Tag::Superscript,
    Tag::Subscript,
    Tag::SmallCaps,
    Tag::NoCase,
    Tag::NoDecoration,
];

const CASES: &[TextCase] = &[
    TextCase::Lowercase,
    TextCase::Uppercase,
    TextCase::CapitalizeFirst,
    TextCase::CapitalizeAll,
    TextCase::SentenceCase,
    TextCase::TitleCase,
];

/// Where the marks begin; a character of the style stands at its own number from here.
const BASE: u32 = 0x13000;
const FOLLOWS: u32 = 0x13080;
const QUOTES: u32 = 0x13100;
const CASE: u32 = 0x13110;
const CASE_END: u32 = 0x1311F;
const TAG: u32 = 0x13120;
const TAG_END: u32 = 0x13140;
const NUMBER: u32 = 0x13160;
const YEAR_SUFFIX: u32 = 0x13161;
const YEAR_ENDS: u32 = 0x13162;
const TERM: u32 = 0x13163;
const ET_AL: u32 = 0x13164;
/// Characters beyond ASCII that styles use as punctuation or space.
const WIDE: u32 = 0x13200;
const WIDE_CHARS: &[char] = &[
    '\u{A0}', '\u{2009}', '\u{202F}', '\u{2002}', '\u{2003}', '\u{3000}', '。', '，', '、', '．',
    '：', '；', '·', '–', '—', '‑', '…', '“', '”', '‘', '’', '«', '»', '‹', '›', '„', '‚', '「',
    '」', '『', '』', '《', '》', '〈', '〉', '（', '）', '［', '］', '【', '】', '／', '〔', '〕',
];

impl Mark {
    /// The mark that this character is.
    pub fn of(ch: char) -> Option<Mark> {
        let code = ch as u32;
        let at = |list: u32| (code - list) as usize;
        match code {
            FOLLOWS..0x13100 => char::from_u32(code - FOLLOWS).map(Mark::Follows),
            BASE..FOLLOWS => char::from_u32(code - BASE).map(Mark::Style),
            QUOTES => Some(Mark::QuoteOpens),
            0x13101 => Some(Mark::QuoteCloses),
            CASE_END => Some(Mark::CaseCloses),
            CASE..CASE_END => CASES.get(at(CASE)).map(|case| Mark::CaseOpens(*case)),
            TAG..TAG_END => TAGS.get(at(TAG)).map(|tag| Mark::TagOpens(*tag)),
            TAG_END..0x13160 => TAGS.get(at(TAG_END)).map(|tag| Mark::TagCloses(*tag)),
            NUMBER => Some(Mark::Number),
            YEAR_SUFFIX => Some(Mark::YearSuffix),
            YEAR_ENDS => Some(Mark::YearEnds),
            TERM => Some(Mark::Term),
            ET_AL => Some(Mark::EtAl),
            WIDE..0x13300 => WIDE_CHARS.get(at(WIDE)).map(|ch| Mark::Style(*ch)),
            _ => None,
        }
    }

    /// The character that stands for it.
    pub fn char(self) -> char {
        let place = |list: Option<usize>| list.unwrap_or_default() as u32;
        let code = match self {
            Mark::Follows(ch) => FOLLOWS + ch as u32,
            Mark::Style(ch) if ch.is_ascii() => BASE + ch as u32,
            Mark::Style(ch) => match WIDE_CHARS.iter().position(|wide| *wide == ch) {
                Some(index) => WIDE + index as u32,
                None => ch as u32,
            },
            Mark::Number => NUMBER,
            Mark::YearSuffix => YEAR_SUFFIX,
            Mark::YearEnds => YEAR_ENDS,
            Mark::Term => TERM,
            Mark::EtAl => ET_AL,
            Mark::QuoteOpens => QUOTES,
            Mark::QuoteCloses => QUOTES + 1,
            Mark::CaseOpens(case) => CASE + place(CASES.iter().position(|one| *one == case)),
            Mark::CaseCloses => CASE_END,
            Mark::TagOpens(tag) => TAG + place(TAGS.iter().position(|one| *one == tag)),
            Mark::TagCloses(tag) => TAG_END + place(TAGS.iter().position(|one| *one == tag)),
        };
        char::from_u32(code).unwrap_or(' ')
    }
}

/// Text of the style with all but its letters as marks.
pub fn encode(text: &str) -> String {
    let mut before = ' ';
    let mark = |ch: char| {
        let follows = matches!(ch, '.' | ',' | ':' | ';' | '!' | '?') && ch == before;
        before = ch;
        match (ch.is_alphabetic(), follows) {
            (true, _) => ch,
            (false, true) => Mark::Follows(ch).char(),
            (false, false) => Mark::Style(ch).char(),
        }
    };
    text.chars().map(mark).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_read_back() {
        let style = " .,:;!?()[]0–“”\u{A0}".chars().map(Mark::Style);
        let tags = TAGS.iter().flat_map(|tag| [Mark::TagOpens(*tag), Mark::TagCloses(*tag)]);
        let cases = CASES.iter().map(|case| Mark::CaseOpens(*case));
        let rest = [
            Mark::QuoteOpens,
            Mark::QuoteCloses,
            Mark::CaseCloses,
            Mark::Number,
            Mark::YearSuffix,
            Mark::YearEnds,
            Mark::Term,
            Mark::EtAl,
        ];
        assert_eq!(Mark::of(Mark::Follows('.').char()), Some(Mark::Follows('.')));
        for mark in style.chain(tags).chain(cases).chain(rest) {
            assert_eq!(Mark::of(mark.char()), Some(mark));
            assert!(mark.char().is_alphabetic(), "{mark:?}");
        }
    }

    #[test]
    fn letters_stay() {
        assert!(encode("et al. ").starts_with("et"));
        assert_eq!(Mark::of('e'), None);
        assert_eq!(Mark::of('е'), None);
    }
}
