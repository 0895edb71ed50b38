//! What a style says that CSL does not know: it is skipped in rendering, and told here.
//!
//! CSL 1.0.2, the schema `csl.rnc`.

use std::fmt;

use super::xml::Xml;
use crate::csl::error::CslError;
use crate::csl::variable::Variable;

/// Something in a style that is skipped, since CSL does not know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The line, from 1.
    pub line: usize,
    /// What is not known, and where it stands.
    pub message: String,
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

/// Returns what CSL does not know in the XML of a style, in the order of its lines.
pub(super) fn remarks(source: &str) -> Result<Vec<Remark>, CslError> {
    let xml = Xml::parse(source)?;
    let mut found = Vec::new();
    look(&xml, &mut found);
    Ok(found)
}

fn look(xml: &Xml<'_>, found: &mut Vec<Remark>) {
    let Some((own, sets, children)) = schema(xml.name) else {
        let message = format!("<{}> is no element of CSL; it is skipped", xml.name);
        return found.push(Remark { line: xml.line, message });
    };
    for (name, value) in &xml.attributes {
        let known = own.contains(name) || sets.iter().any(|set| set.contains(name));
        // Namespaces, and `xml:base` and the like.
        if !known && !GENERAL.contains(name) {
            let message = format!("<{}> has no attribute {name}; it is skipped", xml.name);
            found.push(Remark { line: xml.line, message });
        }
        if matches!(*name, "variable" | "is-numeric" | "is-uncertain-date") {
            let unknown = value.split_whitespace().filter(|name| Variable::named(name).is_none());
            found.extend(unknown.map(|unknown| Remark {
                line: xml.line,
                message: format!(
                    "<{}> asks for \"{unknown}\", which is no variable of CSL",
                    xml.name
                ),
            }));
        }
    }
    if xml.name == "info" {
        return;
    }
    for child in &xml.children {
        if !children.contains(&child.name) && schema(child.name).is_some() {
            let message = format!("<{}> has no place in <{}>", child.name, xml.name);
            found.push(Remark { line: child.line, message });
        }
        look(child, found);
    }
}

const GENERAL: &[&str] =
    &["xmlns", "xsi", "cs", "csl", "lang", "base", "space", "schemaLocation", "id"];

const AFFIXES: &[&str] = &["prefix", "suffix"];
const FORMATTING: &[&str] =
    &["font-style", "font-variant", "font-weight", "text-decoration", "vertical-align"];
const TEXT: &[&str] = &["text-case", "display", "quotes", "strip-periods"];
const NAMES: &[&str] = &[
    "and",
    "delimiter-precedes-et-al",
    "delimiter-precedes-last",
    "et-al-min",
    "et-al-use-first",
    "et-al-use-last",
    "et-al-subsequent-min",
    "et-al-subsequent-use-first",
    "initialize",
    "initialize-with",
    "name-as-sort-order",
    "sort-separator",
];
const INHERITED: &[&str] = &["name-form", "name-delimiter", "names-delimiter"];
const RENDERING: &[&str] = &["text", "number", "label", "date", "names", "group", "choose"];

