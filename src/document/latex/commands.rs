//! What the commands and environments of LaTeX do to running text.

use crate::model::document::MarkKind;

/// What a command does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Effect {
    /// Its argument is a heading of this level.
    Heading(u8),
    /// Its argument is marked.
    Mark(MarkKind),
    /// What follows in its group is marked.
    Switch(MarkKind),
    /// Its argument is a footnote or endnote.
    Note,
    /// Its argument is the caption of a figure or table.
    Caption,
    /// Its argument is an address, as typed.
    Address,
    /// Its first argument is an address, its second the text that leads there.
    Link,
    /// It names library files, with or without their ending.
    Bibliography,
    /// It cites works by keys.
    Cite,
    /// It begins an item of a list.
    Item,
    /// It begins an entry of a typed reference list.
    BibItem,
    /// It ends a line.
    Break,
    /// It ends a paragraph.
    Paragraph,
    /// It is followed by program text between two equal characters.
    Verbatim,
    /// Its argument stands in quotation marks.
    Quote,
    /// It has these arguments, besides optional ones.
    Arguments(&'static [Argument]),
    /// Nothing of it is text; its arguments are.
    Transparent,
}

/// What an argument of a command is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Argument {
    /// Running text.
    Text,
    /// A name, a length, a colour: nothing that is printed as it stands.
    Other,
}

use Argument::{Other, Text};

/// Returns what the command `name` does; what is not known leaves its arguments in the text.
pub(crate) fn effect(name: &str) -> Effect {
    let found = COMMANDS.iter().find(|(names, _)| names.contains(&name));
    match found {
        Some((_, effect)) => effect.clone(),
        None if name.to_ascii_lowercase().contains("cite") => Effect::Cite,
        None => Effect::Transparent,
    }
}

const COMMANDS: &[(&[&str], Effect)] = &[
    (&["part", "chapter", "title"], Effect::Heading(1)),
    (&["section"], Effect::Heading(2)),
    (&["subsection"], Effect::Heading(3)),
    (&["subsubsection"], Effect::Heading(4)),
    (&["emph", "textit", "textsl"], Effect::Mark(MarkKind::Emphasis)),
    (&["textbf"], Effect::Mark(MarkKind::Strong)),
    (&["textsuperscript"], Effect::Mark(MarkKind::Superscript)),
    (&["textsubscript"], Effect::Mark(MarkKind::Subscript)),
    (&["texttt", "code"], Effect::Mark(MarkKind::Code)),
    (&["em", "it", "itshape", "sl", "slshape"], Effect::Switch(MarkKind::Emphasis)),
    (&["bf", "bfseries"], Effect::Switch(MarkKind::Strong)),
    (&["tt", "ttfamily"], Effect::Switch(MarkKind::Code)),
    (&["footnote", "endnote", "footnotetext", "sidenote"], Effect::Note),
    (&["caption", "captionof", "subcaption"], Effect::Caption),
    (&["url", "nolinkurl", "path"], Effect::Address),
    (&["href"], Effect::Link),
    (&["item"], Effect::Item),
    (&["bibitem"], Effect::BibItem),
    (&["\\", "newline", "linebreak", "tabularnewline"], Effect::Break),
    (&["par", "newpage", "clearpage", "bigskip", "medskip", "smallskip"], Effect::Paragraph),
    (&["verb", "lstinline"], Effect::Verbatim),
    (&["bibliography", "addbibresource"], Effect::Bibliography),
    (&["enquote"], Effect::Quote),
    (
        &[
            "address",
            "affil",
            "author",
            "autoref",
            "bibliographystyle",
            "captionsetup",
            "citestyle",
            "color",
            "cref",
            "Cref",
            "date",
            "defcitealias",
            "documentclass",
            "email",
            "eqref",
            "geometry",
            "glossary",
            "graphicspath",
            "hskip",
            "hspace",
            "hypersetup",
            "hyphenation",
            "include",
            "includegraphics",
            "includepdf",
            "index",
            "input",
            "institute",
            "label",
            "linespread",
            "lstinputlisting",
            "lstset",
            "nameref",
            "nocite",
            "orcid",
            "pagenumbering",
            "pageref",
            "pagestyle",
            "ref",
            "rowcolor",
            "selectlanguage",
            "setcitestyle",
            "subfile",
            "subref",
            "thanks",
            "thispagestyle",
            "tikzset",
            "todo",
            "usepackage",
            "usetikzlibrary",
            "vref",
            "vskip",
            "vspace",
        ],
        Effect::Arguments(&[Other]),
    ),
    (
        &[
            "addcontentsline",
            "addtocontents",
            "addtocounter",
            "addtolength",
            "DeclareMathOperator",
            "fontsize",
            "import",
            "inputminted",
            "markboth",
            "newcommand",
            "newtheorem",
            "pdfbookmark",
            "providecommand",
            "renewcommand",
            "rule",
            "setcounter",
            "setlength",
            "subimport",
        ],
        Effect::Arguments(&[Other, Other]),
    ),
    (
        &["crefname", "Crefname", "definecolor", "newenvironment", "renewenvironment"],
        Effect::Arguments(&[Other, Other, Other]),
    ),
    (
        &[
            "colorbox",
            "foreignlanguage",
            "hyperlink",
            "hypertarget",
            "parbox",
            "raisebox",
            "rotatebox",
            "scalebox",
            "textcolor",
        ],
        Effect::Arguments(&[Other, Text]),
    ),
    (
        &["fcolorbox", "multicolumn", "multirow", "resizebox"],
        Effect::Arguments(&[Other, Other, Text]),
    ),
    (&["texorpdfstring"], Effect::Arguments(&[Text, Other])),
];

/// What an environment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Environment {
    /// Program text.
    Code,
    /// Displayed mathematics.
    Math,
    /// Not part of the text at all.
    Hidden,
    /// Rows and cells; it has this many arguments.
    Table(u8),
    /// A typed reference list.
    Bibliography,
    /// Items.
    List {
        /// Whether they are counted.
        numbered: bool,
    },
    /// Running text, after this many arguments.
    Text(u8),
}

/// Returns what the environment `name` is.
pub(crate) fn environment(name: &str) -> Environment {
    let plain = name.trim_end_matches('*');
    match plain {
        "verbatim" | "Verbatim" | "lstlisting" | "minted" | "alltt" | "algorithmic" => {
            Environment::Code
        }
        "comment" | "filecontents" | "tikzpicture" | "picture" | "CCSXML" => Environment::Hidden,
        "equation" | "align" | "gather" | "multline" | "eqnarray" | "displaymath" | "math"
        | "alignat" | "flalign" | "subequations" | "dmath" => Environment::Math,
        "tabular" if name.ends_with('*') => Environment::Table(2),
        "tabular" | "longtable" | "supertabular" => Environment::Table(1),
        "tabularx" | "tabulary" => Environment::Table(2),
        "thebibliography" => Environment::Bibliography,
        "enumerate" | "compactenum" => Environment::List { numbered: true },
        "itemize" | "description" | "compactitem" => Environment::List { numbered: false },
        "minipage" | "multicols" | "subfigure" | "column" | "CJK" | "otherlanguage" => {
            Environment::Text(1)
        }
        "wrapfigure" | "adjustwidth" | "list" => Environment::Text(2),
        _ => Environment::Text(0),
    }
}
