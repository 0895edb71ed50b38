//! Whether a registered work is the cited one.

use crate::text::fold::fold;

use crate::verify::classify::expected_work::ExpectedWork;
use crate::verify::classify::language;
use crate::verify::classify::title_similarity;
use crate::verify::registry::metadata::Metadata;

/// How like the registered titles the cited one is, and the likest of them.
pub(crate) fn most_similar_title(
    work: &ExpectedWork,
    registered: &Metadata,
) -> Option<(String, f32)> {
    let similarity = |title: &String| {
        title_similarity::of(&work.title, title).max(title_similarity::of(title, &work.title))
    };
    let scored = registered.titles.iter().map(|title| (title.clone(), similarity(title)));
    scored.max_by(|a, b| a.1.total_cmp(&b.1))
}

/// Why the registered work is not the one cited; absent if it is, or if that cannot be told.
///
/// Titles are shortened, translated and misread, years differ between print and web: only a title
/// of its own together with another author, another year or other pages makes another work.
pub(crate) fn difference(work: &ExpectedWork, registered: &Metadata) -> Option<String> {
    let (title, similarity) = most_similar_title(work, registered)?;
    let same_creator = shares_creator(work, registered);
    let same_year = same_year(work, registered);
    let telling = title_similarity::content_words(&work.title).len() >= 3;
    if similarity >= 0.6 {
        let other = same_creator == Some(false) && same_year == Some(false) && !telling;
        return other.then(|| sentence(work, registered, &title));
    }
    let same_place =
        registered.containers.iter().any(|container| {
            title_similarity::of(&work.title, container) >= title_similarity::SAME
        }) || work.places.iter().any(|place| {
            registered
                .titles
                .iter()
                .any(|title| title_similarity::of(place, title) >= title_similarity::SAME)
        });
    let same_numbers = work.numbers.len() >= 2
        && work.numbers.iter().all(|number| registered.numbers.contains(number));
    let comparable = language::comparable(&work.title, &title);
    let same = same_place && same_creator != Some(false)
        || same_numbers && same_year != Some(false)
        || similarity >= 0.4 && same_creator == Some(true)
        || !comparable && same_year != Some(false) && same_creator != Some(false)
        || !comparable && same_creator == Some(true);
    (!same).then(|| sentence(work, registered, &title))
}

/// Whether the two have a creator in common; absent where it cannot be told, as across scripts.
fn shares_creator(work: &ExpectedWork, registered: &Metadata) -> Option<bool> {
    let keys = |names: &[String]| {
        names.iter().map(|name| fold(name)).filter(|key| !key.is_empty()).collect::<Vec<_>>()
    };
    let (cited, known) = (keys(&work.creators), keys(&registered.creators));
    let script = |keys: &[String]| keys.first().and_then(|key| language::script(key));
    if cited.is_empty() || known.is_empty() || script(&cited) != script(&known) {
        return None;
    }
    let like = |a: &String, b: &String| {
        a == b
            || a.len() > 4 && b.len() > 4 && (a.contains(b.as_str()) || b.contains(a.as_str()))
            || strsim::normalized_levenshtein(a, b) > 0.8
    };
    Some(cited.iter().any(|a| known.iter().any(|b| like(a, b))))
}

/// Whether the years agree, give or take the one between web and print.
fn same_year(work: &ExpectedWork, registered: &Metadata) -> Option<bool> {
    let year = work.year?;
    (!registered.years.is_empty())
        .then(|| registered.years.iter().any(|known| (known - year).abs() <= 1))
}

fn sentence(work: &ExpectedWork, registered: &Metadata, title: &str) -> String {
    let by =
        registered.creators.first().map(|creator| format!(" by {creator}")).unwrap_or_default();
    let year = registered.years.first().map(|year| format!(" ({year})")).unwrap_or_default();
    format!("the DOI belongs to \"{title}\"{by}{year}, not to \"{}\"", work.title)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn work(title: &str, creator: &str, year: i32) -> ExpectedWork {
        ExpectedWork {
            title: title.to_owned(),
            creators: vec![creator.to_owned()],
            year: Some(year),
            ..ExpectedWork::default()
        }
    }

    fn registered(title: &str, creator: &str, year: i32) -> Metadata {
        Metadata {
            titles: vec![title.to_owned()],
            creators: vec![creator.to_owned()],
            years: vec![year],
            ..Metadata::default()
        }
    }

    #[test]
    fn one_work_in_two_dresses_is_the_same() {
        for (cited, known) in [
            (
                work("Oil and Politics in Kazakhstan: A Story", "Smith", 2010),
                registered("Oil and Politics in Kazakhstan", "Smith", 2011),
            ),
            (
                work("Oil, Water and Politics", "Smith", 2010),
                registered("OIL, WATER AND POLITICS", "Jones", 1990),
            ),
            (
                work("The history of oil and of the people", "Smith", 2010),
                registered("Die Geschichte des Öls und der Menschen in der Region", "Smith", 2010),
            ),
            (
                work("История нефти и народов", "Иванов", 2010),
                registered("The history of oil and the peoples of the region", "Ivanov", 2010),
            ),
        ] {
            assert_eq!(difference(&cited, &known), None, "{cited:?}");
        }
    }

    #[test]
    fn another_work_is_told_by_title_author_and_year() {
        for (cited, known) in [
            (
                work("Oil and Politics in Kazakhstan", "Smith", 2010),
                registered("Migration of Arctic Terns", "Jones", 1999),
            ),
            (
                work("Oil and Politics in Kazakhstan", "Smith", 2010),
                registered("Water and Borders along the Amu Darya", "Smith", 2010),
            ),
            (work("Introduction", "Smith", 2010), registered("Introduction", "Jones", 1999)),
        ] {
            let reason = difference(&cited, &known);
            assert!(reason.is_some_and(|reason| reason.contains(&known.titles[0])), "{cited:?}");
        }
    }
}
