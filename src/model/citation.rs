//! A place in the text that points to works.

use serde::{Deserialize, Serialize};

use crate::model::ids::{RecordId, ReferenceId};
use crate::text::span::Span;

/// A citation: one bracket, or a name in the sentence with its year.
#[derive(Debug, Clone, PartialEq)]
pub struct Citation {
    /// The whole of it, brackets included.
    pub span: Span,
    /// How it is written.
    pub kind: CitationKind,
    /// The works it cites, in order; never empty.
    pub items: Vec<CitedItem>,
}

impl Citation {
    /// Moves it and all its parts, whose places counted from `offset`, to where they are in the whole.
    pub(crate) fn shift(&mut self, offset: usize) {
        let Citation { span, kind: _, items } = self;
        shift(span, offset);
        items.iter_mut().for_each(|item| item.shift(offset));
    }

    /// Looks again at what each item points to, with the kind of the citation and the item whose names
    /// it is cited under, and keeps what is found instead.
    pub(crate) fn reconsider(
        &mut self,
        mut look: impl FnMut(CitationKind, &CitedItem, &CitedItem) -> Option<Resolution>,
    ) {
        let kind = self.kind;
        let found: Vec<Option<Resolution>> =
            self.named_items().map(|(named, item)| look(kind, named, item)).collect();
        for (item, found) in self.items.iter_mut().zip(found) {
            if let Some(resolution) = found {
                item.resolution = resolution;
            }
        }
    }

    /// Puts what its items point to in their place.
    pub(crate) fn point_to(&mut self, resolutions: impl IntoIterator<Item = Resolution>) {
        for (item, resolution) in self.items.iter_mut().zip(resolutions) {
            item.resolution = resolution;
        }
    }

    /// Each item after the one whose names it is cited under: itself, or the last before it that has
    /// names of its own.
    pub fn named_items(&self) -> impl Iterator<Item = (&CitedItem, &CitedItem)> {
        let mut named = 0;
        self.items.iter().enumerate().map(move |(index, item)| {
            if !item.inherits_names {
                named = index;
            }
            (&self.items[named], item)
        })
    }
}

/// Moves a span; one that stands nowhere stays so.
fn shift(span: &mut Span, offset: usize) {
    if *span != Span::default() {
        *span = span.shift(offset);
    }
}

impl CitedItem {
    fn shift(&mut self, offset: usize) {
        let CitedItem { span, names, et_al, year, locator, prefix, title, points_back, .. } = self;
        shift(span, offset);
        let parts = [et_al, year, locator, prefix, title, points_back];
        let parts = parts.into_iter().flatten().chain(names);
        parts.for_each(|part| shift(&mut part.span, offset));
    }

    /// Whether the work has more authors than are named, by the text's own words or by the way it
    /// speaks of them.
    pub fn leaves_out_names(&self) -> bool {
        self.et_al.is_some() || self.names_partly
    }
}

/// How a citation is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CitationKind {
    /// Names and year in brackets: (Hurd 1999).
    Parenthetical,
    /// The name is part of the sentence: Hurd (1999).
    Narrative,
    /// Numbers: \[3, 5–7\], raised or in parentheses.
    Numeric,
    /// A key: \[@hurd1999\], `\cite{hurd1999}`, \[Hur99\].
    Key,
    /// In a footnote or endnote that is itself the reference.
    Note,
    /// ibid., op. cit., idem: the work named before.
    Ibid,
}

/// The way in which a document cites.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum System {
    /// By author and date.
    AuthorDate,
    /// By author and page (MLA).
    AuthorPage,
    /// By number in square brackets.
    Numeric,
    /// By number in round brackets.
    NumericRound,
    /// By raised number.
    NumericRaised,
    /// By numbers whose superscript was lost: glued to words, after a caret.
    NumericUnmarked,
    /// By key.
    Key,
    /// In notes.
    Note,
    /// Nothing is cited that could tell.
    #[default]
    None,
}

/// One cited work in a citation.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CitedItem {
    /// What belongs to this work alone.
    pub span: Span,
    /// The names as cited, in order.
    pub names: Vec<Cited>,
    /// "et al." or its like, as written.
    pub et_al: Option<Cited>,
    /// Who is named stands for all authors though no "et al." says so: the sentence speaks of one of
    /// them, and the bracket gives the year.
    pub names_partly: bool,
    /// The year or what stands for it ("n.d.", "forthcoming", "1999–2001"), without suffix.
    pub year: Option<Cited>,
    /// The letter after the year.
    pub suffix: Option<String>,
    /// Page, chapter or the like, as written.
    pub locator: Option<Cited>,
    /// "see also", "e.g." and the like before the names.
    pub prefix: Option<Cited>,
    /// The title or a short form of it, where one is cited.
    pub title: Option<Cited>,
    /// The address of the work, where a note gives it and the list has it.
    pub address: Option<Cited>,
    /// The word that points back to a work named before: "ibid.", "op. cit.".
    pub points_back: Option<Cited>,
    /// The number of the note in which the work is cited in full: "Hurd, supra note 3".
    pub in_note: Option<usize>,
    /// The numbers of a numeric citation, ranges written out.
    pub numbers: Vec<u32>,
    /// The key of a citation by key.
    pub key: Option<String>,
    /// The names stand at the item before: Smith 2010, *2011*.
    pub inherits_names: bool,
    /// Why no entry in the list is expected.
    pub exempt: Option<Exemption>,
    /// What it points to; nothing before the citations are resolved.
    pub resolution: Resolution,
}

