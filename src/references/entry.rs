//! Labelled segments to a record in CSL's variables.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use crate::lexicon::lists::list;
use crate::lexicon::titles::language;
use crate::lexicon::years::year_of;
use crate::model::entry::{Entry, Name};
use crate::model::reference::{Field, Label};
use crate::references::access;
use crate::references::corrections::genres;
use crate::references::fields::name_form::NameForm;
use crate::references::fields::names::Creators;
use crate::references::fields::roles::roles;
use crate::references::fields::{date, names, pages};
use crate::references::identifiers::is_doi;
use crate::references::kind;
use crate::text::doi;
use crate::text::fold::fold;

/// The record that the labelled segments of a reference give. Nothing is added that does not
/// stand in `text`.
pub fn entry(text: &str, fields: &[Field]) -> Entry {
    entry_of(text, fields, NameForm::Individual, None).0
}

/// The same, where the other entries of the list tell how names are written, and how sure the kind of
/// the work is. `link` is the address to which the reference links in its source.
pub(crate) fn entry_of(
    text: &str,
    fields: &[Field],
    form: NameForm,
    link: Option<&str>,
) -> (Entry, f32) {
    let mut entry = Entry::default();
    set_creators(&mut entry, text, fields, form);
    set_dates(&mut entry, text, fields);
    for field in fields {
        let words = field.span.of(text);
        let value = match field.label {
            Label::Title | Label::Container | Label::Series => title(words),
            Label::Volume => pages::volume(words),
            Label::Issue => pages::issue(words),
            Label::Pages => pages::pages(words),
            Label::Edition => pages::edition(words),
            Label::Url => address(words),
            Label::Note if is_filler(words) || is_original(words) => continue,
            Label::Note => access::without_announcement(words).to_owned(),
            Label::Doi if is_doi(&words.replace(' ', "")) && !words.contains(' ') => {
                words.to_owned()
            }
            Label::Genre => {
                // "Report No. 12; Water Series".
                let (words, series) = words.split_once("; ").unwrap_or((words, ""));
                let (genre, number) = pages::numbered(words);
                if number.is_some() && entry.text("collection-title").is_none() {
                    entry.set("collection-title", series);
                }
                if let Some(number) = number.filter(|_| entry.text("number").is_none()) {
                    entry.set("number", number);
                }
                genre
            }
            Label::Author
            | Label::Editor
            | Label::Translator
            | Label::Date
            | Label::Accessed
            | Label::CitationNumber => continue,
            _ => words.to_owned(),
        };
        let variable = field.label.variable();
        if entry.text(variable).is_none() {
            entry.set(variable, value);
        }
    }
    if let Some(link) = link.filter(|_| entry.text("URL").or(entry.text("DOI")).is_none()) {
        match doi::in_url(link) {
            Some(doi) => entry.set("DOI", doi.text),
            None => entry.set("URL", link.to_owned()),
        }
    }
    if let Some(version) = genres::version(text) {
        entry.set("version", version.to_owned());
    }
    set_original(&mut entry, text);
    set_archive(&mut entry);
    if let Some(number) = entry.text("archive_location").map(str::to_owned) {
        entry.set("archive", "arXiv");
        entry.set("archive_location", number);
    }
    let kind = kind::of(text, fields, &entry);
    entry.kind = kind.name.into();
    if matches!(kind.name, "paper-conference" | "speech") {
        set_event(&mut entry);
    }
    if let Some(language) = entry.text("title").and_then(language) {
        entry.set("language", language.to_owned());
    }
    (entry, kind.sure)
}

/// How sure the reading of a reference is: the mean of the share of the text that has a label, of
/// whether creators, date and title were found, and of how sure the fields are, by their length.
pub(crate) fn confidence(text: &str, fields: &[Field]) -> f32 {
    if text.is_empty() {
        return 0.0;
    }
    let has = |label: Label| fields.iter().any(|field| field.label == label);
    let covered: usize = fields.iter().map(|field| field.span.len()).sum();
    let share = covered as f32 / text.len() as f32;
    let wanted = [Label::Author, Label::Date, Label::Title];
    let found = wanted.into_iter().filter(|label| has(*label)).count();
    let weighed: f32 = fields.iter().map(|field| field.confidence * field.span.len() as f32).sum();
    let sure = weighed / covered.max(1) as f32;
    (share.min(1.0) + found as f32 / 3.0 + sure) / 3.0
}

