//! What a reference itself calls its kind: "[Doctoral dissertation]", "(Working Paper No. 3)", "Tese
//! (Doutorado)", and the number of a version. Titles end before them.

use std::sync::LazyLock;

use regex::Regex;

use crate::lexicon::beginnings::Beginnings;
use crate::lexicon::lists::{list, lists};
use crate::lexicon::years::year_of;
use crate::model::reference::{Field, Label};
use crate::references::fields::bodies::is_body;
use crate::references::kind::of_code;
use crate::text::pattern::{CAPITAL, LETTER, regex};
use crate::text::span::Span;

use super::insert::insert;
use super::publishers::is_publisher;

/// The lists whose words name a kind of work.
const KINDS: [&str; 12] = [
    "thesis-word",
    "report-word",
    "report-series",
    "preprint-word",
    "dataset-word",
    "software-word",
    "film-word",
    "post-word",
    "speech-word",
    "press-word",
    "weblog-word",
    "image-word",
];

/// Words that name a kind in square brackets, and those that do in round ones.
static IN_SQUARE: LazyLock<Beginnings> = LazyLock::new(|| Beginnings::of(lists(&KINDS)));
static IN_ROUND: LazyLock<Beginnings> = LazyLock::new(|| Beginnings::of(lists(&KINDS[..3])));

/// Words for a version; short forms are those of volumes, too.
static VERSION: LazyLock<Beginnings> = LazyLock::new(|| {
    let words = list("version-word").iter().copied();
    Beginnings::of(words.filter(|word| !word.ends_with('.')))
});

/// Words for a thesis, and for a report.
static THESIS: LazyLock<Beginnings> =
    LazyLock::new(|| Beginnings::of(list("thesis-word").iter().copied()));
static REPORT: LazyLock<Beginnings> =
    LazyLock::new(|| Beginnings::of(list("report-word").iter().copied()));

/// Longer brackets say more than a kind.
const LONGEST: usize = 90;

/// Gives the words that name the kind of a work a field of their own, with the school that stands with
/// them in their bracket, and takes versions out of titles.
pub(super) fn part(text: &str, fields: &mut Vec<Field>) {
    part_thesis(text, fields);
    thesis_between(text, fields);
    part_kind_behind_colon(text, fields);
    number_report(text, fields);
    bare_report_number(text, fields);
    if let Some((words, _)) = stated_version(text) {
        take_out(text, fields, words);
    }
    for bracket in brackets(text) {
        let code = text[..bracket.start].ends_with('[') && of_code(bracket.of(text)).is_some();
        if code || is_version(bracket.of(text)) {
            free(text, fields, bracket);
        } else if names_kind(text, bracket) && stands_free(text, fields, bracket) {
            let (genre, school) = with_school(text, bracket);
            free(text, fields, bracket);
            add(fields, Label::Genre, genre);
            if let Some(school) = school {
                add(fields, Label::Publisher, school);
            }
        }
    }
}

/// The number of a version: "(Version 3.1)", "v2.0" in a bracket of its own, "Zenodo. Version 1.2.".
pub(crate) fn version(text: &str) -> Option<&str> {
    let bracket = brackets(text).into_iter().find(|bracket| is_version(bracket.of(text)));
    match bracket {
        Some(bracket) => bracket.of(text).split_whitespace().next_back(),
        None => stated_version(text).map(|(_, number)| number.of(text)),
    }
}

/// A word for versions that begins a sentence or stands behind a comma, with its number, and that
/// number: "Version 1.2". Short forms are those of volumes, too, and say nothing here.
fn stated_version(text: &str) -> Option<(Span, Span)> {
    static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
        regex(&format!(r"[.,;:”»] ({LETTER}{{4,}}) (v?[0-9]+(?:\.[0-9]+)*)(?:[.,; )]|$)"))
    });
    let stated = |word: &str| list("version-word").contains(&word.to_lowercase().as_str());
    if !VERSION.begin_word(&text.to_lowercase()) {
        return None;
    }
    let found = NUMBERED.captures_iter(text).find(|found| stated(&found[1]))?;
    let (word, number) = (found.get(1)?, found.get(2)?);
    Some((Span::new(word.start(), number.end()), Span::from(number.range())))
}

