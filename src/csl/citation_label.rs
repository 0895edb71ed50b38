//! Labels made of names and year, `Doe99`, for items that have none.
//!
//! CSL 1.0.2, Appendix IV, "citation-label".

use super::item::Item;
use super::item::name::Name;
use super::locale::Locale;
use super::output::characters::is_alphabetic_script;
use super::style::element::TermForm;
use super::variable::Variable;

/// How many letters each of one, two, three, four or more names gives.
const LETTERS: [&[usize]; 4] = [&[4], &[2, 2], &[2, 1, 1], &[1, 1, 1, 1]];

/// Returns the label of an item.
pub(crate) fn label(item: &Item, locale: &Locale) -> String {
    let names = creators(item);
    let letters = LETTERS[names.len().clamp(1, LETTERS.len()) - 1];
    let mut label: String =
        names.iter().zip(letters).map(|(name, count)| cased(&stem(name, locale), *count)).collect();
    if label.is_empty() {
        let title: String = item
            .text(Variable::Title)
            .unwrap_or_default()
            .split_whitespace()
            .filter(|word| !matches!(*word, "a" | "an" | "the" | "of" | "in" | "on" | "and"))
            .collect();
        label = cased(&title, 4);
    }
    let year = item.date(Variable::Issued).and_then(|date| date.start.year).unwrap_or(0);
    let year = if year == 0 { "0000".to_owned() } else { year.to_string() };
    label + &year[year.len().saturating_sub(2)..]
}

fn creators(item: &Item) -> &[Name] {
    use Variable as V;
    let order = [
        V::Author,
        V::Chair,
        V::CollectionEditor,
        V::Compiler,
        V::Composer,
        V::ContainerAuthor,
        V::Contributor,
        V::Curator,
        V::Director,
        V::Editor,
        V::EditorTranslator,
        V::EditorialDirector,
        V::ExecutiveProducer,
        V::Guest,
        V::Host,
        V::Illustrator,
        V::Interviewer,
        V::Narrator,
        V::Organizer,
        V::OriginalAuthor,
        V::Performer,
        V::Producer,
        V::Recipient,
        V::ReviewedAuthor,
        V::ScriptWriter,
        V::SeriesCreator,
        V::Translator,
        V::Commenter,
    ];
    order.into_iter().map(|variable| item.names(variable)).find(|n| !n.is_empty()).unwrap_or(&[])
}

fn stem(name: &Name, locale: &Locale) -> String {
    let text = match &name.literal {
        Some(literal) => literal.to_string(),
        None if !name.family.is_empty() => name.family.to_string(),
        None => locale
            .term("reference", TermForm::Short, false, None)
            .unwrap_or("reference")
            .replace('.', ""),
    };
    let lower = text.to_lowercase();
    let article = ["a ", "an ", "the "].iter().find(|article| lower.starts_with(**article));
    let text = article.map_or(text.as_str(), |article| &text[article.len()..]);
    text.chars().filter(|ch| is_alphabetic_script(*ch)).collect()
}

fn cased(text: &str, count: usize) -> String {
    let mut chars = text.chars().take(count);
    let first = chars.next().map(|ch| ch.to_uppercase().to_string()).unwrap_or_default();
    let rest: String = chars.flat_map(char::to_lowercase).collect();
    first + &rest
}
