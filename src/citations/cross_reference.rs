//! Cross-references, which look like citations by key: `@fig-map`, `[@tbl:rates]`.

use std::collections::HashSet;

use crate::model::citation::Citation;

/// What cross-references begin with, before a hyphen (Quarto, "Cross References") or a colon
/// (pandoc-crossref).
const KINDS: [&str; 22] = [
    "fig", "tbl", "lst", "eq", "sec", "tip", "nte", "wrn", "imp", "cau", "thm", "lem", "cor",
    "prp", "cnj", "def", "exm", "exr", "sol", "rem", "alg", "vid",
];

/// Returns the citations without the cross-references in them. A key that is known to be a work's
/// is none.
pub(crate) fn works_alone(citations: Vec<Citation>, keys: &HashSet<&str>) -> Vec<Citation> {
    let is_work = |key: Option<&str>| key.is_none_or(|key| keys.contains(key) || !is_one(key));
    let mut citations = citations;
    citations.iter_mut().for_each(|one| one.items.retain(|item| is_work(item.key.as_deref())));
    citations.retain(|citation| !citation.items.is_empty());
    citations
}

fn is_one(key: &str) -> bool {
    key.split_once(['-', ':']).is_some_and(|(kind, _)| KINDS.contains(&kind))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::citations::key;

    #[test]
    fn cross_references_are_no_citations() {
        let keys = HashSet::from(["fig-2020"]);
        for (text, wanted) in [
            ("See @fig-map and [@tbl:rates].", &[][..]),
            ("See [@fig-map; @smith04].", &["smith04"]),
            ("See @fig-2020, a work.", &["fig-2020"]),
            ("See @figaro.", &["figaro"]),
        ] {
            let found = works_alone(key::scan(text, &keys), &keys);
            let items = found.iter().flat_map(|citation| &citation.items);
            let found: Vec<&str> = items.filter_map(|item| item.key.as_deref()).collect();
            assert_eq!(found, wanted, "{text}");
        }
    }
}