/// A word for reports and its number are the kind, though the number looks like pages: "Report No.: 197".
fn number_report(text: &str, fields: &mut Vec<Field>) {
    static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
        regex(&format!(
            r"[.;,] ({CAPITAL}(?:{LETTER}| ){{2,30}}) ({LETTER}{{1,6}})\.?:? ([0-9](?:{LETTER}|[0-9_/-])*)(?:[.;,]|$)"
        ))
    });
    if !REPORT.begin_word(&text.to_lowercase()) {
        return;
    }
    let Some(found) = NUMBERED.captures(text) else {
        return;
    };
    let said = found[1].to_lowercase();
    if !REPORT.begin_word(&said) || !list("issue-label").contains(&&*found[2].to_lowercase()) {
        return;
    }
    let (Some(words), Some(number)) = (found.get(1), found.get(3)) else { return };
    let span = Span::new(words.start(), number.end());
    let numbers = |field: &Field| {
        use Label::{Genre, Issue, Note, Pages, Volume};
        matches!(field.label, Genre | Issue | Note | Pages | Volume) && span.contains(field.span)
    };
    if fields.iter().all(|field| !field.span.overlaps(span) || numbers(field)) {
        fields.retain(|field| !field.span.overlaps(span));
        add(fields, Label::Genre, span);
    }
}

/// A bare number beside words for a report, or before the body that publishes it, is the number of the
/// report: "Dry rivers. 301. Technical report. Ministry of Wells", "Dry rivers, 152, Wells Council".
fn bare_report_number(text: &str, fields: &mut Vec<Field>) {
    let is_number =
        |words: &str| words.len() < 6 && words.bytes().all(|byte| byte.is_ascii_digit());
    // "Technical report"; a longer name may be a periodical's.
    let is_report = |words: &str| {
        let words = words.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
        let ends = |word: &&str| words.ends_with(*word);
        words.split(' ').count() < 3 && list("report-word").iter().any(ends)
    };
    let has = |label| fields.iter().any(|field: &Field| field.label == label);
    let label = |at: usize| fields.get(at).map(|field: &Field| field.label);
    let loose =
        |at: usize| matches!(label(at), Some(Label::Genre | Label::Note | Label::Container));
    let said = (0..fields.len()).find(|at| loose(*at) && is_report(fields[*at].span.of(text)));
    if let Some(at) = said {
        // "Technical report, 13".
        let words = fields[at].span;
        let number = fields.get(at + 1).filter(|number| {
            let gap = text.get(words.end..number.span.start).unwrap_or("-").trim();
            matches!(number.label, Label::Pages | Label::Volume | Label::Issue | Label::Edition)
                && matches!(gap, "" | ",")
                && is_number(number.span.of(text))
        });
        if let Some(number) = number {
            fields[at].span = words.join(number.span);
            fields.remove(at + 1);
        }
        fields[at].label = Label::Genre;
        if !fields[at].span.of(text).contains(|c: char| c.is_ascii_digit()) {
            number_at_end_of_title(text, fields, at);
        }
        return;
    }
    if let Some(code) = text.find("[R]").or_else(|| text.find("[R/")) {
        let before = fields.partition_point(|field| field.span.start < code);
        number_at_end_of_title(text, fields, before);
        return;
    }
    // A year at the end of a title is part of it.
    let numbered = fields.windows(2).position(|pair| {
        let last = pair[0].span.of(text).rsplit(' ').next().unwrap_or_default();
        pair[0].label == Label::Title
            && pair[1].label == Label::Publisher
            && is_number(last)
            && year_of(last).is_none()
            && is_body(pair[1].span.of(text))
            && !is_publisher(text, pair[1].span)
    });
    if let Some(title) = numbered {
        number_at_end_of_title(text, fields, title + 1);
        return;
    }
    let Some(at) = fields.windows(2).position(|pair| {
        let gap = text.get(pair[0].span.end..pair[1].span.start).unwrap_or("-").trim();
        pair[0].label == Label::Volume
            && pair[1].label == Label::Publisher
            && matches!(gap, "," | "." | ":")
            && is_number(pair[0].span.of(text))
            && is_body(pair[1].span.of(text))
            && !is_publisher(text, pair[1].span)
    }) else {
        return;
    };
    let serial = has(Label::Container) || has(Label::Issue) || has(Label::Pages);
    let before = text[..fields[at].span.start].trim_end();
    if !serial && before.ends_with([',', '.', '?', '!']) {
        fields[at].label = Label::Genre;
    }
}

