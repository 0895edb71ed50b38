//! The library for a page in a browser, by WebAssembly.
//!
//! The module imports nothing, so it can reach nothing: no network, no clock, no storage. The page
//! lays a request into its memory and reads the answer there:
//!
//! 1. `room(length)` gives the address at which the request is to be written;
//! 2. `answer()` works it off, and gives the length of the answer;
//! 3. `answered()` gives the address at which the answer stands until the next request.
//!
//! A request is a line of JSON, the `Task` of `answer.rs`, and bytes behind it; an answer too.

mod answer;
#[cfg(feature = "check")]
mod paper;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(feature = "render")]
mod styled;
#[cfg(feature = "check")]
mod works;

pub use answer::answer as answer_to;

use std::cell::RefCell;

thread_local! {
    static REQUEST: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static ANSWER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Makes room for a request of this length, and returns where it is to be written.
#[unsafe(no_mangle)]
pub extern "C" fn room(length: usize) -> *mut u8 {
    REQUEST.with_borrow_mut(|request| {
        request.clear();
        request.resize(length, 0);
        request.as_mut_ptr()
    })
}

/// Works the request off, and returns the length of the answer.
#[unsafe(no_mangle)]
pub extern "C" fn answer() -> usize {
    let request = REQUEST.take();
    let answer = answer_to(&request);
    let length = answer.len();
    ANSWER.set(answer);
    length
}

/// Returns where the answer stands.
#[unsafe(no_mangle)]
pub extern "C" fn answered() -> *const u8 {
    ANSWER.with_borrow(|answer| answer.as_ptr())
}
