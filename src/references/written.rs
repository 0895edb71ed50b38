//! What a segment of a reference is as it is written.

use crate::model::reference::{Field, Label};
use crate::text::span::Span;

/// The schemes of web addresses (RFC 9110, §4.2).
const SCHEMES: [&str; 2] = ["https", "http"];

/// The longest way to write the resolver's address before a DOI, in bytes, blanks included.
const RESOLVER: usize = 32;

/// The label and the span of a field as it is written; spans count bytes of `text`.
///
/// A field of a DOI is the DOI alone. Where it is written as an address
/// (`https://doi.org/10.1000/182`), that address is what stands there.
///
/// ```
/// use cite::internals::model::reference::{Field, Label};
/// use cite::internals::references::written::as_written;
/// let text = "Hurd, I. 1999. Order. https://doi.org/10.1000/182";
/// let reference = cite::internals::references::parse_one(text);
/// let doi = reference.field(Label::Doi).map(|field| as_written(text, &field));
/// assert_eq!(doi.map(|(label, span)| (label, span.of(text))), Some((Label::Url, &text[22..])));
/// ```
pub fn as_written(text: &str, field: &Field) -> (Label, Span) {
    let unchanged = (field.label, field.span);
    if field.label != Label::Doi {
        return unchanged;
    }
    let from = text.floor_char_boundary(field.span.start.saturating_sub(RESOLVER));
    let before = text[from..field.span.start].to_ascii_lowercase();
    let scheme = SCHEMES.into_iter().filter_map(|scheme| before.rfind(scheme)).min();
    match scheme.filter(|at| is_resolver(&before[*at..])) {
        Some(at) => (Label::Url, Span::new(from + at, field.span.end)),
        None => unchanged,
    }
}

/// Whether a text is the address of the DOI resolver, up to the DOI.
fn is_resolver(text: &str) -> bool {
    let close: String = text.split_whitespace().collect();
    let host = close.split_once("://").map_or("", |(_, host)| host);
    matches!(host.trim_end_matches(['/', ':']), "doi.org" | "dx.doi.org" | "www.doi.org")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> Vec<(Label, String)> {
        let fields = crate::references::parse_one(text).fields;
        let all = fields.iter().map(|field| as_written(text, &field));
        all.filter(|(label, _)| matches!(label, Label::Url | Label::Doi))
            .map(|(label, span)| (label, span.of(text).to_owned()))
            .collect()
    }

    #[test]
    fn a_doi_is_what_is_announced_and_an_address_what_is_an_address() {
        let lead = "Lind, A. 2003. Dry rivers. Water 7: 47. ";
        for (dress, label, value) in [
            ("doi:10.1000/x1", Label::Doi, "10.1000/x1"),
            ("doi.org/10.1000/x1", Label::Doi, "10.1000/x1"),
            ("http://dx.doi.org/10.1000/x1.", Label::Url, "http://dx.doi.org/10.1000/x1"),
            ("https: //doi.org/ 10.1000/x1", Label::Url, "https: //doi.org/ 10.1000/x1"),
            ("doi:https://doi.org/10.1000/x1", Label::Url, "https://doi.org/10.1000/x1"),
        ] {
            assert_eq!(written(&format!("{lead}{dress}")), [(label, value.to_owned())]);
        }
    }
}
