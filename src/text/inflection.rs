//! Surnames in other cases: Russian and Kazakh sentences inflect them.

/// Endings of surnames in other cases, folded, with those of the dictionary form in their place.
///
/// Russian: Иванова, Иванову, Ивановым, Иванове; Сидоровой; Ким, Кима; Толстого; Ковальской
/// (Зализняк, Грамматический словарь русского языка). Kazakh: -ның, -ға, -ды, -да, -дан, -мен in the
/// forms that vowel harmony gives them.
const ENDINGS: [(&str, &[&str]); 58] = [
    ("ского", &["скии"]),
    ("скому", &["скии"]),
    ("ским", &["скии"]),
    ("ском", &["скии"]),
    ("ской", &["ская", "скои"]),
    ("скои", &["ская"]),
    ("скую", &["ская"]),
    ("ого", &["ои", "ыи", "ии"]),
    ("ому", &["ои", "ыи", "ии"]),
    ("ои", &["а"]),
    ("еи", &["а", "я"]),
    ("ым", &[""]),
    ("ом", &[""]),
    ("ем", &["", "и"]),
    ("а", &["", "о"]),
    ("я", &["", "и", "ь"]),
    ("у", &["", "а"]),
    ("ю", &["", "и", "ь", "я"]),
    ("е", &["", "а", "я"]),
    ("ы", &["а"]),
    ("и", &["а", "я"]),
    ("нын", &[""]),
    ("ның", &[""]),
    ("нің", &[""]),
    ("дың", &[""]),
    ("дің", &[""]),
    ("тың", &[""]),
    ("тің", &[""]),
    ("ға", &[""]),
    ("ге", &[""]),
    ("қа", &[""]),
    ("ке", &[""]),
    ("на", &[""]),
    ("не", &[""]),
    ("ны", &[""]),
    ("ні", &[""]),
    ("ды", &[""]),
    ("ді", &[""]),
    ("ты", &[""]),
    ("ті", &[""]),
    ("да", &[""]),
    ("де", &[""]),
    ("та", &[""]),
    ("те", &[""]),
    ("дан", &[""]),
    ("ден", &[""]),
    ("тан", &[""]),
    ("тен", &[""]),
    ("нан", &[""]),
    ("нен", &[""]),
    ("мен", &[""]),
    ("бен", &[""]),
    ("пен", &[""]),
    ("дағы", &[""]),
    ("дегі", &[""]),
    ("тағы", &[""]),
    ("тегі", &[""]),
    ("ых", &[""]),
];

/// How many letters of a surname must be left.
const SHORTEST: usize = 3;

/// What a Cyrillic key may be a form of; nothing for other scripts.
pub fn base_forms(key: &str) -> impl Iterator<Item = String> {
    let cyrillic = key.starts_with(|c| matches!(c, '\u{400}'..='\u{52F}'));
    let endings = if cyrillic { &ENDINGS[..] } else { &[] };
    endings.iter().flat_map(move |(ending, plain)| {
        let stem = key.strip_suffix(ending).filter(|stem| stem.chars().count() >= SHORTEST);
        stem.into_iter().flat_map(move |stem| plain.iter().map(move |end| format!("{stem}{end}")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;

    #[test]
    fn forms_lead_back_to_the_name() {
        for (form, name) in [
            ("Иванова", "Иванов"),
            ("Сидоровой", "Сидорова"),
            ("Ковальского", "Ковальский"),
            ("Кима", "Ким"),
            ("Нұрғалиевтің", "Нұрғалиев"),
            ("Сейітоваға", "Сейітова"),
        ] {
            assert!(base_forms(&fold(form)).any(|base| base == fold(name)), "{form}");
        }
        assert_eq!(base_forms("hurda").count(), 0);
    }
}