/// People and bodies. What the words around their names say they did goes before what the place of
/// the names in the reference says.
fn set_creators(entry: &mut Entry, text: &str, fields: &[Field], form: NameForm) {
    let mut all: Vec<(&'static str, Creators)> = Vec::new();
    let mut add = |variable: &'static str, creators: &Creators| match all
        .iter_mut()
        .find(|(known, _)| *known == variable)
    {
        // Named again behind the title, as GOST has it, they are the same people: "Lind A. B. Rivers /
        // A. B. Lind, B. Moe".
        Some((_, known)) if repeats(creators, known) => *known = creators.clone(),
        Some((_, known)) => {
            known.names.extend(creators.names.iter().cloned());
            known.et_al |= creators.et_al;
        }
        None => all.push((variable, creators.clone())),
    };
    for (label, variable) in
        [(Label::Author, "author"), (Label::Editor, "editor"), (Label::Translator, "translator")]
    {
        // Only first names are turned, and those of editors stand elsewhere.
        let form = match form {
            NameForm::Marked { .. } if label != Label::Author => NameForm::Individual,
            form => form,
        };
        for field in fields.iter().filter(|field| field.label == label) {
            let words = field.span.of(text);
            let roles = roles(words, &text[..field.span.start], &text[field.span.end..]);
            let creators = match names::is_repeat(words) {
                true => Creators::default(),
                false => names::read(words, form),
            };
            if roles.is_empty() {
                add(variable, &creators);
            }
            roles.into_iter().for_each(|role| add(role, &creators));
        }
    }
    for (variable, creators) in all {
        if creators.et_al && !creators.names.is_empty() {
            entry.set_others(variable);
        }
        entry.set(variable, creators.names);
    }
}

/// Whether creators are those that are known already, and perhaps more.
fn repeats(creators: &Creators, known: &Creators) -> bool {
    let again = |name: &Name| {
        creators.names.iter().any(|other| fold(&other.cited()) == fold(&name.cited()))
    };
    !known.names.is_empty() && known.names.iter().all(again)
}

fn set_dates(entry: &mut Entry, text: &str, fields: &[Field]) {
    let of = |label: Label| {
        fields.iter().filter(move |field| field.label == label).map(|field| field.span.of(text))
    };
    let published: Vec<&str> = of(Label::Date).collect();
    if let Some(dating) = date::published(&published) {
        entry.set("issued", dating.issued);
        if let Some(suffix) = dating.suffix {
            entry.set("year-suffix", suffix);
        }
        if let Some(original) = dating.original {
            entry.set("original-date", original);
        }
    }
    if let Some(accessed) = of(Label::Accessed).filter_map(date::day).next_back() {
        entry.set("accessed", accessed);
    }
}

/// Whether words only announce the text beside them: "from", "Available at".
fn is_filler(words: &str) -> bool {
    let mut words = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.all(|word| list("entry-filler").contains(&word.to_lowercase().as_str()))
}

/// Whether words say when a work first appeared.
fn is_original(words: &str) -> bool {
    original_year(words).is_some()
}

/// The year after words such as "Original work published".
fn original_year(text: &str) -> Option<&str> {
    /// No more words stand between.
    const MOST: usize = 40;
    static PHRASES: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
        // The quickest automaton would take longer to be made than it saves.
        let kind = Some(AhoCorasickKind::ContiguousNFA);
        AhoCorasick::builder().kind(kind).build(list("first-published")).ok()
    });
    let lower = text.to_lowercase();
    let said = PHRASES.as_ref().is_some_and(|phrases| phrases.is_match(&lower));
    if !said || lower.len() != text.len() {
        return None;
    }
    list("first-published").iter().find_map(|phrase| {
        let at = lower.find(phrase)? + phrase.len();
        let near = text.floor_char_boundary(at + MOST);
        let digits = text.get(at..near)?.split(|c: char| !c.is_ascii_digit());
        digits.into_iter().find(|digits| year_of(digits).is_some())
    })
}

