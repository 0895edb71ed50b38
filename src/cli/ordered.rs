//! Work done several at a time, handed on in order.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Mutex;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

/// How many results for each thread may wait for an earlier one.
const AHEAD: usize = 4;

/// Does `work` on items, on this many threads, and gives the results to `give` in
/// the order of the items. It stops at the first error.
///
/// An item is taken only when there is room for its result, so memory does not grow with their
/// number. A single item needs no thread.
pub(super) fn in_order<T: Send, R: Send, E>(
    threads: usize,
    mut items: impl Iterator<Item = T> + Send,
    work: impl Fn(T) -> R + Sync,
    mut give: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let begun: Vec<T> = items.by_ref().take(2).collect();
    if begun.len() < 2 {
        return begun.into_iter().try_for_each(|item| give(work(item)));
    }
    let items = begun.into_iter().chain(items);
    let (ticket, tickets) = mpsc::channel();
    for _ in 0..threads * AHEAD {
        // The other end is held here, so this cannot fail.
        let _ = ticket.send(());
    }
    let queue = Mutex::new((tickets, items.enumerate()));
    let take = || {
        let mut queue = queue.lock().ok()?;
        queue.0.recv().ok()?;
        queue.1.next()
    };
    thread::scope(|scope| {
        let (sender, results) = mpsc::channel();
        for _ in 0..threads {
            let (sender, work, take) = (sender.clone(), &work, &take);
            scope.spawn(move || {
                while let Some((index, item)) = take() {
                    // What breaks here goes on where the results are awaited, or that would be for
                    // ever.
                    let result = catch_unwind(AssertUnwindSafe(|| work(item)));
                    if sender.send((index, result)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        hand_on(results, ticket, give)
    })
}

/// Gives results in order; each makes room for another. When this returns, no more is begun.
fn hand_on<R, E>(
    results: Receiver<(usize, thread::Result<R>)>,
    ticket: Sender<()>,
    mut give: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let mut waiting = BTreeMap::new();
    let mut next = 0;
    for (index, result) in results {
        waiting.insert(index, result);
        while let Some(result) = waiting.remove(&next) {
            give(result.unwrap_or_else(|panic| resume_unwind(panic)))?;
            next += 1;
            // Without workers there is none to make room for.
            let _ = ticket.send(());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let mut seen = Vec::new();
        let slow = |number: u32| {
            // The first takes longest.
            let rounds = if number == 0 { 2_000_000 } else { 10 };
            (0..rounds).fold(number, |sum, _| std::hint::black_box(sum))
        };
        let done: Result<(), ()> = in_order(4, 0..1000, slow, |number| {
            seen.push(number);
            Ok(())
        });
        assert_eq!(done, Ok(()));
        assert_eq!(seen, (0..1000).collect::<Vec<_>>());
    }

    #[test]
    fn an_error_ends_it() {
        let mut given = 0;
        let stopped = in_order(
            2,
            0..,
            |number: u32| number,
            |number| {
                given += 1;
                if number == 3 { Err(number) } else { Ok(()) }
            },
        );
        assert_eq!((stopped, given), (Err(3), 4));
    }
}
