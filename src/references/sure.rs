//! How sure a field is, as a share of cases in which it is right.
//!
//! What the labeller says of itself is a distance between two readings. How often fields that were as
//! sure as that were right, on lists that nothing was learned from, stands in `refs/fields.toml`; the
//! command `cargo bench --bench parse_papers -- PAPERS --fit` prints it, `--sure` what comes of it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::model::reference::Field;

/// For each label, and for all others, how often fields are right from each confidence on.
type Table = BTreeMap<String, Vec<(f32, f32)>>;

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    // The file is part of the program, and a test reads it: it cannot be wrong here.
    toml::from_str(include_str!("../../refs/fields.toml")).unwrap_or_default()
});

/// How often a field that looks like this is right: from 0 to 1.
pub fn sure(field: &Field) -> f32 {
    let table = TABLE.get(field.label.name()).or_else(|| TABLE.get("other"));
    let steps = table.map_or(&[][..], Vec::as_slice);
    let at = steps.partition_point(|(confidence, _)| *confidence <= field.confidence);
    match (at.checked_sub(1).and_then(|before| steps.get(before)), steps.get(at)) {
        (Some(low), Some(high)) => {
            let share = (field.confidence - low.0) / (high.0 - low.0).max(f32::EPSILON);
            low.1 + share * (high.1 - low.1)
        }
        (Some(only), None) | (None, Some(only)) => only.1,
        (None, None) => field.confidence,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::reference::Label;
    use crate::text::span::Span;

    #[test]
    fn the_table_grows() {
        let table: Table = toml::from_str(include_str!("../../refs/fields.toml")).expect("TOML");
        assert!(table.contains_key("other"));
        for (label, steps) in &table {
            assert!(label == "other" || Label::from_name(label).is_some(), "{label}");
            let grows =
                steps.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 <= pair[1].1);
            assert!(grows && steps.iter().all(|(_, right)| (0.0..=1.0).contains(right)), "{label}");
        }
        let of =
            |confidence| sure(&Field { label: Label::Title, span: Span::default(), confidence });
        assert!(of(0.99) > of(0.5));
    }
}