type Schema =
    (&'static [&'static str], &'static [&'static [&'static str]], &'static [&'static str]);

/// The attributes of an element, sets of more of them, and the elements that may stand in it; nothing
/// for what is no element of CSL.
fn schema(name: &str) -> Option<Schema> {
    Some(match name {
        "style" => (
            &[
                "class",
                "version",
                "default-locale",
                "demote-non-dropping-particle",
                "initialize-with-hyphen",
                "page-range-format",
                "year-range-format",
            ],
            &[NAMES, INHERITED],
            &["info", "locale", "macro", "citation", "bibliography"],
        ),
        "citation" => (
            &[
                "disambiguate-add-names",
                "disambiguate-add-givenname",
                "disambiguate-add-year-suffix",
                "givenname-disambiguation-rule",
                "cite-group-delimiter",
                "collapse",
                "year-suffix-delimiter",
                "after-collapse-delimiter",
                "near-note-distance",
            ],
            &[NAMES, INHERITED],
            &["sort", "layout"],
        ),
        "bibliography" => (
            &[
                "hanging-indent",
                "second-field-align",
                "line-spacing",
                "entry-spacing",
                "subsequent-author-substitute",
                "subsequent-author-substitute-rule",
            ],
            &[NAMES, INHERITED],
            &["sort", "layout"],
        ),
        "layout" => (&["delimiter"], &[AFFIXES, FORMATTING], RENDERING),
        "macro" => (&["name"], &[], RENDERING),
        "group" => (&["delimiter"], &[AFFIXES, FORMATTING, &["display"]], RENDERING),
        "text" => (
            &["variable", "macro", "term", "value", "form", "plural"],
            &[AFFIXES, FORMATTING, TEXT],
            &[],
        ),
        "number" => (&["variable", "form"], &[AFFIXES, FORMATTING, TEXT], &[]),
        "label" => (&["variable", "form", "plural"], &[AFFIXES, FORMATTING, TEXT], &[]),
        "date" => (
            &["variable", "form", "date-parts", "delimiter"],
            &[AFFIXES, FORMATTING, TEXT],
            &["date-part"],
        ),
        "date-part" => (&["name", "form", "range-delimiter"], &[AFFIXES, FORMATTING, TEXT], &[]),
        "names" => (
            &["variable", "delimiter"],
            &[AFFIXES, FORMATTING, &["display"]],
            &["name", "et-al", "label", "substitute"],
        ),
        "name" => (&["form", "delimiter"], &[NAMES, AFFIXES, FORMATTING], &["name-part"]),
        "name-part" => (&["name"], &[AFFIXES, FORMATTING, &["text-case"]], &[]),
        "et-al" => (&["term"], &[FORMATTING], &[]),
        "substitute" => (&[], &[], RENDERING),
        "choose" => (&[], &[], &["if", "else-if", "else"]),
        "if" | "else-if" => (
            &[
                "type",
                "variable",
                "is-numeric",
                "is-uncertain-date",
                "locator",
                "position",
                "disambiguate",
                "match",
            ],
            &[],
            RENDERING,
        ),
        "else" => (&[], &[], RENDERING),
        "sort" => (&[], &[], &["key"]),
        "key" => (
            &["variable", "macro", "sort", "names-min", "names-use-first", "names-use-last"],
            &[],
            &[],
        ),
        "locale" => (&[], &[], &["terms", "date", "style-options"]),
        "terms" => (&[], &[], &["term"]),
        "term" => {
            (&["name", "form", "gender", "gender-form", "match"], &[], &["single", "multiple"])
        }
        "style-options" => (&["punctuation-in-quote", "limit-day-ordinals-to-day-1"], &[], &[]),
        "info" | "single" | "multiple" => (&[], &[], &[]),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(source: &str) -> Vec<String> {
        let remarks = remarks(source).unwrap_or_else(|error| panic!("{error}"));
        remarks.iter().map(Remark::to_string).collect()
    }

    #[test]
    fn unknown_attributes_elements_and_variables_are_told_with_their_lines() {
        let said = said(
            r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0" colour="red">
  <info><title>T</title><anything/></info>
  <citation>
    <layout><group delimeter=", "><text variable="auther"/>
      <names variable="author"><institution/></names></group></layout>
  </citation>
</style>"#,
        );
        assert_eq!(
            said,
            [
                "line 1: <style> has no attribute colour; it is skipped",
                "line 4: <group> has no attribute delimeter; it is skipped",
                "line 4: <text> asks for \"auther\", which is no variable of CSL",
                "line 5: <institution> is no element of CSL; it is skipped",
            ]
        );
    }

    #[test]
    fn the_style_of_this_project_is_all_csl() {
        assert!(said(include_str!("../../../styles/author-date-accessed.csl")).is_empty());
    }
}
