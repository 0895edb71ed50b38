//! The choose element: which branch an item takes.
//!
//! CSL 1.0.2, "Choose".

use super::{Place, Renderer};
use crate::csl::cite::cluster::Position;
use crate::csl::item::Value;
use crate::csl::output::tree::Node;
use crate::csl::style::element::{Branch, Match, PositionTest, Test};
use crate::csl::variable::Variable;

impl<'a> Renderer<'a> {
    pub(super) fn choose(&mut self, branches: &'a [Branch], out: &mut Vec<Node>) {
        if let Some(branch) = branches.iter().find(|branch| self.takes(branch)) {
            self.elements(&branch.children, out);
        }
    }

    fn takes(&mut self, branch: &Branch) -> bool {
        let mut tests = branch.tests.iter();
        match branch.matching {
            _ if branch.tests.is_empty() => true,
            Match::All => tests.all(|test| self.holds(test)),
            Match::Any => tests.any(|test| self.holds(test)),
            Match::None => !tests.any(|test| self.holds(test)),
        }
    }

    fn holds(&mut self, test: &Test) -> bool {
        match test {
            Test::Type(kinds) => kinds.iter().any(|kind| **kind == *self.item.kind),
            Test::Variable(variable) => variable.is_some_and(|variable| self.is_set(variable)),
            Test::Numeric(variable) => variable.is_some_and(|variable| self.is_numeric(variable)),
            Test::Uncertain(variable) => variable
                .and_then(|variable| self.item.date(variable))
                .is_some_and(|date| date.circa),
            Test::Locator(label) => self.locator_is(label),
            Test::Position(position) => self.stands(*position),
            Test::Disambiguate => self.disambiguates(),
        }
    }

    fn is_set(&self, variable: Variable) -> bool {
        match variable {
            Variable::Locator => self.cite.is_some_and(|cite| cite.locator.is_some()),
            Variable::FirstReferenceNoteNumber => {
                self.cite.is_some_and(|cite| cite.first_note.is_some())
            }
            Variable::PageFirst => self.item.text(variable).is_some_and(|text| !text.is_empty()),
            _ => match self.item.get(variable) {
                Some(Value::Text(text)) => !text.is_empty(),
                Some(Value::Names(_)) => true,
                Some(Value::Date(date)) => {
                    date.start.year.is_some_and(|year| year != 0)
                        || date.start.month.is_some()
                        || date.literal.is_some()
                        || date.season.is_some()
                        || date.circa
                }
                None => false,
            },
        }
    }

    fn is_numeric(&mut self, variable: Variable) -> bool {
        if !is_number_variable(variable) {
            let digit = |text: &str| text.ends_with(|ch: char| ch.is_ascii_digit());
            return matches!(variable, Variable::Title | Variable::Version)
                && self.item.text(variable).is_some_and(digit);
        }
        self.numbers(variable).is_some_and(|numbers| numbers.numeric)
    }

    fn locator_is(&mut self, label: &str) -> bool {
        if self.cite.is_none_or(|cite| cite.locator.is_none()) {
            return false;
        }
        let label = match label {
            "article" => "article-locator",
            "title" => "title-locator",
            other => other,
        };
        self.locator_term() == label
    }

    fn stands(&self, test: PositionTest) -> bool {
        if self.place == Place::Bibliography {
            return false;
        }
        let position = self.cite.map_or(Position::First, |cite| cite.position);
        let near = self.cite.is_some_and(|cite| cite.near_note);
        match test {
            PositionTest::First => position == Position::First,
            PositionTest::Subsequent => position >= Position::Subsequent,
            PositionTest::Ibid => position >= Position::Ibid,
            PositionTest::IbidWithLocator => position == Position::IbidWithLocator,
            PositionTest::NearNote => position >= Position::Subsequent && near,
            PositionTest::FarNote => position == Position::Subsequent && !near,
        }
    }

    /// Each of the style's tests in its turn holds once more has to be told apart.
    fn disambiguates(&mut self) -> bool {
        self.disambiguate_met += 1;
        let wanted = self.request.map_or(0, |request| request.disambiguate);
        let holds = self.disambiguate_used < wanted;
        self.disambiguate_used += u32::from(holds);
        holds
    }
}

fn is_number_variable(variable: Variable) -> bool {
    use crate::csl::variable::Kind;
    variable.kind() == Kind::Number
        && !matches!(variable, Variable::PageFirst | Variable::FirstReferenceNoteNumber)
}
