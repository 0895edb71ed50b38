//! Pages that the stand-in server shows.

use crate::server::{Answer, Request, answer};

/// The work that most records cite.
pub const TITLE: &str = "Oil Rents and Local Trust in the Steppe Provinces";

/// Prose of a page about the work.
pub const PROSE: &str = "We ask how the income from wells is shared out among the villages of four \
provinces, and whether those who share in it come to trust their councils more. Interviews with \
two hundred households over three winters say that they do, but slowly, and that roads count for \
more than cash. The survey, its questions and the tables are in the appendix of this paper.";

/// A page with a title and some text.
pub fn html(title: &str, body: &str) -> String {
    format!("<!doctype html><html><head><title>{title}</title></head><body>{body}</body></html>")
}

/// The page of the work as its publisher shows it.
pub fn work() -> Answer {
    answer(
        200,
        &[],
        html(
            &format!("{TITLE} | Steppe Papers"),
            &format!("<h1>{TITLE}</h1><p>By D. Almagambet and C. Okonkwo.</p><p>{PROSE}</p>"),
        ),
    )
}

/// An honest "not found".
pub fn missing() -> Answer {
    answer(404, &[], html("Not Found", "<h1>Not Found</h1><p>There is nothing here.</p>"))
}

/// A redirect.
pub fn to(status: u16, target: &str) -> Answer {
    answer(status, &[("Location", target)], "")
}

/// `shown` for the path `/paper`, and an honest "not found" for all others.
pub fn only(request: &Request, shown: Answer) -> Answer {
    if request.path == "/paper" { shown } else { missing() }
}
