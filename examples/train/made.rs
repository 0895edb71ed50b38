//! Strings that are made: records of the known strings in other dress.

use std::error::Error;

use cite::Entry;

use crate::Data;
use crate::align::align;
use crate::dice::Dice;
use crate::render::{locales, render, styles};
use crate::strings::Labelled;
use crate::templates;

/// How many records are rendered together, so that styles number them and tell them apart.
const TOGETHER: usize = 4;

/// The known strings, those that are rendered from their records, and those from templates.
pub fn with_made(mut known: Vec<Labelled>, data: &Data) -> Result<Vec<Labelled>, Box<dyn Error>> {
    let mut dice = Dice::new(data.settings.seed + 6);
    let rendered = rendered(&known, data, &mut dice)?;
    let templated = templates::fill(&known, data.templated, &mut dice)?;
    println!(
        "{} known strings, {} rendered, {} from templates",
        known.len(),
        rendered.len(),
        templated.len()
    );
    known.extend(rendered);
    known.extend(templated);
    Ok(known)
}

fn rendered(
    known: &[Labelled],
    data: &Data,
    dice: &mut Dice,
) -> Result<Vec<Labelled>, Box<dyn Error>> {
    let mut made = Vec::new();
    if data.rendered == 0 {
        return Ok(made);
    }
    let styles = styles(&data.styles)?;
    let locales = locales(&data.locales)?;
    let records: Vec<Entry> = records(known);
    for _ in 0..data.rendered {
        let chosen: Vec<&Entry> = (0..TOGETHER).filter_map(|_| dice.pick(&records)).collect();
        if let Some(style) = dice.pick(&styles).filter(|_| made.len() < data.rendered) {
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
        entry.id = format!("r{number}");
        entry
    });
    let whole = |entry: &Entry| {
        entry.text("title").is_some_and(|title| title.len() > 8)
            && !entry.creators().is_empty()
            && entry.date("issued").is_some_and(|date| date.date_parts.len() <= 1)
    };
    numbered.filter(whole).collect()
}
