//! A wrong check digit in an ISBN or ISSN.
//!
//! The last digit of these numbers is computed from the others (ISO 2108, ISO 3297), so a
//! slip in any digit shows.
//!
//! ```paper
//! Trust is local (Reidy 2008).
//!
//! ## References
//!
//! Reidy, M. S. 2008. *Tides of History*. Chicago: University of Chicago Press. ISBN 978-0-226-70933-0. {invalid-identifier}
//! ```

use crate::analysis::Analysis;
use crate::model::evidence::Evidence;
use crate::model::finding::{Finding, Severity};
use crate::model::ids::ReferenceId;
use crate::model::reference::{Field, Label};
use crate::rules::rule::Rule;

/// A wrong check digit in an ISBN or ISSN.
pub(crate) const RULE: Rule = Rule {
    name: "invalid-identifier",
    severity: Severity::Warning,
    head: head!("invalid_identifier.rs"),
    check,
};

fn check(analysis: &Analysis, _: &Evidence) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, reference) in analysis.each_reference() {
        for field in &reference.fields {
            let written = analysis.text(field.span);
            let (name, right) = match field.label {
                Label::Isbn => ("ISBN", is_isbn(written)),
                Label::Issn => ("ISSN", is_issn(written)),
                _ => continue,
            };
            if !right {
                findings.push(finding(index, field, name, written));
            }
        }
    }
    findings
}

fn finding(index: ReferenceId, field: &Field, name: &str, written: &str) -> Finding {
    RULE.finding(format!("{written} is no {name}: its check digit does not fit"))
        .at(field.span)
        .reference(index)
        .help("look it up and correct it: a digit is wrong, missing, or changed with another")
}

/// The digits of a number, X standing for ten.
fn digits(written: &str) -> Vec<u32> {
    let sign = |c: char| if matches!(c, 'X' | 'x') { Some(10) } else { c.to_digit(10) };
    written.chars().filter_map(sign).collect()
}

/// Ten digits with weights 10 to 1, sum divisible by 11; or thirteen with weights 1 and 3, by 10.
fn is_isbn(written: &str) -> bool {
    let digits = digits(written);
    match digits.len() {
        10 => {
            digits.iter().zip((1..=10).rev()).map(|(digit, weight)| digit * weight).sum::<u32>()
                % 11
                == 0
        }
        13 => {
            digits
                .iter()
                .zip([1, 3].into_iter().cycle())
                .map(|(digit, weight)| digit * weight)
                .sum::<u32>()
                % 10
                == 0
        }
        _ => false,
    }
}

/// Eight digits with weights 8 to 1, sum divisible by 11.
fn is_issn(written: &str) -> bool {
    let digits = digits(written);
    let sum: u32 = digits.iter().zip((1..=8).rev()).map(|(digit, weight)| digit * weight).sum();
    digits.len() == 8 && sum.is_multiple_of(11)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits() {
        assert!(is_isbn("978-3-16-148410-0") && is_isbn("0-306-40615-2") && is_isbn("080442957X"));
        assert!(!is_isbn("978-3-16-148411-0") && !is_isbn("978"));
        assert!(is_issn("0378-5955") && is_issn("2434-561X") && !is_issn("0378-5954"));
    }
}
