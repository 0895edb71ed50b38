//! The number element, and numbers in text elements.
//!
//! CSL 1.0.2, "Number", "Page Ranges".

use super::{Renderer, page_range};
use crate::csl::item::numbers::{Conjunctions, Numbers, Token, is_roman};
use crate::csl::locale::data::Gender;
use crate::csl::output::text_case;
use crate::csl::output::tree::{Content, Mark, Node};
use crate::csl::style::element::{Common, Number, NumberForm, TermForm, TextCase};
use crate::csl::variable::Variable;

impl<'a> Renderer<'a> {
    pub(super) fn number_element(&mut self, number: &'a Number, out: &mut Vec<Node>) {
        let Some(variable) = self.claimed(number.variable) else { return };
        if self.author_only() {
            return;
        }
        self.number_variable(variable, number.form, &number.common, out);
    }

    pub(super) fn number_variable(
        &mut self,
        variable: Variable,
        form: NumberForm,
        common: &'a Common,
        out: &mut Vec<Node>,
    ) {
        let found = self.number_text(variable).is_some();
        self.called(found);
        if found && !self.only_dates {
            self.write_number(variable, form, common, out);
        }
    }

    /// The text of a number variable, of the item or of the cite.
    fn number_text(&self, variable: Variable) -> Option<String> {
        match variable {
            Variable::Locator => self.cite.and_then(|cite| cite.locator.clone()),
            Variable::FirstReferenceNoteNumber => {
                self.cite.and_then(|cite| cite.first_note).map(|note| note.to_string())
            }
            Variable::CitationNumber => Some(self.number.to_string()),
            _ => self.item.text(variable).map(str::to_owned),
        }
        .filter(|text| !text.is_empty())
    }

    /// The tokens of a number variable.
    pub(super) fn numbers(&self, variable: Variable) -> Option<Numbers> {
        let text = self.number_text(variable)?;
        if text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some(Numbers::one(text, is_count(variable)));
        }
        let locale = self.setting.locale;
        let word = locale.long("and");
        let symbol = locale.term("and", TermForm::Symbol, false, None).unwrap_or_default();
        let symbol = if symbol.is_empty() || symbol == word { "&" } else { symbol };
        let page = matches!(variable, Variable::Page | Variable::PageFirst);
        let text = match (variable, self.item.kind.as_str()) {
            (Variable::Number, "legal_case") => text.replace('-', "\\-"),
            _ => text,
        };
        let labels = matches!(variable, Variable::Locator | Variable::Number | Variable::Page);
        let and = Conjunctions { word, symbol };
        let mut numbers = Numbers::read(&text, page, variable.name(), labels, &and);
        if is_count(variable) {
            let more = text.trim().parse::<u64>().is_ok_and(|number| number > 1);
            numbers.plural |= more;
        }
        Some(numbers)
    }

    /// Writes a number variable that is set.
    pub(super) fn write_number(
        &mut self,
        variable: Variable,
        form: NumberForm,
        common: &'a Common,
        out: &mut Vec<Node>,
    ) {
        let Some(mut numbers) = self.numbers(variable) else { return };
        let pages = matches!(variable, Variable::Page | Variable::PageFirst)
            || (variable == Variable::Locator && self.locator_term() == "page");
        if has_ranges(variable) {
            self.ranges(&mut numbers, variable, pages);
        }
        self.term_predecessor = true;
        let gender = self.setting.locale.gender(variable.name());
        let mut nodes = Vec::new();
        for token in &numbers.tokens {
            if let Some(label) = token.label {
                nodes.push(Node::text(self.inner_label(label, token.plural) + " "));
            }
            nodes.push(self.number_token(token, form, gender, common.text_case));
        }
        out.push(Node::with(common, Content::Nodes(nodes)));
    }

    fn number_token(
        &self,
        token: &Token,
        form: NumberForm,
        gender: Option<Gender>,
        case: TextCase,
    ) -> Node {
        let whole = format!("{}{}", token.particle, token.value);
        let digits: String = token.value.chars().take_while(char::is_ascii_digit).collect();
        let plain = !digits.is_empty() && digits == token.value;
        let number = digits.parse::<u64>().ok().filter(|_| token.particle.is_empty() && plain);
        let text = match (form, number) {
            (NumberForm::Numeric, _) | (_, None) => None,
            _ if !token.collapsible => None,
            (NumberForm::Ordinal, Some(number)) => {
                Some(self.setting.locale.ordinal(number, gender))
            }
            (NumberForm::LongOrdinal, Some(number)) => {
                Some(self.setting.locale.long_ordinal(number, gender))
            }
            (NumberForm::Roman, Some(number)) => Some(roman(number)),
        };
        let formed = text.is_some();
        let text = text.unwrap_or(whole);
        let mut node = if token.collapsible || formed {
            let text = text_case::apply(case, &text, self.lang());
            let text = if self.strip_periods { super::without_periods(&text) } else { text };
            Node::text(text)
        } else {
            self.leaf_of(&super::EMPTY, &text, case)
        };
        if token.collapsible && plain {
            node.mark = Mark::Number;
        }
        node.suffix = token.joiner.replace("\\-", "-");
        node
    }

    /// Sets what joins the ends of ranges, and shortens ranges of pages.
    fn ranges(&self, numbers: &mut Numbers, variable: Variable, pages: bool) {
        let locale = self.setting.locale;
        let year_like = variable == Variable::CollectionNumber;
        let joined = pages
            || matches!(
                variable,
                Variable::Locator
                    | Variable::Issue
                    | Variable::Volume
                    | Variable::Edition
                    | Variable::Number
            );
        for at in 0..numbers.tokens.len() {
            if numbers.tokens[at].joiner != "-" {
                continue;
            }
            let (head, tail) = numbers.tokens.split_at_mut(at + 1);
            let (from, to) = (&mut head[at], tail.first_mut());
            let Some(to) = to else { continue };
            let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
            let ends_alike = from.particle == to.particle;
            let both_roman = [&from.value, &to.value].iter().all(|v| digits(v) || is_roman(v));
            let range = if from.collapsible {
                ends_alike && (page_range::is_range(from, to) || both_roman)
            } else {
                from.numeric
            };
            if !range {
                continue;
            }
            if pages && from.collapsible && page_range::is_range(from, to) {
                page_range::shorten(from, to, self.setting.style.page_range);
            }
            if from.numeric && year_like {
                from.joiner = locale.year_range_delimiter().to_owned();
            } else if joined || both_roman {
                from.joiner = locale.page_range_delimiter().to_owned();
            }
        }
    }
}

fn is_count(variable: Variable) -> bool {
    matches!(variable, Variable::NumberOfPages | Variable::NumberOfVolumes)
}

fn has_ranges(variable: Variable) -> bool {
    matches!(
        variable,
        Variable::Page
            | Variable::PageFirst
            | Variable::ChapterNumber
            | Variable::CollectionNumber
            | Variable::Edition
            | Variable::Issue
            | Variable::Number
            | Variable::NumberOfPages
            | Variable::NumberOfVolumes
            | Variable::Volume
            | Variable::Locator
    )
}

/// A number as a small Roman numeral; beyond 5999 in digits.
fn roman(number: u64) -> String {
    if number == 0 || number >= 6000 {
        return number.to_string();
    }
    const PARTS: [(u64, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut rest = number;
    let mut out = String::new();
    for (value, letters) in PARTS {
        while rest >= value {
            out.push_str(letters);
            rest -= value;
        }
    }
    out
}