/// Parts the number from the end of the title that stands before the field at `at`: "Dry rivers: 301".
fn number_at_end_of_title(text: &str, fields: &mut Vec<Field>, at: usize) {
    let Some(title) = at.checked_sub(1).filter(|title| fields[*title].label == Label::Title) else {
        return;
    };
    let Field { span, confidence, .. } = fields[title];
    let words = span.of(text);
    let Some((rest, number)) = words.rsplit_once([' ']) else {
        return;
    };
    let parted = rest.ends_with(['.', ':', ',', '?']);
    if !parted || number.len() > 5 || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return;
    }
    let end = rest.trim_end_matches(['.', ':', ',']).len();
    fields[title].span = Span::new(span.start, span.start + end);
    let number = Span::new(span.end - number.len(), span.end);
    fields.insert(title + 1, Field { label: Label::Genre, span: number, confidence });
}

/// Takes words that say which version it is out of the fields that hold them. They may belong to the
/// title.
fn take_out(text: &str, fields: &mut Vec<Field>, words: Span) {
    let held = |field: &&mut Field| field.label != Label::Title && field.span.overlaps(words);
    for field in fields.iter_mut().filter(held) {
        if field.span.start < words.start {
            let kept =
                text[field.span.start..words.start].trim_end_matches([' ', '.', ',', ';', ':']);
            field.span.end = field.span.start + kept.len();
        } else {
            field.span.start = words.end.min(field.span.end);
        }
    }
    fields.retain(|field| !field.span.is_empty());
}

fn is_version(inside: &str) -> bool {
    let lower = inside.to_lowercase();
    let Some((word, number)) = lower.split_once(' ') else { return false };
    let plain = number.chars().all(|c| c.is_alphanumeric() || ".-_".contains(c));
    list("version-word").contains(&word)
        && plain
        && number.starts_with(|c: char| c.is_ascii_digit() || c == 'v')
}

/// The insides of the brackets that hold no other, in text order.
fn brackets(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open = None;
    for (at, c) in text.char_indices() {
        match (c, open) {
            ('(' | '[', _) => open = Some(at + 1),
            (')' | ']', Some(start)) => {
                if at - start <= LONGEST && at > start {
                    found.push(Span::new(start, at));
                }
                open = None;
            }
            _ => {}
        }
    }
    found
}

/// Whether a bracket names the kind of the work.
fn names_kind(text: &str, bracket: Span) -> bool {
    let inside = bracket.of(text).to_lowercase();
    let square = text[..bracket.start].ends_with('[');
    let capital = bracket.of(text).starts_with(char::is_uppercase);
    // Round brackets may hold an aside of the title.
    let words = if square { &*IN_SQUARE } else { &*IN_ROUND };
    (square || capital) && words.begin_word(&inside)
}

/// Whether a bracket stands outside all fields, or ends one, or is one.
fn stands_free(text: &str, fields: &[Field], bracket: Span) -> bool {
    fields.iter().filter(|field| field.span.overlaps(bracket)).all(|field| match field.label {
        Label::Genre | Label::Note => true,
        Label::Title | Label::Container | Label::Publisher => {
            let after = text.get(bracket.end + 1..field.span.end).unwrap_or_default();
            !after.contains(char::is_alphanumeric) || field.span.start >= bracket.start
        }
        _ => false,
    })
}

