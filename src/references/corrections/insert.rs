//! Fields that are found after the others.

use crate::model::reference::Field;

/// Puts fields to their places in the text.
pub(super) fn insert(fields: &mut Vec<Field>, more: impl IntoIterator<Item = Field>) {
    for field in more {
        let at = fields.partition_point(|other| other.span.start < field.span.start);
        fields.insert(at, field);
    }
}
