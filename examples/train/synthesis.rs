//! Strings made by rendering known records in CSL styles.

use std::path::Path;

use cite::model::entry::Entry;
use cite::model::reference::Label;
use cite::parse::tokens::tokens;
use cite::text::fold::fold;
use cite::text::span::Span;
use hayagriva::citationberg::taxonomy::NameVariable;
use hayagriva::citationberg::{FontStyle, IndependentStyle, Locale, LocaleCode, Style, json};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, ElemChild,
    ElemChildren, ElemMeta,
};

use crate::strings::{Labelled, tags};

/// A generator of numbers that are the same on every machine.
pub struct Dice(pub u64);

impl Dice {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        self.0 >> 33
    }
    pub fn below(&mut self, n: usize) -> usize {
        self.next() as usize % n.max(1)
    }
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

pub fn styles(dir: &Path) -> Vec<IndependentStyle> {
    let mut paths: Vec<_> = std::fs::read_dir(dir)
        .unwrap()
        .filter_map(|e| Some(e.ok()?.path()))
        .filter(|p| p.extension().is_some_and(|e| e == "csl"))
        .collect();
    paths.sort();
    paths
        .iter()
        .filter_map(|p| {
            let xml = std::fs::read_to_string(p).ok()?;
            match Style::from_xml(&xml).ok()? {
                Style::Independent(s) if s.bibliography.is_some() => Some(s),
                _ => None,
            }
        })
        .collect()
}

/// Rendered text with what is known of its stretches.
#[derive(Default)]
struct Rendering {
    text: String,
    emphasis: Vec<Span>,
    named: Vec<(Label, Span)>,
    dates: Vec<Span>,
    skip: Vec<Span>,
}

impl Rendering {
    fn walk(&mut self, children: &ElemChildren) {
        for child in &children.0 {
            self.child(child);
        }
    }
    fn child(&mut self, child: &ElemChild) {
        match child {
            ElemChild::Text(t) | ElemChild::Link { text: t, .. } => {
                let start = self.text.len();
                self.text.push_str(&t.text);
                if t.formatting.font_style == FontStyle::Italic && !t.text.trim().is_empty() {
                    self.emphasis.push(Span::new(start, self.text.len()));
                }
            }
            ElemChild::Markup(m) => self.text.push_str(m),
            ElemChild::Transparent { .. } => {}
            ElemChild::Elem(e) => {
                let start = self.text.len();
                if e.display.is_some() && !self.text.is_empty() && !self.text.ends_with(' ') {
                    self.text.push(' ');
                }
                self.walk(&e.children);
                let span = Span::new(start, self.text.len()).trim(&self.text);
                match &e.meta {
                    Some(ElemMeta::Names(n)) => {
                        let label = match n.first().map(|n| n.1) {
                            Some(NameVariable::Author) => Some(Label::Author),
                            Some(NameVariable::Translator) => Some(Label::Translator),
                            Some(
                                NameVariable::Editor
                                | NameVariable::EditorialDirector
                                | NameVariable::CollectionEditor,
                            ) => Some(Label::Editor),
                            _ => None,
                        };
                        if let Some(l) = label {
                            self.named.push((l, span));
                        }
                    }
                    Some(ElemMeta::Date) => self.dates.push(span),
                    Some(ElemMeta::CitationNumber) => self.skip.push(span),
                    _ => {}
                }
            }
        }
    }
}

pub fn render(
    records: &[&Entry],
    style: &IndependentStyle,
    locales: &[Locale],
    locale: Option<LocaleCode>,
) -> Vec<Labelled> {
    let items: Vec<json::Item> = records
        .iter()
        .filter_map(|r| serde_json::from_value(serde_json::to_value(r).ok()?).ok())
        .collect();
    let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let mut driver = BibliographyDriver::new();
        for item in &items {
            driver.citation(CitationRequest::from_items(
                vec![CitationItem::with_entry(item)],
                style,
                locales,
            ));
        }
        driver.finish(BibliographyRequest { style, locale, locale_files: locales })
    }));
    let Some(bibliography) = done.ok().and_then(|r| r.bibliography) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for item in bibliography.items {
        let Some(entry) = records.iter().find(|r| r.id == item.key) else {
            continue;
        };
        let mut r = Rendering::default();
        if let Some(first) = &item.first_field {
            r.child(first);
            let s = Span::new(0, r.text.len());
            if r.text.len() < 8 {
                r.skip.push(s);
            }
            r.text.push(' ');
        }
        r.walk(&item.content);
        if let Some(l) = align(r, entry) {
            out.push(l);
        }
    }
    out
}

