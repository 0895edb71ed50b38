//! From LaTeX source to running text.

use std::collections::VecDeque;

use super::commands::{Argument, Effect, effect};
use super::macros::Macros;
use super::scanner::Scanner;
use crate::bibliography::tex::symbols;
use crate::model::document::{BlockKind, Document, DocumentWriter, MarkKind, Position};
use crate::text::source::Source;
use crate::text::span::Span;

/// Reads LaTeX. Citation commands stay in the running text as they are typed, since they are found by
/// their keys later; comments, labels and layout are taken off, accents and symbols decoded.
pub(crate) fn read(source: Source) -> Document {
    let text = source.text().to_owned();
    let mut reader = Reader {
        scanner: Scanner::new(&text, Span::new(0, text.len())),
        macros: Macros::of(&text),
        writer: DocumentWriter::new(source),
        groups: Vec::new(),
        notes: VecDeque::new(),
        note_count: 0,
        item: None,
        preamble: text.contains("\\begin{document}"),
        documents: 0,
        tables: 0,
        lists: Vec::new(),
    };
    reader.run();
    reader.writer.finish()
}

/// What happens when a group closes.
#[derive(Debug)]
pub(super) enum Close {
    /// The text since this byte gets a mark.
    Mark(MarkKind, Position),
    /// A quotation mark stands at the end.
    Quote,
    /// So many arguments follow that are no text.
    Drop(u8),
    /// The block ends, and the preamble goes on where it held the block.
    Block {
        /// Whether it did.
        preamble: bool,
    },
}

/// A list item whose first words have not been read.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub(super) ordinal: Option<u64>,
    /// The key of a `\bibitem`.
    pub(super) key: Option<String>,
}

pub(super) struct Reader<'s> {
    pub(super) scanner: Scanner<'s>,
    pub(super) macros: Macros,
    pub(super) writer: DocumentWriter,
    /// The groups that are open, innermost last.
    pub(super) groups: Vec<Vec<Close>>,
    /// Footnotes, which are read after the text: label and text.
    pub(super) notes: VecDeque<(String, Span)>,
    pub(super) note_count: usize,
    pub(super) item: Option<Item>,
    /// Whether the text has not begun.
    pub(super) preamble: bool,
    /// How many `\begin{document}` are open: subfiles have their own.
    pub(super) documents: usize,
    /// How many tables are open.
    pub(super) tables: usize,
    /// The lists that are open, with the number of the last item where they are numbered.
    pub(super) lists: Vec<Option<u64>>,
}

impl<'s> Reader<'s> {
    fn run(&mut self) {
        self.segment();
        self.end_block();
        // A note can call a note; those are read in their turn.
        while let Some((label, span)) = self.notes.pop_front() {
            self.note(label, span);
        }
    }

    /// Reads up to the end of the scanner's segment.
    pub(super) fn segment(&mut self) {
        while let Some(c) = self.scanner.peek() {
            let start = self.scanner.at;
            match c {
                '\\' => {
                    self.scanner.at += 1;
                    self.command(start);
                }
                '%' => self.comment(),
                '{' => {
                    self.scanner.at += 1;
                    self.groups.push(Vec::new());
                }
                '}' => {
                    self.scanner.at += 1;
                    self.close_group();
                }
                '$' if !self.preamble => self.math(),
                '&' if self.tables > 0 => {
                    self.scanner.at += 1;
                    self.end_block();
                }
                _ if self.preamble => self.skip_text(),
                '~' => self.decoded("\u{A0}", 1),
                '`' | '\'' | '-' | ',' => self.ligature(c),
                c if c.is_whitespace() && c != '\u{A0}' => self.space(),
                _ => self.text(),
            }
        }
        while !self.groups.is_empty() {
            self.close_group();
        }
    }

    fn command(&mut self, start: usize) {
        let name = self.scanner.command_name();
        match name {
            "begin" => return self.begin(start),
            "end" => return self.end(),
            "documentclass" => self.preamble |= self.scanner.rest().contains("\\begin{document}"),
            _ => {}
        }
        if self.preamble && !matches!(name, "title" | "addbibresource" | "bibliography") {
            return self.definition(name);
        }
        if let Some(text) = self.macros.expand(name, &mut self.scanner) {
            return self.expanded(&text, start);
        }
        if symbols::accent(name).is_some() {
            return self.accent(start);
        }
        match effect(name) {
            Effect::Transparent => self.symbol(name, start),
            effect => self.effect(effect, start),
        }
    }

    /// Skips the definition of a command, so that its body is not taken for text.
    fn definition(&mut self, name: &str) {
        if matches!(name, "newcommand" | "renewcommand" | "providecommand") {
            self.drop_arguments(2);
        }
    }