/// Takes a bracket out of the fields that hold it.
fn free(text: &str, fields: &mut Vec<Field>, bracket: Span) {
    for field in fields.iter_mut().filter(|field| field.span.overlaps(bracket)) {
        if field.span.start < bracket.start.saturating_sub(1) {
            let end = text[..bracket.start - 1].trim_end().len().max(field.span.start);
            field.span = Span::new(field.span.start, end);
        } else {
            let rest = text.get(bracket.end + 1..field.span.end).unwrap_or_default();
            let start = rest.find(char::is_alphanumeric).unwrap_or(rest.len());
            let start = (bracket.end + 1 + start).min(field.span.end.max(bracket.end + 1));
            field.span = Span::new(start, field.span.end.max(start));
        }
    }
    fields.retain(|field| !field.span.is_empty());
}

/// The words for a kind, and the school after a comma: "Doctoral dissertation, University of Oslo".
fn with_school(text: &str, bracket: Span) -> (Span, Option<Span>) {
    let inside = bracket.of(text);
    match inside.split_once([',', ';']) {
        Some((genre, school)) if is_body(school) => {
            let start = bracket.end - school.trim_start().len();
            let genre = Span::new(bracket.start, bracket.start + genre.len());
            (genre, Some(Span::new(start, bracket.end).trim(text)))
        }
        _ => (bracket, None),
    }
}

/// Where the sentences of a text begin, but for the first.
fn sentences(text: &str) -> impl Iterator<Item = usize> {
    text.match_indices(['.', '?', '!']).filter_map(|(end, _)| {
        let after = &text[end + 1..];
        let next = after.trim_start_matches(' ');
        let begins = next.len() < after.len() && next.starts_with(char::is_uppercase);
        begins.then_some(text.len() - next.len())
    })
}

/// Words for a thesis that stand between two fields are the kind: "120 f. Dissertação (Mestrado) –".
fn thesis_between(text: &str, fields: &mut Vec<Field>) {
    if fields.iter().any(|field| field.label == Label::Genre) {
        return;
    }
    let found = fields.windows(2).find_map(|pair| {
        let from = pair[0].span.end;
        let gap = text.get(from..pair[1].span.start)?;
        let named = |start: &usize| THESIS.at(&gap[*start..].to_lowercase()).is_some();
        let start = sentences(gap).find(named)?;
        let words = gap[start..].trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')');
        Some(Span::new(from + start, from + start + words.len()))
    });
    if let Some(span) = found.filter(|span| !span.is_empty()) {
        add(fields, Label::Genre, span);
    }
}

/// A word for a thesis that begins a segment, or a sentence of the title, names the kind; the body
/// after it is the school: "Dry rivers. Dissertação (Mestrado). Universidade do Sul".
fn part_thesis(text: &str, fields: &mut Vec<Field>) {
    let names = |text: &str| {
        let lower = text.to_lowercase();
        // "Unpublished doctoral dissertation": an adjective or two may stand before.
        let near = text.split_whitespace().take(4).map(str::len).sum::<usize>() + 4;
        let near = &lower[..lower.floor_char_boundary(near.min(lower.len()))];
        THESIS.at(&lower).is_some() && !lower.starts_with("tes ")
            || lower.len() < LONGEST && THESIS.begin_word(near)
    };
    let mut titles = 0;
    for at in 0..fields.len() {
        let field = fields[at];
        match field.label {
            Label::Title => titles += 1,
            Label::Note | Label::Container | Label::Publisher => {}
            _ => continue,
        }
        let inside = field.span.of(text);
        if (field.label != Label::Title || titles > 1) && field.label != Label::Publisher {
            if names(inside) {
                fields[at].label = Label::Genre;
                // "120 f. Dissertação (Mestrado)": how long it is stands before.
                let start = inside.find(char::is_alphabetic).map_or(0, |letter| {
                    let extent = inside[letter..].find(". ").map(|stop| letter + stop + 2);
                    extent.filter(|_| letter > 0).unwrap_or(0)
                });
                fields[at].span.start += start;
            }
            continue;
        }
        // A word that a sign must follow elsewhere may be the last.
        let alone = |word: &str| word.trim_end_matches(|c: char| !c.is_alphabetic()).to_owned();
        let Some(start) = sentences(inside).find(|start| {
            let lower = inside[*start..].to_lowercase();
            let is_word = |word: &&str| lower == alone(word);
            THESIS.at(&lower).is_some() || THESIS.candidates(&lower).iter().any(is_word)
        }) else {
            continue;
        };
        let start = field.span.start + start;
        let end = text[..start].trim_end_matches(['.', ' ']).len();
        fields[at].span = Span::new(field.span.start, end);
        let rest = Span::new(start, field.span.end);
        let school = sentences(rest.of(text))
            .map(|capital| rest.start + capital)
            .find(|start| is_body(&text[*start..rest.end]));
        let genre = Span::new(start, school.unwrap_or(rest.end)).trim(text);
        add(fields, Label::Genre, genre);
        if let Some(school) = school {
            add(fields, Label::Publisher, Span::new(school, rest.end));
        }
        return;
    }
}

