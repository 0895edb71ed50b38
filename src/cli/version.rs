//! What `cite --version` says: the number, the commit and the features that were built in.

use std::sync::LazyLock;

/// The features that change what the program can do, and whether they are built in.
const FEATURES: &[(&str, bool)] = &[
    ("lsp", cfg!(feature = "lsp")),
    ("pdf", cfg!(feature = "pdf")),
    ("render", cfg!(feature = "render")),
    ("rtf", cfg!(feature = "rtf")),
    ("serve", cfg!(feature = "serve")),
    ("verify", cfg!(feature = "verify")),
];

/// The number alone, for `cite -V`.
pub(super) const SHORT: &str = env!("CARGO_PKG_VERSION");

/// The whole answer. The commit is known if `CITE_COMMIT` named it when the program was built, as it
/// does for releases.
pub(super) static LONG: LazyLock<String> = LazyLock::new(|| {
    let there: Vec<&str> = FEATURES.iter().filter(|one| one.1).map(|one| one.0).collect();
    let features = if there.is_empty() { "none".to_owned() } else { there.join(", ") };
    let commit = option_env!("CITE_COMMIT").unwrap_or("not known");
    format!("{SHORT}\ncommit: {commit}\nfeatures: {features}")
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_long_version_names_what_is_built_in() {
        let lines: Vec<&str> = LONG.lines().collect();
        assert_eq!(lines[0], SHORT);
        assert!(lines[1].starts_with("commit: "), "{}", lines[1]);
        let (_, features) = lines[2].split_once("features: ").expect("a line of features");
        for (name, there) in FEATURES {
            assert_eq!(features.split(", ").any(|one| one == *name), *there, "{name}");
        }
    }
}
