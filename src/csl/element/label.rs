//! The label element: the term of a variable, in its singular or plural.
//!
//! CSL 1.0.2, "Label".

use super::Renderer;
use crate::csl::output::tree::Node;
use crate::csl::style::element::{Label, Plural, TermForm};
use crate::csl::variable::Variable;

impl<'a> Renderer<'a> {
    pub(super) fn label(&mut self, label: &'a Label, out: &mut Vec<Node>) {
        if self.only_dates {
            return;
        }
        let Some(variable) = label.variable else { return };
        let numbers = self.numbers(variable);
        let plural = match label.plural {
            Plural::Always => true,
            Plural::Never => false,
            Plural::Contextual => numbers.as_ref().is_some_and(|numbers| numbers.plural),
        };
        let own = numbers.and_then(|numbers| numbers.label);
        let locator;
        let term = match variable {
            Variable::Locator => {
                locator = self.locator_term();
                locator.as_str()
            }
            Variable::Page | Variable::Number => own.unwrap_or(variable.name()),
            _ => variable.name(),
        };
        let Some(text) = self.label_text(label, term, plural) else { return };
        self.calls.term = true;
        if self.author_only() || self.suppressed {
            return;
        }
        let node = self.leaf(&label.common, &text);
        out.push(node);
    }

    /// The wording of a label; `None` where the locale has none.
    pub(super) fn label_text(&self, label: &Label, term: &str, plural: bool) -> Option<String> {
        let text = self.setting.locale.term(term, label.form, plural, None)?;
        let periods = self.strip_periods || label.common.strip_periods;
        let text = if periods { text.replace('.', "") } else { text.to_owned() };
        Some(text).filter(|text| !text.is_empty())
    }

    /// The term of the locator: what it is labelled with, or a page.
    pub(super) fn locator_term(&mut self) -> String {
        if let Some(label) = self.numbers(Variable::Locator).and_then(|numbers| numbers.label) {
            return label.to_owned();
        }
        let label = self.cite.and_then(|cite| cite.label.as_deref()).unwrap_or("page");
        match label {
            "" => "page",
            "sub verbo" => "sub-verbo",
            "article" if self.setting.locale.has("article-locator") => "article-locator",
            other => other,
        }
        .to_owned()
    }

    /// The short wording of a label within a value: "sec." in "3 sec. 4".
    pub(super) fn inner_label(&self, term: &str, plural: bool) -> String {
        self.setting.locale.term(term, TermForm::Short, plural, None).unwrap_or(term).to_owned()
    }
}
