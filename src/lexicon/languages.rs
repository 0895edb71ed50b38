//! The languages whose words are known: one file for each.

/// Each language's code and the text of its file. What the lists in it are for is described in
/// `refs/lang/README.md`.
pub(crate) const LANGUAGES: &[(&str, &str)] = &[
    ("la", include_str!("../../refs/lang/la.toml")),
    ("en", include_str!("../../refs/lang/en.toml")),
    ("de", include_str!("../../refs/lang/de.toml")),
    ("fr", include_str!("../../refs/lang/fr.toml")),
    ("es", include_str!("../../refs/lang/es.toml")),
    ("pt", include_str!("../../refs/lang/pt.toml")),
    ("it", include_str!("../../refs/lang/it.toml")),
    ("nl", include_str!("../../refs/lang/nl.toml")),
    ("sv", include_str!("../../refs/lang/sv.toml")),
    ("da", include_str!("../../refs/lang/da.toml")),
    ("is", include_str!("../../refs/lang/is.toml")),
    ("fi", include_str!("../../refs/lang/fi.toml")),
    ("pl", include_str!("../../refs/lang/pl.toml")),
    ("sl", include_str!("../../refs/lang/sl.toml")),
    ("cs", include_str!("../../refs/lang/cs.toml")),
    ("hu", include_str!("../../refs/lang/hu.toml")),
    ("ro", include_str!("../../refs/lang/ro.toml")),
    ("tr", include_str!("../../refs/lang/tr.toml")),
    ("id", include_str!("../../refs/lang/id.toml")),
    ("vi", include_str!("../../refs/lang/vi.toml")),
    ("el", include_str!("../../refs/lang/el.toml")),
    ("ru", include_str!("../../refs/lang/ru.toml")),
    ("uk", include_str!("../../refs/lang/uk.toml")),
    ("kk", include_str!("../../refs/lang/kk.toml")),
    ("zh", include_str!("../../refs/lang/zh.toml")),
    ("ja", include_str!("../../refs/lang/ja.toml")),
    ("ko", include_str!("../../refs/lang/ko.toml")),
    ("ar", include_str!("../../refs/lang/ar.toml")),
    ("fa", include_str!("../../refs/lang/fa.toml")),
    ("he", include_str!("../../refs/lang/he.toml")),
    ("hi", include_str!("../../refs/lang/hi.toml")),
    ("uz", include_str!("../../refs/lang/uz.toml")),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_file_is_a_language() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/refs/lang");
        let files = std::fs::read_dir(folder).expect("there").filter_map(|file| {
            let name = file.expect("readable").file_name().into_string().expect("a name");
            name.strip_suffix(".toml").map(str::to_owned)
        });
        let listed = LANGUAGES.iter().map(|(code, _)| (*code).to_owned());
        assert_eq!(files.collect::<BTreeSet<_>>(), listed.collect::<BTreeSet<_>>());
    }
}
