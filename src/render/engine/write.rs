//! Lets the engine write one cite or one entry, and many on all cores.

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayagriva::citationberg::json::Item;
use hayagriva::{
    CitationItem, CitationRequest, ElemChildren, LocatorPayload, SpecificLocator,
    standalone_citation,
};

use super::fit::Fitting;
use super::prepare::Prepared;
use crate::render::citation::Locator;

/// What the engine writes for a record; nothing if it panics, as it does on some records in some
/// styles: that must not cost the others.
pub fn write(
    csl: &Fitting,
    style: &Prepared,
    item: &Item,
    locator: Option<&Locator>,
) -> Option<ElemChildren> {
    let locator =
        locator.map(|locator| SpecificLocator(locator.label, LocatorPayload::Str(&locator.text)));
    let csl = csl.to(item);
    let request = || {
        CitationRequest::new(
            vec![CitationItem::with_locator(item, locator.clone())],
            &csl,
            Some(style.spoken.clone()),
            &style.locales,
            None,
        )
    };
    catch_unwind(AssertUnwindSafe(|| standalone_citation(request()))).ok()
}

/// Does something for each of many records, on all cores if they are many; in their order.
pub fn each<T: Sync, R: Send>(list: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    const FEW: usize = 4;
    spread(list, FEW, work)
}

/// Does something for each of many, on all cores; in their order. No core has fewer than `least`.
pub fn spread<T: Sync, R: Send>(list: &[T], least: usize, work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let cores = std::thread::available_parallelism().map_or(1, |count| count.get());
    let share = list.len().div_ceil(cores).max(least);
    if list.len() <= share {
        return list.iter().map(work).collect();
    }
    let work = &work;
    std::thread::scope(|scope| {
        let parts = list.chunks(share);
        let threads: Vec<_> = parts
            .map(|part| scope.spawn(move || part.iter().map(work).collect::<Vec<R>>()))
            .collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap_or_default()).collect()
    })
}
