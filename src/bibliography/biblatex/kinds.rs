//! Entry types of .bib files and CSL's item types.

use crate::lexicon::lists::list;

/// Type in the file, CSL's type, and the genre that the file's type implies.
const KINDS: &[(&str, &str, &str)] = &[
    ("article", "article-journal", ""),
    ("book", "book", ""),
    ("mvbook", "book", ""),
    ("inbook", "chapter", ""),
    ("bookinbook", "chapter", ""),
    ("suppbook", "chapter", ""),
    ("booklet", "pamphlet", ""),
    ("collection", "book", ""),
    ("mvcollection", "book", ""),
    ("incollection", "chapter", ""),
    ("suppcollection", "chapter", ""),
    ("dataset", "dataset", ""),
    ("manual", "book", ""),
    ("misc", "document", ""),
    ("online", "webpage", ""),
    ("electronic", "webpage", ""),
    ("www", "webpage", ""),
    ("patent", "patent", ""),
    ("periodical", "periodical", ""),
    ("suppperiodical", "article-journal", ""),
    ("proceedings", "book", ""),
    ("mvproceedings", "book", ""),
    ("inproceedings", "paper-conference", ""),
    ("conference", "paper-conference", ""),
    ("reference", "book", ""),
    ("mvreference", "book", ""),
    ("inreference", "entry-encyclopedia", ""),
    ("report", "report", ""),
    ("techreport", "report", ""),
    ("thesis", "thesis", ""),
    ("phdthesis", "thesis", "PhD thesis"),
    ("mastersthesis", "thesis", "Master’s thesis"),
    ("unpublished", "manuscript", ""),
    ("software", "software", ""),
    ("artwork", "graphic", ""),
    ("image", "graphic", ""),
    ("audio", "song", ""),
    ("music", "song", ""),
    ("movie", "motion_picture", ""),
    ("video", "motion_picture", ""),
    ("jurisdiction", "legal_case", ""),
    ("legislation", "legislation", ""),
    ("legal", "treaty", ""),
    ("letter", "personal_communication", ""),
    ("performance", "performance", ""),
    ("review", "review", ""),
    ("standard", "standard", ""),
];

/// CSL's types for which the first type of the table would not be the best to write.
const WRITTEN: &[(&str, &str)] = &[
    ("article", "misc"),
    ("article-magazine", "article"),
    ("article-newspaper", "article"),
    ("bill", "legislation"),
    ("broadcast", "misc"),
    ("classic", "book"),
    ("collection", "collection"),
    ("entry", "inreference"),
    ("entry-dictionary", "inreference"),
    ("event", "misc"),
    ("figure", "image"),
    ("hearing", "misc"),
    ("interview", "misc"),
    ("map", "misc"),
    ("musical_score", "book"),
    ("post", "online"),
    ("post-weblog", "online"),
    ("regulation", "legislation"),
    ("review-book", "review"),
    ("speech", "unpublished"),
];

/// CSL's item type and genre for an entry type in lower case; unknown types are documents.
pub(crate) fn csl(kind: &str) -> (&'static str, Option<&'static str>) {
    KINDS
        .iter()
        .find(|(name, ..)| *name == kind)
        .map_or(("document", None), |(_, csl, genre)| (csl, (!genre.is_empty()).then_some(*genre)))
}

/// Whether the entry type is one that BibTeX or BibLaTeX know.
pub(crate) fn is_known(kind: &str) -> bool {
    KINDS.iter().any(|(name, ..)| *name == kind)
}

/// Whether this is one of CSL's item types.
pub(crate) fn is_csl(kind: &str) -> bool {
    let written = WRITTEN.iter().map(|(csl, _)| csl);
    let read = KINDS.iter().map(|(_, csl, _)| csl);
    written.chain(read).any(|csl| *csl == kind)
}

/// The BibLaTeX type for a CSL item type; unknown ones are `misc`.
pub(crate) fn biblatex(csl: &str) -> &'static str {
    let own = WRITTEN.iter().find(|(name, _)| *name == csl);
    let shared = || KINDS.iter().find(|(_, name, _)| *name == csl);
    own.map(|(_, name)| *name).or_else(|| shared().map(|(name, ..)| *name)).unwrap_or("misc")
}

/// The BibTeX type for a BibLaTeX type that BibTeX does not know.
pub(crate) fn bibtex(biblatex: &'static str, genre: Option<&str>) -> &'static str {
    match biblatex {
        "report" => "techreport",
        "thesis" if genre.is_some_and(|genre| genre.to_lowercase().contains("master")) => {
            "mastersthesis"
        }
        "thesis" => "phdthesis",
        "collection" | "reference" => "book",
        "inreference" => "incollection",
        "review" => "article",
        "article" | "book" | "inbook" | "booklet" | "incollection" | "manual" | "misc"
        | "proceedings" | "inproceedings" | "unpublished" => biblatex,
        _ => "misc",
    }
}

/// BibLaTeX's key for a kind of thesis, by a word of its genre: "Unpublished doctoral dissertation".
pub(crate) fn thesis(kind: &str, genre: &str) -> Option<&'static str> {
    let genre = genre.to_lowercase();
    let degrees =
        [("doctor-word", "phdthesis"), ("master-word", "mathesis"), ("bachelor-word", "bathesis")];
    let says = |(name, _): &(&str, &str)| list(name).iter().any(|word| genre.contains(word));
    degrees.iter().find(|degree| kind == "thesis" && says(degree)).map(|(_, key)| *key)
}

/// What BibLaTeX's localisation keys in `type` stand for.
pub(crate) const GENRES: &[(&str, &str)] = &[
    ("phdthesis", "PhD thesis"),
    ("mathesis", "Master’s thesis"),
    ("bathesis", "Bachelor’s thesis"),
    ("candthesis", "Candidate thesis"),
    ("techreport", "Technical report"),
    ("resreport", "Research report"),
    ("patent", "Patent"),
    ("patentus", "U.S. patent"),
    ("patenteu", "European patent"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_go_there_and_back() {
        for (name, csl_type, _) in KINDS {
            assert_eq!(csl(name).0, *csl_type);
        }
        for kind in ["article-journal", "book", "chapter", "report", "thesis", "webpage", "patent"]
        {
            assert_eq!(csl(biblatex(kind)).0, kind);
        }
        assert_eq!(biblatex("no such type"), "misc");
        assert_eq!(csl("nosuchtype").0, "document");
    }
}
