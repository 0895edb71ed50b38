//! Values that were computed before and may be needed again.

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Mutex;

/// More values are not kept: a session is to take no more room than its text explains.
const MOST: usize = 10_000;

/// Values by what they were computed from. What was not asked for between two calls of
/// [`sweep`](Memo::sweep) is dropped by the second.
#[derive(Debug)]
pub(crate) struct Memo<K, V> {
    /// None where nothing is kept.
    kept: Option<RefCell<HashMap<K, Kept<V>>>>,
}

#[derive(Debug)]
struct Kept<V> {
    value: V,
    used: bool,
}

impl<K, V> Memo<K, V> {
    /// A memo that keeps values.
    pub(crate) fn keeping() -> Memo<K, V> {
        Memo { kept: Some(RefCell::default()) }
    }

    /// A memo that keeps nothing, for what is computed once.
    pub(crate) const fn none() -> Memo<K, V> {
        Memo { kept: None }
    }

    /// Whether it keeps values.
    pub(crate) fn keeps(&self) -> bool {
        self.kept.is_some()
    }

    /// Drops what was not asked for since the last call.
    pub(crate) fn sweep(&mut self) {
        if let Some(kept) = &mut self.kept {
            kept.get_mut().retain(|_, kept| std::mem::take(&mut kept.used));
        }
    }
}

impl<K: Eq + Hash, V: Clone> Memo<K, V> {
    /// Returns the value that was computed from this; `compute` is called where there is none.
    pub(crate) fn get(&self, from: impl FnOnce() -> K, compute: impl FnOnce() -> V) -> V {
        let Some(all) = &self.kept else { return compute() };
        let from = from();
        if let Some(kept) = all.borrow_mut().get_mut(&from) {
            kept.used = true;
            return kept.value.clone();
        }
        let value = compute();
        let mut all = all.borrow_mut();
        if all.len() < MOST {
            all.insert(from, Kept { value: value.clone(), used: true });
        }
        value
    }
}

/// Large values that others depend on, each with a number that no other has had.
#[derive(Debug)]
pub(crate) struct Numbered<T> {
    all: RefCell<Vec<(T, u64, bool)>>,
    last: RefCell<u64>,
}

impl<T> Default for Numbered<T> {
    fn default() -> Numbered<T> {
        Numbered { all: RefCell::default(), last: RefCell::default() }
    }
}

impl<T> Numbered<T> {
    /// Returns the number of the value that `is` says is the one; `make` makes it where there is
    /// none.
    pub(crate) fn number(&self, is: impl Fn(&T) -> bool, make: impl FnOnce() -> T) -> u64 {
        let mut all = self.all.borrow_mut();
        if let Some((_, number, used)) = all.iter_mut().find(|(value, ..)| is(value)) {
            *used = true;
            return *number;
        }
        let mut last = self.last.borrow_mut();
        *last += 1;
        all.push((make(), *last, true));
        *last
    }

    /// Drops what was not asked for since the last call.
    pub(crate) fn sweep(&mut self) {
        self.all.get_mut().retain_mut(|(_, _, used)| std::mem::take(used));
    }
}

/// The value that was computed last, with what it was computed from.
#[derive(Debug)]
pub(crate) struct Last<K, V>(Mutex<Option<Box<(K, V)>>>);

impl<K, V> Default for Last<K, V> {
    fn default() -> Last<K, V> {
        Last(Mutex::default())
    }
}

impl<K: PartialEq, V: Clone> Last<K, V> {
    /// Returns the value that was computed from this; `compute` is called where the last was
    /// computed from something else.
    pub(crate) fn get(&self, from: K, compute: impl FnOnce(&K) -> V) -> V {
        let held = |last: &Option<Box<(K, V)>>| {
            last.as_ref().filter(|last| last.0 == from).map(|last| last.1.clone())
        };
        let kept = self.0.lock().ok().and_then(|last| held(&last));
        kept.unwrap_or_else(|| {
            let value = compute(&from);
            if let Ok(mut last) = self.0.lock() {
                *last = Some(Box::new((from, value.clone())));
            }
            value
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_asked_for_again_is_dropped() {
        let mut memo = Memo::keeping();
        let count = RefCell::new(0);
        let get = |memo: &Memo<u8, u8>, from| {
            memo.get(
                || from,
                || {
                    *count.borrow_mut() += 1;
                    from * 2
                },
            )
        };
        assert_eq!((get(&memo, 1), get(&memo, 1), get(&memo, 2)), (2, 2, 4));
        assert_eq!(*count.borrow(), 2);
        memo.sweep();
        assert_eq!((get(&memo, 1), *count.borrow()), (2, 2));
        memo.sweep();
        assert_eq!((get(&memo, 2), *count.borrow()), (4, 3));
        assert_eq!((get(&Memo::none(), 2), *count.borrow()), (4, 4));
    }

    #[test]
    fn numbers_are_not_given_twice() {
        let mut all: Numbered<u8> = Numbered::default();
        let number = |all: &Numbered<u8>, value| all.number(|one| *one == value, || value);
        let first = number(&all, 7);
        assert_eq!(number(&all, 7), first);
        all.sweep();
        all.sweep();
        assert_ne!(number(&all, 7), first);
    }

    #[test]
    fn the_last_value_is_kept() {
        let last: Last<u8, u8> = Last::default();
        assert_eq!(last.get(1, |one| one + 1), 2);
        assert_eq!(last.get(1, |_| 9), 2);
        assert_eq!(last.get(3, |one| one + 1), 4);
    }
}
