//! EndNote's reference types and CSL's item types.

/// EndNote's name and number, and CSL's type. Of several for one, the first is written.
const KINDS: &[(&str, &str, &str)] = &[
    ("Journal Article", "17", "article-journal"),
    ("Electronic Article", "43", "article-journal"),
    ("Magazine Article", "19", "article-magazine"),
    ("Newspaper Article", "23", "article-newspaper"),
    ("Book", "6", "book"),
    ("Edited Book", "28", "book"),
    ("Electronic Book", "44", "book"),
    ("Serial", "57", "book"),
    ("Book Section", "5", "chapter"),
    ("Electronic Book Section", "60", "chapter"),
    ("Conference Paper", "47", "paper-conference"),
    ("Conference Proceedings", "10", "paper-conference"),
    ("Report", "27", "report"),
    ("Government Document", "46", "report"),
    ("Thesis", "32", "thesis"),
    ("Web Page", "12", "webpage"),
    ("Online Multimedia", "48", "webpage"),
    ("Blog", "56", "post-weblog"),
    ("Unpublished Work", "34", "manuscript"),
    ("Manuscript", "36", "manuscript"),
    ("Dataset", "59", "dataset"),
    ("Online Database", "45", "dataset"),
    ("Aggregated Database", "55", "dataset"),
    ("Computer Program", "9", "software"),
    ("Patent", "25", "patent"),
    ("Standard", "58", "standard"),
    ("Statute", "31", "legislation"),
    ("Legal Rule or Regulation", "50", "regulation"),
    ("Case", "7", "legal_case"),
    ("Bill", "4", "bill"),
    ("Hearing", "14", "hearing"),
    ("Encyclopedia", "53", "entry-encyclopedia"),
    ("Dictionary", "52", "entry-dictionary"),
    ("Classical Work", "49", "classic"),
    ("Ancient Text", "51", "classic"),
    ("Personal Communication", "26", "personal_communication"),
    ("Map", "20", "map"),
    ("Film or Broadcast", "21", "motion_picture"),
    ("Audiovisual Material", "3", "motion_picture"),
    ("Music", "61", "song"),
    ("Artwork", "2", "graphic"),
    ("Figure", "37", "figure"),
    ("Chart or Table", "38", "figure"),
    ("Generic", "13", "document"),
];

/// CSL's item type for a reference type, by its name or its number.
pub(crate) fn csl(name: &str) -> &'static str {
    let known = KINDS.iter().find(|(long, number, _)| *long == name || *number == name);
    known.map_or("document", |(_, _, csl)| csl)
}

/// The name of the reference type for a CSL item type.
pub(crate) fn endnote(csl: &str) -> &'static str {
    KINDS.iter().find(|(_, _, kind)| *kind == csl).map_or("Generic", |(name, ..)| name)
}

/// The number of the reference type of this name.
pub(crate) fn number(name: &str) -> &'static str {
    KINDS.iter().find(|(long, ..)| *long == name).map_or("13", |(_, number, _)| number)
}
