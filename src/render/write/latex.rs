//! LaTeX, for documents that load `hyperref`.

use super::format::Format;
use crate::escape::escaped::Escaped;
use crate::escape::latex::Latex;
use crate::render::formatted::{
    FontStyle, FontVariant, FontWeight, Formatted, Piece, TextDecoration, VerticalAlign,
};

/// LaTeX: `thebibliography` with a `\bibitem` for each entry.
pub(crate) const FORMAT: Format = Format { name: "latex", inline, paragraph: inline, list };

fn list(entries: &[(&str, &Formatted)]) -> String {
    let mut out = Escaped::<Latex>::markup("\\begin{thebibliography}{99}\n");
    for (id, text) in entries {
        out.push(&Escaped::key(id).between("\\bibitem{", "} "));
        out.push(&pieces(text).between("", "\n\n"));
    }
    out.then(&Escaped::markup("\\end{thebibliography}\n")).into_string()
}

fn inline(text: &Formatted) -> String {
    pieces(text).into_string()
}

fn pieces(text: &Formatted) -> Escaped<Latex> {
    text.pieces.iter().map(written).collect()
}

fn written(piece: &Piece) -> Escaped<Latex> {
    let mut out = Escaped::text(&piece.text);
    if piece.text.trim().is_empty() {
        return out;
    }
    let address = piece.address();
    if let Some(address) = address.as_ref().filter(|address| address.as_str() == piece.text) {
        return Escaped::<Latex>::url(address);
    }
    for command in commands(piece) {
        out = out.between(command, "}");
    }
    match address {
        Some(address) => out.linked(&address),
        None => out,
    }
}

/// The commands that a piece is set by, the innermost first.
fn commands(piece: &Piece) -> impl Iterator<Item = &'static str> {
    let face = piece.face;
    let set = [
        (face.vertical_align == VerticalAlign::Sup, "\\textsuperscript{"),
        (face.vertical_align == VerticalAlign::Sub, "\\textsubscript{"),
        (face.font_variant == FontVariant::SmallCaps, "\\textsc{"),
        (face.text_decoration == TextDecoration::Underline, "\\underline{"),
        (face.font_style == FontStyle::Italic, "\\emph{"),
        (face.font_weight == FontWeight::Bold, "\\textbf{"),
    ];
    set.into_iter().filter(|(is, _)| *is).map(|(_, command)| command)
}
