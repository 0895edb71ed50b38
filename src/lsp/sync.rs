//! The text of a document as the editor changes it.

use lsp_types::TextDocumentContentChangeEvent;

use super::position::Lines;
use crate::text::source::PositionUnit;

/// Makes the changes of one message, each in what the one before left.
pub(super) fn apply(
    text: &mut String,
    changes: Vec<TextDocumentContentChangeEvent>,
    unit: PositionUnit,
) {
    for change in changes {
        match change.range {
            Some(range) => {
                let span = Lines::of(text).span(text, range, unit);
                text.replace_range(span.start..span.end, &change.text);
            }
            None => *text = change.text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lsp_types::{Position, Range};

    #[test]
    fn changes_follow_one_another() {
        let change = |range: Option<[u32; 4]>, text: &str| TextDocumentContentChangeEvent {
            range: range.map(|[a, b, c, d]| Range::new(Position::new(a, b), Position::new(c, d))),
            range_length: None,
            text: text.to_owned(),
        };
        let mut text = "🎓 a\nЖб\n".to_owned();
        let changes = vec![
            change(Some([0, 3, 0, 4]), "one\ntwo"),
            change(Some([2, 1, 2, 2]), "王"),
            change(Some([3, 0, 3, 0]), "end"),
        ];
        apply(&mut text, changes, PositionUnit::Utf16);
        assert_eq!(text, "🎓 one\ntwo\nЖ王\nend");
        apply(&mut text, vec![change(None, "new")], PositionUnit::Utf16);
        assert_eq!(text, "new");
    }
}