    fn effect(&mut self, effect: Effect, start: usize) {
        self.scanner.eat("*");
        match effect {
            Effect::Heading(level) => self.block_argument(BlockKind::Heading(level)),
            Effect::Caption => self.block_argument(BlockKind::Caption),
            Effect::Mark(kind) => self.marked_argument(kind),
            Effect::Switch(kind) => {
                self.skip_space();
                let from = self.writer.here();
                if let Some(group) = self.groups.last_mut() {
                    group.push(Close::Mark(kind, from));
                }
            }
            Effect::Note => self.call_note(),
            Effect::Address => self.address(),
            Effect::Link => self.link(),
            Effect::Cite => self.cite(start),
            Effect::Bibliography => self.bibliography(),
            Effect::Item => self.item(),
            Effect::BibItem => self.bib_item(),
            Effect::Break => {
                self.scanner.bracketed();
                match self.tables {
                    0 if self.writer.is_open() => {
                        self.writer.push_break(Span::new(start, self.scanner.at));
                        self.skip_space();
                    }
                    0 => {}
                    _ => self.end_block(),
                }
            }
            Effect::Paragraph => self.end_block(),
            Effect::Verbatim => self.verbatim(),
            Effect::Quote => self.quoted_argument(),
            Effect::Arguments(kinds) => self.arguments(kinds),
            Effect::Transparent => {}
        }
    }

    /// White space after a command's name is not printed.
    pub(super) fn skip_space(&mut self) {
        let rest = self.scanner.rest();
        let blank = rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
        if rest[..blank].matches('\n').count() < 2 {
            self.scanner.at += blank;
        }
    }

    pub(super) fn drop_arguments(&mut self, count: u8) {
        while self.scanner.bracketed().is_some() {}
        for _ in 0..count {
            if self.scanner.braced().is_none() {
                // `\newcommand\name{…}` and `\input name`: the argument stands without braces.
                let before = self.scanner.at;
                self.scanner.skip_blank();
                match self.scanner.eat("\\") {
                    true => drop(self.scanner.command_name()),
                    false => self.scanner.at = before,
                }
            }
            while self.scanner.bracketed().is_some() {}
        }
    }

    /// Leaves the arguments that are text to be read, and drops the others.
    fn arguments(&mut self, kinds: &[Argument]) {
        let count = |kinds: &[Argument]| u8::try_from(kinds.len()).unwrap_or(u8::MAX);
        let text = kinds.iter().position(|kind| *kind == Argument::Text);
        self.drop_arguments(count(&kinds[..text.unwrap_or(kinds.len())]));
        let after = text.map_or(&[][..], |text| &kinds[text + 1..]);
        if !after.is_empty() && self.scanner.eat("{") {
            self.groups.push(vec![Close::Drop(count(after))]);
        }
    }

    fn close_quote(&mut self) {
        // The brace that closes the argument stands for it.
        let end = self.scanner.at;
        let start = end - usize::from(self.scanner.source[..end].ends_with('}'));
        if self.writer.is_open() {
            self.writer.push("”", Span::new(start, end));
        }
    }

    fn quoted_argument(&mut self) {
        let start = self.scanner.at;
        if self.scanner.eat("{") {
            self.open_block();
            self.writer.push("“", Span::new(start, self.scanner.at));
            self.groups.push(vec![Close::Quote]);
        }
    }

    pub(super) fn marked_argument(&mut self, kind: MarkKind) {
        self.scanner.bracketed();
        self.skip_space();
        if self.scanner.eat("{") {
            self.open_block();
            self.groups.push(vec![Close::Mark(kind, self.writer.here())]);
        }
    }

