//! Reads many references on all cores.

use rayon::prelude::*;

use crate::model::reference::Reference;
use crate::references::parse_one::parse_one;

/// Fewer texts than this are not worth a task of their own.
const SHARE: usize = 64;

/// Reads each text as one reference, in order. Spans of a reference count bytes of its own text.
///
/// ```
/// let texts = ["Knuth, D. 1984. The TeXbook. Reading: Addison-Wesley.", "Hurd, I. 1999. Order."];
/// let read = cite::internals::references::parse_all(&texts);
/// assert_eq!(read[1].entry.year(), Some(1999));
/// ```
pub fn parse_all<T: AsRef<str> + Sync>(texts: &[T]) -> Vec<Reference> {
    let read = |text: &T| parse_one(text.as_ref());
    // A few are read before the threads are there.
    match texts.len() <= SHARE {
        true => texts.iter().map(read).collect(),
        false => texts.par_iter().with_min_len(SHARE).map(read).collect(),
    }
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
