//! Weighs what was seen.
//!
//! - [`judge`]: from what was seen to a verdict; [`judge_page`] for pages
//! - [`asked_kind`]: the kind of file that an address asks for
//! - [`judgement`]: a verdict and what it rests on
//! - [`subject`]: what a page is about, held against the work
//! - [`work`]: the work that should be there
//! - [`withdrawn`]: whether a title says that its work was taken back
//! - [`signs`]: what a page shows that it is
//! - [`phrases`]: lists of phrases
//! - [`likeness`]: how like one title is to another
//! - [`language`]: which language a text is in
//! - [`neighbour`]: what the server says of a page that cannot be there

pub mod asked_kind;
pub mod judge;
pub mod judge_page;
pub mod judgement;
pub mod language;
pub mod likeness;
pub mod neighbour;
pub mod phrases;
pub mod signs;
pub mod subject;
pub mod withdrawn;
pub mod work;
