//! Fields that are found after the others, and those that make room for them.

use crate::model::reference::Field;

/// Puts fields to their places in the text.
pub(super) fn insert(fields: &mut Vec<Field>, more: impl IntoIterator<Item = Field>) {
    for field in more {
        let at = fields.partition_point(|other| other.span.start < field.span.start);
        fields.insert(at, field);
    }
}

/// Leaves of a field what it holds behind `end`, without the signs there; nothing, if it ends before.
pub(super) fn begin_behind(text: &str, field: &mut Field, end: usize) {
    let rest = text.get(end..field.span.end).unwrap_or_default();
    field.span.start = field.span.end - rest.trim_start_matches(SIGNS).len();
}

/// The signs between fields.
pub(super) const SIGNS: [char; 5] = [' ', '.', ',', ':', ';'];
