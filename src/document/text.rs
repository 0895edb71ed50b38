//! Plain text: paragraphs parted by blank lines.

use crate::document::format::{Format, Reading};
use crate::document::superscript;
use crate::model::document::{BlockKind, Document, DocumentWriter};
use crate::text::source::Source;
use crate::text::span::Span;

/// Plain text.
pub(crate) const FORMAT: Format = Format {
    name: "text",
    extensions: &["txt", "text", "asc"],
    walked: true,
    reader: Reading::Text(read),
    writer: None,
};

/// Reads plain text. A blank line or a form feed ends a paragraph; lines lose the white space at
/// their ends, and their breaks are kept.
pub(crate) fn read(source: Source) -> Document {
    let mut writer = DocumentWriter::new(source);
    for number in 1..=writer.source().line_count() {
        let Some(line) = writer.source().line(number) else {
            break;
        };
        let said = line.trim(writer.source().text());
        let new_page = line.of(writer.source().text()).contains('\u{C}');
        if said.is_empty() || new_page {
            writer.end();
        }
        if said.is_empty() {
            continue;
        }
        match writer.is_open() {
            true => writer.push_break(between(&writer, number, said)),
            false => writer.begin(BlockKind::Paragraph),
        }
        push_line(&mut writer, said);
    }
    writer.finish()
}

/// Appends a line. A comment to this program (`<!-- cite: … -->`) is no part of what it says.
fn push_line(writer: &mut DocumentWriter, line: Span) {
    let mut from = line.start;
    while let Some(comment) = comment(Span::new(from, line.end), writer.source().text()) {
        superscript::push_source(writer, Span::new(from, comment.start));
        let text = comment.of(writer.source().text());
        let inside = text["<!--".len()..text.len() - "-->".len()].trim().to_owned();
        writer.comment(&inside, comment);
        from = comment.end;
    }
    superscript::push_source(writer, Span::new(from, line.end));
}

/// The first comment to this program in a piece of a line.
fn comment(piece: Span, source: &str) -> Option<Span> {
    let text = piece.of(source);
    let open = text.match_indices("<!--").map(|(at, _)| at);
    let start = open.into_iter().find(|at| text[at + 4..].trim_start().starts_with("cite:"))?;
    let end = start + text[start..].find("-->")? + "-->".len();
    Some(Span::new(start, end).shift(piece.start))
}

/// The segment of source between the line before and `said`.
fn between(writer: &DocumentWriter, number: usize, said: Span) -> Span {
    let before = writer.source().line(number - 1).unwrap_or_default();
    let end = before.trim(writer.source().text()).end;
    Span::new(end, said.start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_no_text() {
        let text = "So it is. <!-- cite: ignore[ibid] meant --> <!-- a --> And so.\n";
        let document = read(Source::new("a.txt", text.to_owned()));
        assert_eq!(document.text, "So it is.  <!-- a --> And so.\n");
        assert_eq!(document.comments.len(), 1);
        assert_eq!(document.comments[0].text, "cite: ignore[ibid] meant");
    }

    #[test]
    fn blank_lines_part_paragraphs() {
        let text = "  One (Zürn\r\n  and Stephen\r\n 2010).\r\n\r\nTwo\n\u{C}Three\n";
        let document = read(Source::new("a.txt", text.to_owned()));
        let blocks: Vec<&str> = document.blocks.iter().map(|b| document.slice(b.span)).collect();
        assert_eq!(blocks, ["One (Zürn and Stephen 2010).", "Two", "Three"]);
        let citation = document.text.find("Zürn and Stephen 2010").expect("joined");
        let span = Span::new(citation, citation + "Zürn and Stephen 2010".len());
        assert_eq!(document.in_source(span).of(text), "Zürn\r\n  and Stephen\r\n 2010");
        assert_eq!(document.breaks.len(), 2);
    }
}
