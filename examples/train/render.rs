//! Renders known records in CSL styles, so that it is known what stands where.

use std::path::Path;

use cite::Entry;
use cite::Span;
use cite::internals::model::reference::Label;
use hayagriva::citationberg::taxonomy::NameVariable;
use hayagriva::citationberg::{IndependentStyle, Locale, Style, json};
use hayagriva::{
    BibliographyDriver, BibliographyItem, BibliographyRequest, CitationItem, CitationRequest,
    ElemChild, ElemChildren, ElemMeta,
};

/// The styles of a folder that have a bibliography, in the order of their names.
pub fn styles(folder: &Path) -> std::io::Result<Vec<IndependentStyle>> {
    let mut paths = Vec::new();
    for file in std::fs::read_dir(folder)? {
        paths.push(file?.path());
    }
    paths.sort();
    let styles = paths.iter().filter_map(|path| {
        let xml = std::fs::read_to_string(path).ok()?;
        match Style::from_xml(&xml).ok()? {
            Style::Independent(style) if style.bibliography.is_some() => Some(style),
            _ => None,
        }
    });
    Ok(styles.collect())
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

/// The records in a style, those that the renderer can render.
pub fn render<'e>(
    records: &[&'e Entry],
    style: &IndependentStyle,
    locales: &[Locale],
) -> Vec<(&'e Entry, Rendering)> {
    let json = |record: &Entry| serde_json::from_value(serde_json::to_value(record).ok()?).ok();
    let items: Vec<json::Item> = records.iter().filter_map(|record| json(record)).collect();
    // The renderer gives up on some styles with a panic; they are passed over.
    let rendered = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let mut driver = BibliographyDriver::new();
        for item in &items {
            let cited = vec![CitationItem::with_entry(item)];
            driver.citation(CitationRequest::from_items(cited, style, locales));
        }
        driver.finish(BibliographyRequest { style, locale: None, locale_files: locales })
    }));
    let items = rendered.ok().and_then(|rendered| rendered.bibliography).map(|list| list.items);
    let of_record = |item: BibliographyItem| {
        let record = records.iter().find(|record| record.id == item.key)?;
        Some((*record, Rendering::of(&item)))
    };
    items.into_iter().flatten().filter_map(of_record).collect()
}

impl Rendering {
    fn of(item: &BibliographyItem) -> Rendering {
        /// What stands first in a hanging indent is a number or key if it is no longer than this.
        const LONGEST_NUMBER: usize = 8;
        let mut rendering = Rendering::default();
        if let Some(first) = &item.first_field {
            rendering.child(first);
            let span = Span::new(0, rendering.text.len());
            rendering.number = (span.len() < LONGEST_NUMBER).then_some(span);
            rendering.text.push(' ');
        }
        rendering.children(&item.content);
        rendering
    }

    fn children(&mut self, children: &ElemChildren) {
        for child in &children.0 {
            self.child(child);
        }
    }

    fn child(&mut self, child: &ElemChild) {
        match child {
            ElemChild::Text(text) | ElemChild::Link { text, .. } => self.text.push_str(&text.text),
            ElemChild::Markup(markup) => self.text.push_str(markup),
            ElemChild::Transparent { .. } => {}
            ElemChild::Elem(element) => {
                if element.display.is_some() && !self.text.is_empty() {
                    self.text.push(' ');
                }
                let start = self.text.len();
                self.children(&element.children);
                let span = Span::new(start, self.text.len()).trim(&self.text);
                self.note(element.meta.as_ref(), span);
            }
        }
    }

    /// Keeps what the renderer says of a stretch.
    fn note(&mut self, meta: Option<&ElemMeta>, span: Span) {
        match meta {
            Some(ElemMeta::Names(names)) => {
                let role = names.first().map(|name| name.1);
                self.named.extend(role.and_then(label_of).map(|label| (label, span)));
            }
            Some(ElemMeta::Date) => self.dates.push(span),
            Some(ElemMeta::CitationNumber) => self.number = Some(span),
            _ => {}
        }
    }
}

fn label_of(role: NameVariable) -> Option<Label> {
    match role {
        NameVariable::Author => Some(Label::Author),
        NameVariable::Translator => Some(Label::Translator),
        NameVariable::Editor | NameVariable::EditorialDirector | NameVariable::CollectionEditor => {
            Some(Label::Editor)
        }
        _ => None,
    }
}
