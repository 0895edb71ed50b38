//! Field names of .bib files and CSL's variables.
//!
//! Where several fields go to one variable, the first in the table that the entry has is taken,
//! and the first in the table is the one that is written.

/// BibTeX's and others' names for BibLaTeX's fields.
pub(crate) const ALIASES: &[(&str, &str)] = &[
    ("journal", "journaltitle"),
    ("address", "location"),
    ("school", "institution"),
    ("annote", "annotation"),
    ("archiveprefix", "eprinttype"),
    ("primaryclass", "eprintclass"),
    ("key", "sortkey"),
    ("pdf", "file"),
    ("hyphenation", "langid"),
    ("accessed", "urldate"),
    ("lastaccessed", "urldate"),
    ("lastchecked", "urldate"),
];

/// Text, in which braces protect capitals.
pub(crate) const TITLES: &[(&str, &str)] = &[
    ("booktitle", "container-title"),
    ("journaltitle", "container-title"),
    ("maintitle", "container-title"),
    ("shorttitle", "title-short"),
    ("shortjournal", "container-title-short"),
    ("series", "collection-title"),
    ("eventtitle", "event-title"),
    ("origtitle", "original-title"),
    ("issuetitle", "volume-title"),
];

/// Numbers and ranges of them.
pub(crate) const NUMBERS: &[(&str, &str)] = &[
    ("volume", "volume"),
    ("issue", "issue"),
    ("part", "part-number"),
    ("volumes", "number-of-volumes"),
    ("edition", "edition"),
    ("chapter", "chapter-number"),
    ("pages", "page"),
    ("eid", "page"),
    ("pagetotal", "number-of-pages"),
    ("isrn", "number"),
];

/// Text, in which braces only hold things together.
pub(crate) const TEXTS: &[(&str, &str)] = &[
    ("version", "version"),
    ("venue", "event-place"),
    ("origpublisher", "original-publisher"),
    ("origlocation", "original-publisher-place"),
    ("howpublished", "medium"),
    ("pubstate", "status"),
    ("library", "call-number"),
    ("abstract", "abstract"),
    ("keywords", "keyword"),
    ("note", "note"),
    ("annotation", "annote"),
];

/// Places and creators: literal lists, parted by "and".
pub(crate) const LISTS: &[(&str, &str)] = &[
    ("publisher", "publisher"),
    ("institution", "publisher"),
    ("organization", "publisher"),
    ("location", "publisher-place"),
];

/// Verbatim fields: addresses and identifiers.
pub(crate) const VERBATIM: &[(&str, &str)] = &[
    ("doi", "DOI"),
    ("url", "URL"),
    ("isbn", "ISBN"),
    ("issn", "ISSN"),
    ("pmid", "PMID"),
    ("pmcid", "PMCID"),
];

/// Lists of names.
pub(crate) const NAMES: &[(&str, &str)] = &[
    ("author", "author"),
    ("editor", "editor"),
    ("translator", "translator"),
    ("bookauthor", "container-author"),
    ("director", "director"),
];

/// Dates in one field.
pub(crate) const DATES: &[(&str, &str)] =
    &[("urldate", "accessed"), ("origdate", "original-date"), ("eventdate", "event-date")];

/// Parts of a title, and what they follow.
pub(crate) const SUBTITLES: &[(&str, &str)] = &[
    ("subtitle", "title"),
    ("booksubtitle", "booktitle"),
    ("journalsubtitle", "journaltitle"),
    ("mainsubtitle", "maintitle"),
];

/// `editortype` and the variable that such editors go to.
pub(crate) const EDITORS: &[(&str, &str)] = &[
    ("editor", "editor"),
    ("compiler", "compiler"),
    ("collaborator", "contributor"),
    ("director", "director"),
    ("organizer", "organizer"),
    ("producer", "producer"),
    ("curator", "curator"),
    ("reviewer", "reviewed-author"),
];

/// Item types whose `number` is their own, and not that of an issue or series.
pub(crate) const NUMBERED: &[&str] = &[
    "report",
    "patent",
    "legislation",
    "legal_case",
    "bill",
    "regulation",
    "standard",
    "treaty",
    "thesis",
    "document",
    "dataset",
    "software",
    "webpage",
    "manuscript",
    "pamphlet",
];

/// Babel's names of languages and their tags; the first of a tag is the one that is written.
pub(crate) const LANGUAGES: &[(&str, &str)] = &[
    ("english", "en"),
    ("american", "en-US"),
    ("usenglish", "en-US"),
    ("british", "en-GB"),
    ("ukenglish", "en-GB"),
    ("canadian", "en-CA"),
    ("australian", "en-AU"),
    ("german", "de"),
    ("ngerman", "de"),
    ("austrian", "de-AT"),
    ("naustrian", "de-AT"),
    ("swissgerman", "de-CH"),
    ("nswissgerman", "de-CH"),
    ("french", "fr"),
    ("francais", "fr"),
    ("canadien", "fr-CA"),
    ("spanish", "es"),
    ("italian", "it"),
    ("portuguese", "pt"),
    ("brazilian", "pt-BR"),
    ("brazil", "pt-BR"),
    ("portuges", "pt-PT"),
    ("dutch", "nl"),
    ("danish", "da"),
    ("swedish", "sv"),
    ("norwegian", "no"),
    ("norsk", "nb"),
    ("nynorsk", "nn"),
    ("finnish", "fi"),
    ("icelandic", "is"),
    ("polish", "pl"),
    ("czech", "cs"),
    ("slovak", "sk"),
    ("slovene", "sl"),
    ("slovenian", "sl"),
    ("croatian", "hr"),
    ("serbian", "sr"),
    ("hungarian", "hu"),
    ("magyar", "hu"),
    ("romanian", "ro"),
    ("bulgarian", "bg"),
    ("russian", "ru"),
    ("ukrainian", "uk"),
    ("kazakh", "kk"),
    ("greek", "el"),
    ("turkish", "tr"),
    ("hebrew", "he"),
    ("arabic", "ar"),
    ("persian", "fa"),
    ("hindi", "hi"),
    ("chinese", "zh"),
    ("japanese", "ja"),
    ("korean", "ko"),
    ("vietnamese", "vi"),
    ("thai", "th"),
    ("indonesian", "id"),
    ("latin", "la"),
    ("catalan", "ca"),
    ("basque", "eu"),
    ("galician", "gl"),
    ("estonian", "et"),
    ("latvian", "lv"),
    ("lithuanian", "lt"),
    ("afrikaans", "af"),
    ("welsh", "cy"),
    ("irish", "ga"),
];
