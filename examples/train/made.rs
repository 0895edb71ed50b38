//! Strings that are made: records of the known strings in other dress.

use std::error::Error;

use cite::Entry;

use crate::Data;
use crate::align::align;
use crate::changed::changed;
use crate::dice::Dice;
use crate::mix::Parts;
use crate::render::{locales, render, styles};
use crate::strings::Labelled;
use crate::templates;

/// How many records are rendered together, so that styles number them and tell them apart.
const TOGETHER: usize = 4;

/// The known strings, those that are rendered from their records and from records put together of their
/// parts, those from templates, and some of all these changed.
pub fn with_made(mut known: Vec<Labelled>, data: &Data) -> Result<Vec<Labelled>, Box<dyn Error>> {
    let mut dice = Dice::new(data.settings.seed + 6);
    let records = records(&known);
    let parts = Parts::new(&records, &data.lists)?;
    let mixed = (0..data.mixed).map(|at| parts.record(format!("m{at}"), &mut dice)).collect();
    let mut made = rendered(records, data.rendered, data, &mut dice)?;
    made.extend(rendered(mixed, data.mixed, data, &mut dice)?);
    let templated = templates::fill(&known, data.templated, &mut dice)?;
    println!(
        "{} known strings, {} rendered, {} from templates",
        known.len(),
        made.len(),
        templated.len()
    );
    known.extend(made);
    known.extend(templated);
    let changed = changed(&known, data.untitled, data.misplaced, &mut dice);
    println!("{} of them changed", changed.len());
    known.extend(changed);
    Ok(known)
}

/// So many strings of these records.
fn rendered(
    records: Vec<Entry>,
    count: usize,
    data: &Data,
    dice: &mut Dice,
) -> Result<Vec<Labelled>, Box<dyn Error>> {
    let mut made = Vec::new();
    if count == 0 {
        return Ok(made);
    }
    let styles = styles(&data.styles)?;
    let locales = locales(&data.locales)?;
    for _ in 0..count {
        let chosen: Vec<&Entry> = (0..TOGETHER).filter_map(|_| dice.pick(&records)).collect();
        if let Some(style) = dice.pick(&styles).filter(|_| made.len() < count) {
            let rendered = render(&chosen, style, &locales);
            made.extend(rendered.into_iter().filter_map(|(entry, text)| align(text, entry)));
        }
    }
    Ok(made)
}

/// The records that are whole enough to be rendered.
fn records(known: &[Labelled]) -> Vec<Entry> {
    let numbered = known.iter().enumerate().map(|(number, string)| {
        let mut entry = string.record();
        entry.id = format!("r{number}").into();
        // The reader takes proceedings for the event too: a style would print them twice.
        entry.variables.remove("event-title");
        entry
    });
    let whole = |entry: &Entry| {
        entry.text("title").is_some_and(|title| title.len() > 8)
            && !entry.creators().is_empty()
            && entry.date("issued").is_some_and(|date| date.date_parts.len() <= 1)
    };
    numbered.filter(whole).collect()
}
