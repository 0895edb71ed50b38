//! A style made ready for the engine: its punctuation and wishes as marks.

use hayagriva::Formatting;
use hayagriva::citationberg::taxonomy::OtherTerm;
use hayagriva::citationberg::{
    Citation, IndependentStyle, Locale, LocaleCode, PurgeLevel, Sort, StyleClass, TermForm,
};

use super::carry::{self, Carriers};
use super::dates::Dates;
use super::fit::Fitting;
use super::marks::encode;
use super::order::Keys;
use super::quotes::Quotes;
use super::substitute::Substitute;
use super::words::Words;
use super::{asked, marked, mend, parts};
use crate::render::locale;
use crate::render::style::Style;

/// A style and the words of its language.
#[derive(Debug)]
pub struct Prepared {
    /// What writes cites.
    pub citing: Part,
    /// What writes the entries of the bibliography.
    pub listing: Option<Part>,
    /// How cites stand together and are told apart.
    pub citation: Citation,
    /// What the bibliography puts for names that come again.
    pub substitute: Option<Substitute>,
    /// Whether the first field of an entry of the bibliography stands in the margin.
    pub aligned: bool,
    /// The words of the languages it may use.
    pub locales: Vec<Locale>,
    /// The language it speaks.
    pub spoken: LocaleCode,
    /// Its quotation marks.
    pub quotes: Quotes,
    /// "et al." in its language.
    pub et_al: String,
    /// Whether full stops and commas stand within quotation marks.
    pub punctuation_in_quote: bool,
    /// Whether its citations stand in notes.
    pub in_notes: bool,
    /// Whether it asks whether a cite is ambiguous.
    pub tests_ambiguity: bool,
    /// The variables that carry numbers, year suffixes and positions.
    pub carriers: Carriers,
    /// The dates that are written for the engine.
    pub dates: Dates,
    /// The words of the style itself.
    pub own_words: Vec<Locale>,
    /// The style with marks; its citation writes cites.
    marked: IndependentStyle,
}

/// What writes cites or entries: a style whose citation has no affixes and no delimiter.
#[derive(Debug)]
pub struct Part {
    /// The style.
    pub csl: Fitting,
    /// What stands before, after and between, as marks.
    pub affixes: Affixes,
    /// What it is sorted by.
    pub keys: Option<Keys>,
    /// Whether it says itself where the year suffix stands.
    pub places_suffix: bool,
}

/// What stands around and between the cites of a citation, or around an entry.
#[derive(Debug, Clone, Default)]
pub struct Affixes {
    /// Before.
    pub prefix: String,
    /// After.
    pub suffix: String,
    /// Between.
    pub delimiter: String,
    /// How these are set.
    pub face: Formatting,
}

/// How a style's cites are to differ from what it says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Variant {
    /// At least so many names of a list are shown.
    pub names: usize,
    /// Given names are shown: 1 as the style shows them elsewhere, 2 in full.
    pub given: u8,
    /// The work was cited before.
    pub subsequent: bool,
}

impl Prepared {
    /// Makes a style ready to speak this language, or else its own.
    pub fn new(style: &Style, asked: Option<&str>) -> Prepared {
        let asked = asked.map(|code| LocaleCode(code.to_owned())).or(style.locale.clone());
        let spoken = locale::spoken(&style.csl, asked.as_ref());
        let mut locales = locale::needed(&spoken);
        let words = Words { style: &style.csl.locale, files: &locales, spoken: &spoken };
        let quotes = words.quotes();
        let et_al = words.term(OtherTerm::EtAl, TermForm::Long).unwrap_or("et al.").to_owned();
        let punctuation_in_quote =
            words.find(|locale| locale.style_options?.punctuation_in_quote).unwrap_or(false);
        let mut marked = style.csl.clone();
        marked.purge(PurgeLevel::Full);
        asked::put_first(&mut marked, &locales, &spoken);
        let places_suffix = |layout| parts::places_suffix(layout, &style.csl);
        let tests_ambiguity = parts::tests_ambiguity(&marked);
        let carriers = carry::carry(&mut marked);
        let keys = |sort: &Option<Sort>, options| {
            sort.as_ref().map(|sort| Keys::of(&marked, sort, options))
        };
        let citation = &marked.citation;
        let citation_keys = keys(&citation.sort, &citation.name_options);
        let bibliography = marked.bibliography.as_ref();
        let bibliography_keys = bibliography.and_then(|part| keys(&part.sort, &part.name_options));
        mend::mend(&mut marked);
        marked::mark(&mut marked, &spoken);
        let mut free = carry::free(&marked);
        free.retain(|variable| !carriers.variables().contains(variable));
        free.reverse();
        let dates = Dates::carry(&mut marked, free);
        locales.iter_mut().for_each(marked::mark_years);
        let mut own_words = style.csl.locale.clone();
        own_words.iter_mut().for_each(marked::mark_years);
        let listing = marked.bibliography.take().map(|listed| Part {
            keys: bibliography_keys,
            places_suffix: style
                .csl
                .bibliography
                .as_ref()
                .is_some_and(|part| places_suffix(&part.layout)),
            ..parts::part(&marked, &listed.layout, &listed.name_options, Variant::default())
        });
        let cited = &marked.citation;
        let citing = Part {
            keys: citation_keys,
            places_suffix: places_suffix(&style.csl.citation.layout),
            ..parts::part(&marked, &cited.layout, &cited.name_options, Variant::default())
        };
        let options = style.csl.bibliography.as_ref();
        Prepared {
            citing,
            listing,
            citation: style.csl.citation.clone(),
            substitute: options.and_then(|options| {
                let rule = options.subsequent_author_substitute_rule;
                let text = encode(options.subsequent_author_substitute.as_ref()?);
                Some(Substitute { text, rule })
            }),
            aligned: options.is_some_and(|options| options.second_field_align.is_some()),
            locales,
            spoken,
            quotes,
            et_al,
            punctuation_in_quote,
            in_notes: style.csl.settings.class == StyleClass::Note,
            tests_ambiguity,
            carriers,
            dates,
            own_words,
            marked,
        }
    }

    /// The style that writes cites in another way.
    pub fn variant(&self, variant: Variant) -> Fitting {
        let citation = &self.marked.citation;
        parts::part(&self.marked, &citation.layout, &citation.name_options, variant).csl
    }
}
