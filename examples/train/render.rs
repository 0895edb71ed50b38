//! Renders known records in CSL styles, so that it is known what stands where.

use std::path::Path;

use cite::Entry;
use cite::Span;
use cite::csl::{
    Display, Formatted, Inline, Item, LocaleData, Locales, Processor, Style, Variable,
};
use cite::internals::model::reference::Label;

/// The styles of a folder that have a bibliography, in the order of their names.
pub fn styles(folder: &Path) -> std::io::Result<Vec<Style>> {
    let files = texts(folder)?;
    let styles = files.iter().filter_map(|xml| Style::parse(xml).ok());
    Ok(styles.filter(Style::has_bibliography).collect())
}

/// The locales of a folder.
pub fn locales(folder: &Path) -> std::io::Result<Locales> {
    let mut locales = Locales::new();
    let files = texts(folder)?;
    files.iter().filter_map(|xml| LocaleData::parse(xml).ok()).for_each(|data| locales.add(data));
    Ok(locales)
}

/// What the files of a folder say, in the order of their names.
fn texts(folder: &Path) -> std::io::Result<Vec<String>> {
    let mut paths = Vec::new();
    for file in std::fs::read_dir(folder)? {
        paths.push(file?.path());
    }
    paths.sort();
    Ok(paths.iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect())
}

/// Rendered text with what is known of its stretches.
#[derive(Debug, Default)]
pub struct Rendering {
    /// The text.
    pub text: String,
    /// Lists of names.
    pub named: Vec<(Label, Span)>,
    /// Dates of any kind.
    pub dates: Vec<Span>,
    /// The number or key before the entry.
    pub number: Option<Span>,
}

/// The records in a style, those of which it writes something.
pub fn render<'e>(
    records: &[&'e Entry],
    style: &Style,
    locales: &Locales,
) -> Vec<(&'e Entry, Rendering)> {
    let item = |record: &&Entry| Item::from_json(&serde_json::to_value(record).ok()?).ok();
    let mut processor = Processor::new(style, locales, None);
    processor.tell_fields();
    processor.set_items(records.iter().filter_map(item).collect());
    let of_record = |id: &str| records.iter().copied().find(|record| record.id == id);
    let entries = processor.bibliography().into_iter();
    entries
        .filter(|entry| !entry.text.is_empty())
        .filter_map(|entry| Some((of_record(&entry.id)?, Rendering::of(&entry.text))))
        .collect()
}

impl Rendering {
    fn of(text: &Formatted) -> Rendering {
        let mut rendering = Rendering::default();
        rendering.content(&text.content);
        rendering
    }

    fn content(&mut self, content: &[Inline]) {
        content.iter().for_each(|inline| self.inline(inline));
    }

    fn inline(&mut self, inline: &Inline) {
        /// Text in the margin is a number or key if it is no longer than this.
        const LONGEST_NUMBER: usize = 8;
        match inline {
            Inline::Text(text) => self.text.push_str(text),
            Inline::Styled(_, content) | Inline::Link(_, content) => self.content(content),
            Inline::Quoted { open, close, content } => {
                self.text.push_str(open);
                self.content(content);
                self.text.push_str(close);
            }
            Inline::Block(display, content) => {
                if !self.text.is_empty() {
                    self.text.push(' ');
                }
                let start = self.text.len();
                self.content(content);
                let span = Span::new(start, self.text.len());
                if *display == Display::LeftMargin && span.len() < LONGEST_NUMBER {
                    self.number = Some(span);
                }
            }
            Inline::Field(variable, content) => {
                let start = self.text.len();
                self.content(content);
                self.note(*variable, Span::new(start, self.text.len()).trim(&self.text));
            }
        }
    }

    /// Keeps what is known of a stretch.
    fn note(&mut self, variable: Variable, span: Span) {
        match variable {
            Variable::CitationNumber | Variable::CitationLabel => self.number = Some(span),
            Variable::Author => self.named.push((Label::Author, span)),
            Variable::Translator => self.named.push((Label::Translator, span)),
            Variable::Editor | Variable::EditorialDirector | Variable::CollectionEditor => {
                self.named.push((Label::Editor, span));
            }
            _ if variable.is_date() => self.dates.push(span),
            _ => {}
        }
    }
}
