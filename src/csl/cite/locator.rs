//! Locators with their label written in them: "ch. 3".
//!
//! CSL 1.0.2, "Locators".

use super::cluster::Cite;
use crate::csl::item::Item;
use crate::csl::item::numbers::label_term;
use crate::csl::locale::Locale;

/// Takes a label out of the locator, and what stands after "|".
pub(crate) fn read(cite: &mut Cite, item: &Item, locale: &Locale) {
    let Some(locator) = &mut cite.locator else { return };
    if let Some(bar) = locator.find('|') {
        locator.truncate(bar);
    }
    locator.truncate(locator.trim_end().len());
    let legal = ["bill", "gazette", "legislation", "regulation", "treaty"];
    let unlabelled = cite.label.as_deref().is_none_or(|label| matches!(label, "" | "page"));
    if !unlabelled || legal.contains(&item.kind.as_str()) {
        return;
    }
    let Some((label, rest)) = locator.split_once(char::is_whitespace) else { return };
    let term = label_term(label).filter(|term| locale.has(term));
    if let Some(term) = term {
        cite.label = Some(term.to_owned());
        *locator = rest.trim_start().to_owned();
    }
    if locator.is_empty() {
        cite.locator = None;
    }
}