/// Words for a thesis, or for a report with its number, behind the last colon of a title: "Dry rivers:
/// Doctoral dissertation", "Dry rivers: Technical report 12".
fn part_kind_behind_colon(text: &str, fields: &mut Vec<Field>) {
    let Some(at) = fields.iter().position(|field| field.label == Label::Title) else { return };
    let title = fields[at].span;
    let Some((rest, kind)) = title.of(text).rsplit_once(": ") else { return };
    let said = kind.trim_end_matches(|c: char| c.is_ascii_digit());
    let numbered = said.len() < kind.len();
    let said = said.trim_end();
    let plain = said.starts_with(char::is_uppercase)
        && said.split(' ').count() <= 3
        && said.split(' ').skip(1).all(|word| word.starts_with(char::is_lowercase));
    let lower = said.to_lowercase();
    // "Dry rivers: Lind's hypothesis" is no thesis.
    let ends = |word: &&str| {
        let before = lower.strip_suffix(*word);
        before.is_some_and(|before| before.is_empty() || before.ends_with(' '))
    };
    let names = |list_name| list(list_name).iter().any(ends);
    if plain && (names("thesis-word") && !numbered || names("report-series") && numbered) {
        fields[at].span.end = title.start + rest.trim_end().len();
        add(fields, Label::Genre, Span::new(title.end - kind.len(), title.end));
    }
}

/// Adds a field in text order, unless one with this label is there already.
fn add(fields: &mut Vec<Field>, label: Label, span: Span) {
    if fields.iter().any(|field| field.label == label && field.span.overlaps(span)) {
        return;
    }
    insert(fields, [Field { label, span, confidence: 0.9 }]);
}

#[cfg(test)]
mod tests {
    use crate::references::parse_one;

    #[test]
    fn words_for_a_kind_are_no_title() {
        for (text, title, genre, school) in [
            (
                "Berg, T. (2015). Wells and their keepers [Unpublished doctoral dissertation]. University of Oslo.",
                "Wells and their keepers",
                "Unpublished doctoral dissertation",
                "University of Oslo",
            ),
            (
                "Berg, T. (2015). Wells and their keepers [Doctoral dissertation, University of Oslo]. DUO Research Archive. https://example.org/10852/1234",
                "Wells and their keepers",
                "Doctoral dissertation",
                "University of Oslo",
            ),
            (
                "SOUZA, P. Poços do sertão. 2018. 120 f. Dissertação (Mestrado em Geografia) – Universidade Federal da Bahia, Salvador, 2018.",
                "Poços do sertão",
                "Dissertação (Mestrado em Geografia)",
                "Universidade Federal da Bahia",
            ),
            (
                "Berg T. Wells and their keepers: a study: Doctoral dissertation. Oslo: University of Oslo, 1969.",
                "Wells and their keepers: a study",
                "Doctoral dissertation",
                "University of Oslo",
            ),
        ] {
            let entry = parse_one(text).entry;
            assert_eq!(entry.kind, "thesis", "{text}");
            assert_eq!(entry.text("title"), Some(title), "{text}");
            assert_eq!(entry.text("genre"), Some(genre), "{text}");
            assert_eq!(entry.text("publisher"), Some(school), "{text}");
        }
    }

