//! Hayagriva's types of entries and of their parents, and CSL's item types.

/// Type, type of the parent, CSL's type. The first row that fits is taken, in both directions.
const KINDS: &[(&str, &str, &str)] = &[
    ("article", "newspaper", "article-newspaper"),
    ("article", "blog", "post-weblog"),
    ("article", "proceedings", "paper-conference"),
    ("article", "conference", "paper-conference"),
    ("article", "periodical", "article-journal"),
    ("article", "", "article"),
    ("chapter", "proceedings", "paper-conference"),
    ("chapter", "*", "chapter"),
    ("anthos", "*", "chapter"),
    ("entry", "repository", "dataset"),
    ("entry", "reference", "entry-encyclopedia"),
    ("entry", "*", "entry"),
    ("book", "*", "book"),
    ("anthology", "*", "book"),
    ("proceedings", "*", "book"),
    ("reference", "*", "book"),
    ("report", "*", "report"),
    ("thesis", "*", "thesis"),
    ("web", "*", "webpage"),
    ("blog", "*", "webpage"),
    ("scene", "*", "motion_picture"),
    ("video", "*", "motion_picture"),
    ("audio", "*", "song"),
    ("artwork", "*", "graphic"),
    ("patent", "*", "patent"),
    ("case", "*", "legal_case"),
    ("newspaper", "*", "article-newspaper"),
    ("periodical", "*", "periodical"),
    ("legislation", "*", "legislation"),
    ("manuscript", "*", "manuscript"),
    ("post", "*", "post"),
    ("performance", "*", "performance"),
    ("repository", "*", "software"),
    ("conference", "*", "event"),
    ("exhibition", "*", "event"),
    ("misc", "*", "document"),
];

/// CSL's types that Hayagriva has no type of their own for.
const NEAREST: &[(&str, &str, &str)] = &[
    ("article-magazine", "article", "periodical"),
    ("review", "article", "periodical"),
    ("review-book", "article", "periodical"),
    ("bill", "legislation", ""),
    ("regulation", "legislation", ""),
    ("treaty", "legislation", ""),
    ("hearing", "case", ""),
    ("broadcast", "video", ""),
    ("entry-dictionary", "entry", "reference"),
    ("classic", "book", ""),
    ("collection", "anthology", ""),
    ("figure", "artwork", ""),
    ("map", "artwork", ""),
    ("musical_score", "audio", ""),
    ("pamphlet", "book", ""),
    ("standard", "report", ""),
    ("speech", "performance", ""),
    ("interview", "misc", ""),
    ("personal_communication", "misc", ""),
];

/// The type that parents have if they do not say.
pub(crate) fn default_parent(kind: &str) -> &'static str {
    match kind {
        "article" => "periodical",
        "chapter" => "book",
        "entry" => "reference",
        "anthos" | "legislation" => "anthology",
        "web" => "web",
        "scene" | "video" => "video",
        "audio" => "audio",
        "artwork" => "exhibition",
        "post" => "post",
        _ => "misc",
    }
}

/// CSL's type for a type and that of its (first) parent, both in lower case.
pub(crate) fn csl(kind: &str, parent: Option<&str>) -> &'static str {
    let fits = |row: &&(&str, &str, &str)| {
        row.0 == kind && (row.1 == "*" || row.1 == parent.unwrap_or(""))
    };
    let journal = kind == "article" && parent.is_some();
    match KINDS.iter().find(fits) {
        Some((.., csl)) => csl,
        None if journal => "article-journal",
        None => "document",
    }
}

/// Hayagriva's type for CSL's, that of the parent if the type depends on it, and whether it reads
/// back to the same type.
pub(crate) fn hayagriva(csl: &str) -> (&'static str, Option<&'static str>, bool) {
    let some = |parent: &'static str| (!matches!(parent, "" | "*")).then_some(parent);
    if let Some((kind, parent, _)) = KINDS.iter().find(|(.., name)| *name == csl) {
        return (kind, some(parent), true);
    }
    match NEAREST.iter().find(|(name, ..)| *name == csl) {
        Some((_, kind, parent)) => (kind, some(parent), false),
        None => ("misc", None, false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_read_back() {
        for (.., name) in KINDS {
            let (kind, parent, exact) = hayagriva(name);
            assert!(exact);
            assert_eq!(csl(kind, parent), *name);
        }
        assert_eq!(csl("article", Some("misc")), "article-journal");
    }
}
