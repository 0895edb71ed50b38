//! Reads many references on all cores.

use std::num::NonZero;
use std::thread;

use crate::model::reference::Reference;
use crate::references::parse_one::parse_one;

/// Fewer texts than this are not worth a thread of their own.
const SHARE: usize = 64;

/// Reads each text as one reference, in order. Spans of a reference count bytes of its own text.
///
/// ```
/// let texts = ["Knuth, D. 1984. The TeXbook. Reading: Addison-Wesley.", "Hurd, I. 1999. Order."];
/// let read = cite::internals::references::parse_all(&texts);
/// assert_eq!(read[1].entry.year(), Some(1999));
/// ```
pub fn parse_all<T: AsRef<str> + Sync>(texts: &[T]) -> Vec<Reference> {
    let read = |texts: &[T]| texts.iter().map(|text| parse_one(text.as_ref())).collect::<Vec<_>>();
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let share = texts.len().div_ceil(cores).max(SHARE);
    if texts.len() <= share {
        return read(texts);
    }
    thread::scope(|scope| {
        let parts: Vec<_> =
            texts.chunks(share).map(|part| (part, scope.spawn(move || read(part)))).collect();
        // A thread that could not finish costs no reference: its part is read again here.
        parts
            .into_iter()
            .flat_map(|(part, thread)| thread.join().unwrap_or_else(|_| read(part)))
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_is_kept_over_threads() {
        let texts: Vec<String> =
            (0..300).map(|n| format!("Hurd, I. 1999. Order {n}. Yale: Press.")).collect();
        let read = parse_all(&texts);
        assert!(read.iter().zip(&texts).all(|(reference, text)| *reference.raw == **text));
        assert!(parse_all::<&str>(&[]).is_empty());
    }
}