/// When the work first appeared, where words say so.
fn set_original(entry: &mut Entry, text: &str) {
    if entry.date("original-date").is_none()
        && let Some(date) = original_year(text).and_then(date::day)
    {
        entry.set("original-date", date);
    }
}

/// A preprint's number from its address.
fn set_archive(entry: &mut Entry) {
    let number = entry.text("URL").and_then(|url| {
        let (_, path) = url.split_once("//")?;
        let path = path.trim_start_matches("www.");
        let number = path.strip_prefix("arxiv.org/abs/").or(path.strip_prefix("arxiv.org/pdf/"))?;
        Some(number.trim_end_matches(".pdf").trim_end_matches('/').to_owned())
    });
    if entry.text("archive_location").is_none()
        && let Some(number) = number.filter(|number| !number.is_empty())
    {
        entry.set("archive_location", number);
    }
}

/// An address without the white space of a broken line and the backslashes of markup.
fn address(words: &str) -> String {
    let mut address = String::with_capacity(words.len());
    let mut rest = words.chars().peekable();
    while let Some(c) = rest.next() {
        let escapes = c == '\\' && rest.peek().is_some_and(char::is_ascii_punctuation);
        if !escapes && !c.is_whitespace() {
            address.push(c);
        }
    }
    address
}

/// A title without the quotation marks around it and the full stop after it.
fn title(words: &str) -> String {
    words
        .trim_matches(|c: char| c.is_whitespace() || "“”\"«»„".contains(c))
        .trim_end_matches(['.', ','])
        .to_owned()
}

/// What a paper was presented at is an event. A talk has no publisher: what was read as one is it.
fn set_event(entry: &mut Entry) {
    if entry.kind == "speech"
        && entry.text("container-title").is_none()
        && let Some(event) = entry.variables.remove("publisher")
    {
        entry.set("event-title", event);
    }
    if let Some(event) = entry.text("container-title").map(str::to_owned) {
        entry.set("event-title", event);
    }
    if entry.text("publisher").is_none()
        && let Some(place) = entry.variables.remove("publisher-place")
    {
        entry.set("event-place", place);
    }
}

#[cfg(test)]
mod tests {
    use crate::references::parse_one;

    #[test]
    fn translators_are_no_editors() {
        let text = "Jaspers, K. (1951). The way of wells (E. B. Ashton, Trans.). Steppe Press. (Original work published 1932)";
        let entry = parse_one(text).entry;
        assert!(entry.names("editor").is_empty(), "{entry:?}");
        let original = entry.date("original-date").and_then(|date| date.year());
        assert_eq!((original, entry.year()), (Some(1932), Some(1951)));
        assert_eq!(entry.text("note"), None);
    }

    #[test]
    fn a_talk_was_given_at_an_event() {
        let text = "Lind, A. (2012, May 3). Dry years [Paper presentation]. Conference on Steppe Rivers, Bern, Switzerland.";
        let entry = parse_one(text).entry;
        assert_eq!(entry.text("event-title"), Some("Conference on Steppe Rivers"));
        assert_eq!(entry.text("event-place"), Some("Bern, Switzerland"));
        assert_eq!(entry.text("publisher"), None);
    }

    #[test]
    fn people_named_again_are_the_same() {
        let text = "Lindberg P., Kvarnholt E. Making wells – development of steppe criteria / P. Lindberg, E. Kvarnholt, A. Isunda, 2005.";
        let entry = parse_one(text).entry;
        let names: Vec<String> = entry.names("author").iter().map(|name| name.cited()).collect();
        assert_eq!(names, ["Lindberg", "Kvarnholt", "Isunda"]);
    }

    #[test]
    fn what_announces_an_address_is_no_note() {
        let text = "Lind, A. (2020). Dry rivers. Retrieved May 5, 2023, from https://example.org/a";
        let entry = parse_one(text).entry;
        assert_eq!(entry.text("note"), None);
        assert!(entry.date("accessed").is_some());
    }
}
