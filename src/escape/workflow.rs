//! Commands in the log of a GitHub workflow.
//!
//! The form is that of "Workflow commands for GitHub Actions": percent signs and line ends, and in
//! properties colons and commas, are percent-encoded. The log is shown as a terminal shows it.

use super::escaped::{Escaped, Language};
use super::terminal::Terminal;

/// Commands in the log of a GitHub workflow.
pub struct Workflow;

impl Language for Workflow {
    fn escape(raw: &str) -> String {
        let visible = Terminal::escape(raw);
        visible.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
    }
}

impl Escaped<Workflow> {
    /// Returns foreign text for the value of a property.
    pub fn property(raw: &str) -> Escaped<Workflow> {
        let text = Workflow::escape(raw).replace(':', "%3A").replace(',', "%2C");
        Escaped::assembled(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_the_form_are_encoded() {
        assert_eq!(Escaped::<Workflow>::text("100%\na:b\x1b").as_str(), "100%25%0Aa:b␛");
        assert_eq!(Escaped::<Workflow>::property("a,b:c").as_str(), "a%2Cb%3Ac");
    }
}
