//! The words by which citations are recognised, in many languages.

use std::sync::LazyLock;

use crate::citations::phrase::{Phrases, WordSet};
use crate::lexicon::lists::list;

/// The words of the lexicon by which citations are recognised.
pub(crate) static WORDS: LazyLock<Words> = LazyLock::new(Words::load);

/// Lists of words and phrases, one for each job that they do in a citation.
#[derive(Debug, Default)]
pub(crate) struct Words {
    /// Join two names.
    pub and: Phrases,
    /// Stand for the names left out.
    pub et_al: Phrases,
    /// The work named just before.
    pub ibid: Phrases,
    /// The author named just before.
    pub idem: Phrases,
    /// A work named before.
    pub op_cit: Phrases,
    /// Behind the names in a note: the work was cited before.
    pub cited_above: Phrases,
    /// Before the number of a note in which a work was cited in full.
    pub note_number: Phrases,
    /// Stand for a date that is not known.
    pub no_date: Phrases,
    /// Stand for a date to come.
    pub coming: Phrases,
    /// Behind a year: the calendar that it is of.
    pub calendar: WordSet,
    /// A date is not exact.
    pub about: Phrases,
    /// Stand before the names in a bracket.
    pub prefix: Phrases,
    /// What follows names the work through which the one before is known.
    pub cited_in: Phrases,
    /// Mark a page.
    pub page: Phrases,
    /// Mark another division of a work.
    pub division: Phrases,
    /// Capitalised words that are no names of authors, in lower case.
    pub not_names: WordSet,
    /// Nouns of bodies that write, in lower case.
    pub body: WordSet,
    /// Words at the end of a company's name, in lower case.
    pub company: WordSet,
    /// Lower-case words inside the names of bodies.
    pub body_inside: WordSet,
    /// Particles of family names, in lower case.
    pub particle: WordSet,
    /// Begin the note under a table that names its source.
    pub source_note: Phrases,
    /// What makes a source one that no list need hold.
    pub personal: Phrases,
    /// Works that are cited by their own divisions.
    pub classical: Phrases,
    /// What the authors know themselves.
    pub own_data: Phrases,
    /// What authors do in a sentence that names them as a source, in lower case.
    pub reporting: WordSet,
    /// What others than authors do too.
    pub giving: WordSet,
    /// What authors give.
    pub given: WordSet,
    /// Countries, cities and other places.
    pub place: WordSet,
    /// What stands before a name that is no author's: offices, storms, films.
    pub thing: WordSet,
    /// What authors call themselves under figures: "Source: Author, 2012".
    pub author_oneself: WordSet,
    /// What happened at a place: battles, earthquakes.
    pub happening: WordSet,
    /// What is called after those who made it: the Eckel and Grossman *task*.
    pub eponym: WordSet,
    /// Stands before the creator of a work that is named by its title.
    pub by: WordSet,
    /// After a page: "and the following".
    pub following_pages: WordSet,
    /// A capitalised word after these is a place, and what is set in another type a title.
    pub preposition: WordSet,
    /// Before nouns, and not before surnames.
    pub noun_article: WordSet,
    /// After the names of editors.
    pub role: WordSet,
    /// Before places in a sentence, and hardly ever before authors.
    pub locative: WordSet,
    /// Case endings that an apostrophe sets off from the names of places.
    pub locative_ending: WordSet,
    /// Articles.
    pub article: WordSet,
    /// May stand between names and a reporting verb.
    pub auxiliary: WordSet,
    /// May stand before the numbers of a citation.
    pub reference_word: WordSet,
    /// Before a bracket with two numbers that is an interval.
    pub interval: WordSet,
    /// Before the book or volume that holds a chapter or paper.
    pub inside: WordSet,
    /// What the text adds to a surname and the list has with the given names.
    pub generation: WordSet,
    /// Abbreviations with a full stop inside a name.
    pub name_abbreviation: WordSet,
}

impl Words {
    fn load() -> Words {
        Words {
            and: Phrases::new(list("and")).not_as_name(),
            et_al: Phrases::new(list("et-al")),
            ibid: Phrases::new(list("ibid")),
            idem: Phrases::new(list("idem")),
            op_cit: Phrases::new(list("op-cit")),
            cited_above: Phrases::new(list("cited-above")),
            note_number: Phrases::new(list("note-number")),
            no_date: Phrases::new(list("no-date")),
            coming: Phrases::new(list("forthcoming")),
            calendar: WordSet::new(list("calendar")),
            about: Phrases::new(list("circa")),
            prefix: Phrases::new(list("prefix")),
            cited_in: Phrases::new(list("cited-in")),
            page: Phrases::new(list("page")),
            division: Phrases::new(list("division")),
            not_names: WordSet::new(list("not-names")),
            body: WordSet::new(list("body")),
            company: WordSet::new(list("company")),
            body_inside: WordSet::new(list("body-inside")),
            particle: WordSet::new(list("particle")),
            source_note: Phrases::new(list("source-note")),
            personal: Phrases::new(list("personal")),
            classical: Phrases::new(list("classical")),
            own_data: Phrases::new(list("own-data")),
            reporting: WordSet::new(list("reporting")),
            giving: WordSet::new(list("giving")),
            given: WordSet::new(list("given")),
            place: WordSet::new(list("place")),
            thing: WordSet::new(list("title-before-name")),
            author_oneself: WordSet::new(list("author-oneself")),
            happening: WordSet::new(list("happening")),
            eponym: WordSet::new(list("named-after")),
            by: WordSet::new(list("work-by")),
            following_pages: WordSet::new(list("following-pages")),
            preposition: WordSet::new(list("preposition")),
            noun_article: WordSet::new(list("noun-article")),
            role: WordSet::new(list("editor-role")),
            locative: WordSet::new(list("locative")),
            locative_ending: WordSet::new(list("locative-ending")),
            article: WordSet::new(list("article")),
            auxiliary: WordSet::new(list("auxiliary")),
            reference_word: WordSet::new(list("reference-word")),
            interval: WordSet::new(list("interval")),
            inside: WordSet::new(list("inside")),
            generation: WordSet::new(list("generation")),
            name_abbreviation: WordSet::new(list("name-abbreviation")),
        }
    }
}
