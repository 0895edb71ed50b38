//! Names of months and seasons in many languages.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// The month (1–12) that a word names, in full or abbreviated, in any of the languages below.
pub fn month(word: &str) -> Option<i32> {
    // Most words are asked about in vain: those of a length that no name has cost nothing.
    let word = word.trim_end_matches('.');
    if word.len() > LONGEST {
        return None;
    }
    let small = word.bytes().all(|byte| byte.is_ascii_lowercase());
    match small {
        true => FORMS.get(word).copied(),
        false => FORMS.get(word.to_lowercase().as_str()).copied(),
    }
}

/// The longest form in bytes, with room for capitals that are longer than their small letters.
const LONGEST: usize = 24;

/// Every form of every name. Where two months share an abbreviation, the earlier one has it.
static FORMS: LazyLock<FxHashMap<String, i32>> = LazyLock::new(|| {
    let mut forms = FxHashMap::default();
    for (number, names) in (1..).zip(MONTHS) {
        for form in names.split(' ').flat_map(forms_of) {
            forms.entry(form).or_insert(number);
        }
    }
    forms
});

/// A name and its abbreviations. In the list, a vertical line parts the shortest abbreviation from
/// the rest: `jan|uary`.
fn forms_of(name: &str) -> Vec<String> {
    let Some((stem, rest)) = name.split_once('|') else {
        return vec![name.to_owned()];
    };
    let cuts = rest.char_indices().map(|(at, _)| at).chain([rest.len()]);
    cuts.map(|cut| [stem, &rest[..cut]].concat()).collect()
}

/// The season (1–4, spring to winter) that a word names.
pub fn season(word: &str) -> Option<i32> {
    let word = word.to_lowercase();
    let at = SEASONS.iter().position(|names| names.split(' ').any(|name| name == word))?;
    i32::try_from(at + 1).ok()
}

/// English, Spanish, Portuguese, French, German, Italian, Dutch, Swedish, Danish, Polish, Czech,
/// Turkish, Indonesian, Finnish, Romanian, Russian, Ukrainian, Kazakh.
const MONTHS: [&str; 12] = [
    "jan|uary jänner ene|ro jan|eiro jan|vier jan|uar gen|naio jan|uari sty|cznia sty|czeń led|na led|en oca|k tammi|kuu tammi|kuuta ian|uarie янв|аря янв|арь січ|ня січ|ень қаң|тар",
    "feb|ruary feb|rero fev|ereiro fév|rier févr|ier feb|ruar feb|braio feb|ruari lut|ego lut|y úno|ra únor şub|at helmi|kuu helmi|kuuta feb|ruarie фев|раля февр|аль лют|ого лют|ий ақп|ан",
    "mar|ch mar|zo mar|ço mars mär|z maa|rt mrt mar|ca mar|zec bře|zna břez|en mar|t mar|et maalis|kuu maalis|kuuta mar|tie мар|та мар|т бер|езня бер|езень нау|рыз",
    "apr|il abr|il avr|il apr|ile kwi|etnia kwi|ecień dub|na dub|en nis|an huhti|kuu huhti|kuuta apr|ilie апр|еля апр|ель кві|тня кві|тень сәу|ір",
    "may mayo mai maio maj maja mag|gio mei kvě|tna květ|en mayıs touko|kuu touko|kuuta mai мая май тра|вня тра|вень мам|ыр",
    "jun|e jun|io jun|ho juin jun|i giu|gno cze|rwca cze|rwiec čer|vna červ|en haz|iran kesä|kuu kesä|kuuta iun|ie июн|я июн|ь чер|вня чер|вень мау|сым",
    "jul|y jul|io jul|ho juil|let jul|i lug|lio lip|ca lip|iec červ|ence tem|muz heinä|kuu heinä|kuuta iul|ie июл|я июл|ь лип|ня лип|ень шіл|де",
    "aug|ust ago|sto août aou|t aug|ustus augusti sie|rpnia sie|rpień srp|na srp|en ağu|stos agu|stus elo|kuu elo|kuuta авг|уста авг|уст сер|пня сер|пень там|ыз",
    "sep|tember sept|ember sep|tiembre set|embro set|iembre sep|tembre set|tembre wrz|eśnia wrz|esień zář|í eyl|ül syys|kuu syys|kuuta sep|tembrie сен|тября сент|ябрь вер|есня вер|есень қыр|күйек",
    "oct|ober oct|ubre out|ubro oct|obre okt|ober ott|obre paź|dziernika paź|dziernik říj|na říj|en eki|m okt|oktober loka|kuu loka|kuuta oct|ombrie окт|ября окт|ябрь жов|тня жов|тень қаз|ан",
    "nov|ember nov|iembre nov|embro nov|embre lis|topada lis|topad kas|ım marras|kuu marras|kuuta noi|embrie ноя|бря нояб|рь лис|топада лис|топад қар|аша",
    "dec|ember dic|iembre dez|embro déc|embre dez|ember dic|embre gru|dnia gru|dzień pro|since prosin|ec ara|lık des|ember joulu|kuu joulu|kuuta dec|embrie дек|абря дек|абрь гру|дня гру|день жел|тоқсан",
];

const SEASONS: [&str; 4] = [
    "spring primavera printemps frühling frühjahr wiosna весна көктем",
    "summer verano verão été sommer estate lato лето жаз",
    "autumn fall otoño outono automne herbst autunno jesień осень күз",
    "winter invierno inverno hiver zima зима қыс",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_of_many_languages() {
        for (word, number) in [
            ("January", 1),
            ("Sept.", 9),
            ("março", 3),
            ("août", 8),
            ("Dezember", 12),
            ("октября", 10),
            ("наурыз", 3),
            ("MAY", 5),
            ("Feb", 2),
        ] {
            assert_eq!(month(word), Some(number), "{word}");
        }
        for word in ["Marsden", "Ma", "Augustin", "Decline", ""] {
            assert_eq!(month(word), None, "{word}");
        }
    }
}