/// A piece of a citation as written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cited {
    /// Where it stands in the running text.
    pub span: Span,
    /// What it says, wrapped lines joined.
    pub text: String,
}

/// Why a cited work need not be in the reference list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Exemption {
    /// Told to the author in person; no one can look it up.
    PersonalCommunication,
    /// Known through another work: "Cohen 1988, as cited in …".
    Secondary,
    /// A case, statute, treaty or regulation.
    Legal,
    /// A work that is cited by its own divisions: the Bible, Plato, Shakespeare.
    Classical,
    /// A newspaper, cited by the day.
    Press,
}

/// What an item points to, and how sure that is.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Resolution {
    /// The references that fit, in list order; empty if none does.
    pub references: Vec<ReferenceId>,
    /// The record of the library that it points to; only what is cited by key has one.
    pub record: Option<RecordId>,
    /// How it fits; absent if nothing does.
    pub match_kind: Option<MatchKind>,
    /// What a second look at the entries found, where it was needed.
    pub signals: Vec<Signal>,
}

/// A fact that speaks for or against what an item was tied to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Signal {
    /// The list has an entry of this number.
    NumberInList,
    /// The list or the library has this key.
    KeyKnown,
    /// An entry has this title.
    TitleInList,
    /// An entry begins with the first name.
    NameInList,
    /// No entry begins with the first name.
    NameUnknown,
    /// The year is that of the entry.
    YearFits,
    /// The year is not that of the entry.
    YearDiffers,
    /// The authors are not all those of the entry.
    AuthorsDiffer,
    /// Several entries fit.
    SeveralFit,
    /// It points back to what was cited before.
    PointsBack,
    /// The entry has this year, though not where its date was read.
    YearInEntry,
    /// What looks like a year is one of the entry's pages.
    PageInEntry,
    /// The entry has these names, though not where its authors were read.
    NamesInEntry,
    /// One entry alone has the name and the year somewhere in its text.
    NameAndYearInEntry,
    /// An entry of this year that nothing else cites has nearly this name.
    LikeUncitedEntry,
    /// An entry of this year that nothing else cites has neither creators nor a title.
    UnnamedEntry,
    /// The name is the genitive of the entry's.
    Genitive,
}

/// How a citation fits the entry it points to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MatchKind {
    /// Names and year are the entry's.
    Exact,
    /// Through another form of the name: an abbreviation, a transliteration.
    Alias,
    /// The year fits; an author is missing, added or another.
    AuthorDiffers,
    /// The names fit; the year does not.
    YearDiffers,
    /// A near miss of the entry's name.
    Misspelled,
    /// Several entries fit equally well.
    Ambiguous,
}

impl System {
    /// Whether works are cited by their numbers.
    pub fn is_numeric(self) -> bool {
        matches!(
            self,
            System::Numeric
                | System::NumericRound
                | System::NumericRaised
                | System::NumericUnmarked
        )
    }

    /// What it is called in a sentence: "cites by author and date".
    pub fn described(self) -> &'static str {
        match self {
            System::AuthorDate => "author and date",
            System::AuthorPage => "author and page",
            System::Numeric => "number in square brackets",
            System::NumericRound => "number in round brackets",
            System::NumericRaised => "raised number",
            System::NumericUnmarked => "number without brackets",
            System::Key => "key",
            System::Note => "notes",
            System::None => "no citations",
        }
    }
}

impl MatchKind {
    /// What it is called in a sentence.
    pub fn described(self) -> &'static str {
        match self {
            MatchKind::Exact => "exact",
            MatchKind::Alias => "under another form of the name",
            MatchKind::AuthorDiffers => "other authors",
            MatchKind::YearDiffers => "another year",
            MatchKind::Misspelled => "spelt otherwise",
            MatchKind::Ambiguous => "several fit",
        }
    }
}

impl Signal {
    /// What it says, in words.
    pub fn described(self) -> &'static str {
        match self {
            Signal::NumberInList => "the list has this number",
            Signal::KeyKnown => "the key is known",
            Signal::TitleInList => "the list has this title",
            Signal::NameInList => "an entry begins with this name",
            Signal::NameUnknown => "no entry begins with this name",
            Signal::YearFits => "the year fits",
            Signal::YearDiffers => "the year is not the entry's",
            Signal::AuthorsDiffer => "the authors are not all the entry's",
            Signal::SeveralFit => "several entries fit",
            Signal::PointsBack => "it points back to the work cited before",
            Signal::YearInEntry => "the year stands elsewhere in the entry",
            Signal::PageInEntry => "the number is one of the entry's pages",
            Signal::NamesInEntry => "the names stand elsewhere in the entry",
            Signal::NameAndYearInEntry => "this entry alone has the name and the year in its text",
            Signal::LikeUncitedEntry => {
                "an entry of this year, cited nowhere else, has nearly this name"
            }
            Signal::UnnamedEntry => {
                "an entry of this year, cited nowhere else, has neither creators nor a title"
            }
            Signal::Genitive => "the name is the genitive of the entry's",
        }
    }
}

impl Cited {
    /// The piece of `text` under `span`, with runs of white space as one space.
    pub fn of(text: &str, span: Span) -> Cited {
        let words: Vec<&str> = span.of(text).split_whitespace().collect();
        Cited { span, text: words.join(" ") }
    }
}