    pub(super) fn close_group(&mut self) {
        for close in self.groups.pop().unwrap_or_default().into_iter().rev() {
            match close {
                Close::Mark(kind, start) => self.writer.mark(kind, start),
                Close::Quote => self.close_quote(),
                Close::Drop(count) => self.drop_arguments(count),
                Close::Block { preamble } => {
                    self.end_block();
                    self.preamble |= preamble;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(source: &str) -> Document {
        read(Source::new("a.tex", source.to_owned()))
    }

    fn blocks(source: &str) -> Vec<(BlockKind, String)> {
        let document = document(source);
        let text = |span| document.slice(span).to_owned();
        document.blocks.iter().map(|block| (block.kind.clone(), text(block.span))).collect()
    }

    fn plain(source: &str) -> String {
        document(source).text.to_string()
    }

    #[test]
    fn running_text() {
        for (source, wanted) in [
            (
                "As M\\\"uller~(2010, 3--4) says,\nso it is.",
                "As Müller\u{A0}(2010, 3–4) says, so it is.\n",
            ),
            (r"``So'' \& \emph{on} {\it and} off\footnotemark", "“So” & on and off\n"),
            ("a % comment\n  b", "a b\n"),
            (r"50\% of \$3, \O rsted, \'Emile \c{C}a", "50% of $3, Ørsted, Émile Ça\n"),
            ("see \\citep[p.~4]{a,\n b} there", "see \\citep[p. 4]{a, b} there\n"),
            (r"Figure~\ref{fig:a} shows \label{x}it", "Figure\u{A0}shows it\n"),
            (r"\unknown{kept}, \textcolor{red}{kept}", "kept, kept\n"),
            (r"\fcolorbox{red}{blue}{kept}, \texorpdfstring{kept}{gone}.", "kept, kept.\n"),
            (r"\enquote{kept}, \resizebox{1cm}{!}{kept}", "“kept”, kept\n"),
            (r"\foreignlanguage{german}{\emph{Jahr}buch} \rule{1cm}{2pt}", "Jahrbuch \n"),
            ("costs $5 and no more", "costs $5 and no more\n"),
        ] {
            assert_eq!(plain(source), wanted, "{source}");
        }
    }

    #[test]
    fn structure() {
        let source = r"\documentclass{article}\title{On \emph{Trust}}
\newcommand{\x}{no}\begin{document}
\maketitle
\section*{One}
Text\footnote{A note (Hurd 1999).} goes on.

\begin{itemize}\item First\item Second\end{itemize}
\begin{tabular}{ll}a & b \\ c & d\end{tabular}\begin{verbatim}
\cite{x}
\end{verbatim}
\end{document} rest";
        let item = BlockKind::ListItem { ordinal: None };
        let wanted = [
            (BlockKind::Heading(1), "On Trust"),
            (BlockKind::Heading(2), "One"),
            (BlockKind::Paragraph, "Text goes on."),
            (item.clone(), "First"),
            (item, "Second"),
            (BlockKind::TableCell, "a "),
            (BlockKind::TableCell, "b "),
            (BlockKind::TableCell, "c "),
            (BlockKind::TableCell, "d"),
            (BlockKind::Code, r"\cite{x}"),
            (BlockKind::Note { label: "1".to_owned() }, "A note (Hurd 1999)."),
        ];
        assert_eq!(blocks(source), wanted.map(|(kind, text)| (kind, text.to_owned())));
    }

    #[test]
    fn typed_lists_have_keys() {
        let document = document(
            r"So \cite{hurd}.
\begin{thebibliography}{9}
\bibitem[Hurd(1999)]{hurd} Hurd, I. 1999. \newblock Legitimacy.
\end{thebibliography}",
        );
        let kinds: Vec<&BlockKind> = document.blocks.iter().map(|block| &block.kind).collect();
        let item = BlockKind::ListItem { ordinal: None };
        assert_eq!(kinds, [&BlockKind::Paragraph, &BlockKind::Heading(2), &item]);
        assert_eq!(document.slice(document.blocks[2].span), "Hurd, I. 1999. Legitimacy. ");
        let anchor = MarkKind::Anchor { key: "hurd".to_owned() };
        assert!(document.marks.iter().any(|mark| mark.kind == anchor));
    }

    #[test]
    fn items_have_their_numbers() {
        let source = r"\begin{enumerate}\item A\item[7.] B\begin{itemize}\item C\end{itemize}\item D\end{enumerate}";
        let ordinals: Vec<Option<u64>> = document(source)
            .blocks
            .iter()
            .map(|block| match block.kind {
                BlockKind::ListItem { ordinal } => ordinal,
                _ => None,
            })
            .collect();
        assert_eq!(ordinals, [Some(1), Some(7), None, Some(2)]);
    }

    #[test]
    fn own_commands_are_replaced() {
        let source = r"\newcommand{\pc}[1]{(see \citealp{#1})}\newcommand{\WHO}{World Health Organization}\begin{document}So \pc{a} of the \WHO{}.\end{document}";
        assert_eq!(plain(source), "So (see \\citealp{a}) of the World Health Organization.\n");
    }

    #[test]
    fn what_is_inside_a_class_is_no_text() {
        let source = r"\def\member#1#2{\g@addto@macro\all{#1 (#2)}}\begin{document}\member{A}{B}Text.\end{document}";
        assert_eq!(plain(source), "Text.\n");
    }

    #[test]
    fn numbers_that_a_formula_raises() {
        let document = document("So it is$^{3,4}$, and $x^2$.");
        assert_eq!(document.text, "So it is3,4, and x^2.\n");
        let kinds: Vec<&MarkKind> = document.marks.iter().map(|mark| &mark.kind).collect();
        assert_eq!(kinds, [&MarkKind::Superscript, &MarkKind::Math]);
    }

    #[test]
    fn places_are_those_of_the_source() {
        let source = r"So \emph{Andr\'e} says.";
        let document = document(source);
        let start = document.text.find("André").expect("decoded");
        let span = document.in_source(Span::new(start, start + "André".len()));
        assert_eq!(span.of(source), r"Andr\'e");
    }

    #[test]
    fn broken_input_is_read() {
        for source in [
            "\\",
            "{",
            "}",
            "$",
            "\\emph{",
            "\\begin{",
            "\\footnote{",
            "\\cite{",
            "%",
            "\\verb",
            "\\'",
            "\\begin{verbatim}",
            "\\newcommand{\\a}",
        ] {
            plain(source);
        }
    }
}
