//! The library files that the header of a document names.

use serde_json::Value;

use super::hayagriva::yaml;

/// The files under `bibliography` in the YAML header of a document, as they are written there: one,
/// or a list (Pandoc User's Guide, "Specifying bibliographic data"). `header` is the text between
/// its fences.
pub(crate) fn bibliographies(header: &str) -> Vec<String> {
    if !header.contains("bibliography") {
        return Vec::new();
    }
    let members = yaml::read(header).members.into_iter();
    let named = members.filter(|member| member.key == "bibliography");
    named.flat_map(|member| paths(&member.value)).collect()
}

fn paths(value: &Value) -> Vec<String> {
    match value {
        Value::String(path) if !path.is_empty() => vec![path.clone()],
        Value::Array(several) => several.iter().flat_map(paths).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_file_or_a_list() {
        assert_eq!(bibliographies("title: A\nbibliography: refs.bib\n"), ["refs.bib"]);
        assert_eq!(bibliographies("bibliography: [a.bib, \"b c.json\"]"), ["a.bib", "b c.json"]);
        assert_eq!(bibliographies("bibliography:\n  - a.bib\n  - b.yaml\n"), ["a.bib", "b.yaml"]);
        assert_eq!(bibliographies("title: A bibliography\n"), Vec::<String>::new());
    }
}