    #[test]
    fn numbers_of_reports_are_no_volumes() {
        for (text, number) in [
            (
                "Lind W. 1962. Wages in dry wells. 301. Technical report. Ministry of Wells, Oslo.",
                "301",
            ),
            (
                "LIND R, MOE C M. Nurses of the wells: results of a trial: 120[R]. Oslo: Ministry of Wells, 2019.",
                "120",
            ),
            (
                "Lind, U., and Moe, A., 1981, Noise Maps of Wells: Evidence from Three Provinces, 152, Water Wells Council, Marseille.",
                "152",
            ),
            (
                "Lind, Wei, and Bo T. Moe 2005 Nurses and Wells: Evidence from Three Provinces. Technical report, 13. Oslo: Ministry of Wells.",
                "13",
            ),
        ] {
            let entry = parse_one(text).entry;
            assert_eq!(entry.text("number"), Some(number), "{text}");
            assert_eq!((entry.text("volume"), entry.text("page")), (None, None), "{text}");
            let title = entry.text("title").unwrap_or_default();
            assert!(!title.contains(number), "{text}");
        }
        let text = "Lind, B. 1969. Lectures on wells. 2. Addison-Wesley, Reading.";
        assert_eq!(parse_one(text).entry.text("number"), None);
    }

    #[test]
    fn codes_for_kinds_are_no_part_of_titles() {
        let text = "XU M A, ADEYEMI P J. Noise of wells[J/OL]. Nursing Research, 2016, 14(3): 831-862. DOI:10.9175/hl.40466.";
        let entry = parse_one(text).entry;
        assert_eq!(entry.kind, "article-journal");
        assert_eq!(entry.text("title"), Some("Noise of wells"));
        let text = "KVARN R. Sparse wells[M]//GALL L, CASTELL B. Crafts of Wells. Berlin: Springer, 1980: 265-294.";
        let entry = parse_one(text).entry;
        assert_eq!(entry.text("title"), Some("Sparse wells"));
        assert_eq!(entry.text("container-title"), Some("Crafts of Wells"));
    }

    #[test]
    fn numbers_of_reports_and_versions() {
        let text = "Moe, B. (2014). The price of water (NBER Working Paper No. 12345). National Bureau of Economic Research.";
        let entry = parse_one(text).entry;
        assert_eq!(entry.kind, "report");
        assert_eq!(entry.text("title"), Some("The price of water"));
        assert_eq!(entry.text("genre"), Some("NBER Working Paper"));
        assert_eq!(entry.text("number"), Some("12345"));
        let text = "Moe B. The price of water. Geneva: Institute for Wells; 1974. Report No.: 25.";
        let entry = parse_one(text).entry;
        assert_eq!(entry.kind, "report");
        assert_eq!((entry.text("number"), entry.text("page")), (Some("25"), None));
        let text = "Moe, B. (2014). The price of water (Report No. 12; Water Series). World Bank.";
        let entry = parse_one(text).entry;
        assert_eq!((entry.text("genre"), entry.text("number")), (Some("Report"), Some("12")));
        assert_eq!(entry.text("collection-title"), Some("Water Series"));
        let text = "Lind, A. (2020). \"Data for: dry rivers.\" Zenodo. Version 1.2.";
        let entry = parse_one(text).entry;
        assert_eq!(entry.kind, "dataset");
        assert_eq!(entry.text("publisher"), Some("Zenodo"));
        assert_eq!(entry.text("version"), Some("1.2"));
        assert_eq!(entry.text("volume").or(entry.text("issue")), None);
        let text = "Well Company. (2023). Well reader (Version 3.1) [Computer software]. https://example.org/wr";
        let entry = parse_one(text).entry;
        assert_eq!(entry.kind, "software");
        assert_eq!(entry.text("title"), Some("Well reader"));
        assert_eq!(entry.text("version"), Some("3.1"));
        assert_eq!(entry.text("volume"), None);
    }
}