fn align(r: Rendering, entry: &Entry) -> Option<Labelled> {
    let text = r.text;
    let toks = tokens(&text);
    if toks.len() < 4 || toks.len() > 250 {
        return None;
    }
    let words: Vec<String> = toks.iter().map(|t| fold(t.span.of(&text))).collect();
    let mut claimed = vec![false; toks.len()];
    let mut spans: Vec<(Label, Span)> = Vec::new();
    let within =
        |s: Span| -> Vec<usize> { (0..toks.len()).filter(|i| s.contains(toks[*i].span)).collect() };
    for s in &r.skip {
        for i in within(*s) {
            claimed[i] = true;
        }
    }
    for s in &r.skip {
        if s.len() < 8 {
            spans.push((Label::CitationNumber, *s));
        }
    }
    for (l, s) in &r.named {
        let ix = within(*s);
        if ix.iter().any(|i| claimed[*i]) {
            continue;
        }
        for i in &ix {
            claimed[*i] = true;
        }
        if let (Some(a), Some(b)) = (ix.first(), ix.last()) {
            spans.push((*l, Span::new(toks[*a].span.start, toks[*b].span.end)));
        }
    }
    // dates
    let issued = entry.date("issued");
    let year = issued.and_then(|d| d.year()).map(|y| y.to_string());
    let literal = issued.and_then(|d| d.literal.clone());
    let mut dated = false;
    for s in &r.dates {
        let ix: Vec<usize> = within(*s).into_iter().filter(|i| !claimed[*i]).collect();
        if ix.is_empty() || toks[ix[0]].known.is_some() {
            continue;
        }
        let has = |y: &Option<String>| {
            y.as_ref().is_some_and(|y| ix.iter().any(|i| words[*i].starts_with(y.as_str())))
        };
        let accessed = entry.date("accessed").and_then(|d| d.year()).map(|y| y.to_string());
        if !has(&year) && has(&accessed) {
            continue;
        }
        for i in &ix {
            claimed[*i] = true;
        }
        dated |= has(&year);
        let mut end = toks[*ix.last()?].span.end;
        // the letter after a year
        if let Some(n) = toks.get(ix.last()? + 1)
            && n.span.start == end
            && n.span.len() == 1
        {
            end = n.span.end;
            claimed[ix.last()? + 1] = true;
        }
        spans.push((Label::Date, Span::new(toks[ix[0]].span.start, end)));
    }
    if let Some(l) = literal
        && !dated
        && let Some(ix) = find(&words, &claimed, &l)
    {
        for i in &ix {
            claimed[*i] = true;
        }
        spans.push((Label::Date, Span::new(toks[ix[0]].span.start, toks[*ix.last()?].span.end)));
    }
    if year.is_some() && !dated {
        let y = year?;
        if let Some(i) = (0..toks.len()).find(|i| !claimed[*i] && words[*i] == y) {
            claimed[i] = true;
            spans.push((Label::Date, toks[i].span));
        }
    }
    for (variable, label) in [
        ("title", Label::Title),
        ("container-title", Label::Container),
        ("collection-title", Label::Series),
        ("publisher", Label::Publisher),
        ("publisher-place", Label::Location),
        ("event-place", Label::Location),
        ("genre", Label::Genre),
        ("page", Label::Pages),
        ("volume", Label::Volume),
        ("issue", Label::Issue),
        ("edition", Label::Edition),
    ] {
        let Some(value) = entry.text(variable) else {
            continue;
        };
        let found = if variable == "page" {
            pages(&words, &toks, &text, &claimed, value)
        } else {
            find(&words, &claimed, value)
        };
        let Some(mut ix) = found else {
            if variable == "title" {
                let long =
                    tokens(value).iter().map(|t| fold(t.span.of(value))).max_by_key(|w| w.len())?;
                if entry.text("container-title").is_none() || words.contains(&long) {
                    return None;
                }
            }
            if variable == "container-title" {
                let long =
                    tokens(value).iter().map(|t| fold(t.span.of(value))).max_by_key(|w| w.len())?;
                if long.len() > 4 && words.contains(&long) {
                    return None;
                }
            }
            continue;
        };
        if variable == "edition" {
            let mut last = *ix.last()?;
            while let Some(w) = words.get(last + 1)
                && (w == "ed"
                    || w == "edition"
                    || w == "edn"
                    || w == "aufl"
                    || w == "auflage"
                    || w == "st"
                    || w == "nd"
                    || w == "rd"
                    || w == "th")
            {
                last += 1;
                ix.push(last);
            }
        }
        for i in &ix {
            claimed[*i] = true;
        }
        spans.push((label, Span::new(toks[ix[0]].span.start, toks[*ix.last()?].span.end)));
    }
    spans.sort_by_key(|s| s.1.start);
    if spans.windows(2).any(|w| w[0].1.end > w[1].1.start) {
        return None;
    }
    let t = tags(&toks, &spans);
    Some(Labelled {
        line: String::new(),
        file: None,
        tokens: toks,
        tags: t,
        text,
        emphasis: r.emphasis,
    })
}

fn find(words: &[String], claimed: &[bool], value: &str) -> Option<Vec<usize>> {
    let want: Vec<String> =
        tokens(value).iter().map(|t| fold(t.whole.of(value))).filter(|w| !w.is_empty()).collect();
    if want.is_empty() || want.len() > words.len() {
        return None;
    }
    (0..=words.len() - want.len())
        .find(|s| (0..want.len()).all(|i| words[s + i] == want[i] && !claimed[s + i]))
        .map(|s| (s..s + want.len()).collect())
}

fn pages(
    words: &[String],
    toks: &[cite::parse::tokens::Token],
    text: &str,
    claimed: &[bool],
    value: &str,
) -> Option<Vec<usize>> {
    if let Some(ix) = find(words, claimed, value) {
        return Some(ix);
    }
    let first: Vec<String> = tokens(value.split(['-', '–']).next()?)
        .iter()
        .map(|t| fold(t.span.of(value.split(['-', '–']).next().unwrap_or(""))))
        .collect();
    let w = first.last()?;
    let s = (0..words.len()).find(|i| words[*i] == *w && !claimed[*i])?;
    let mut ix = vec![s];
    if let Some(n) = toks.get(s + 1)
        && text[toks[s].span.end..n.span.start].contains(['-', '–'])
        && words[s + 1].bytes().all(|b| b.is_ascii_digit())
    {
        ix.push(s + 1);
    }
    Some(ix)
}
