//! What styles and locales both hold: date formats, and the names and forms of terms.
//!
//! CSL 1.0.2, "Terms", "Localized Date Formats", "Date".

use super::attributes::{choice, common, text};
use super::element::*;
use super::xml::Xml;
use crate::csl::error::CslError;
use crate::csl::variable::Variable;

/// Reads `cs:date`, in a style or in a locale.
pub(crate) fn date(xml: &Xml<'_>) -> Result<Date, CslError> {
    let forms = [("text", DateForm::Text), ("numeric", DateForm::Numeric)];
    let show = [
        ("year-month-day", DateParts::YearMonthDay),
        ("year-month", DateParts::YearMonth),
        ("year", DateParts::Year),
        ("month-day", DateParts::MonthDay),
    ];
    let parts = xml.children.iter().filter(|child| child.name == "date-part");
    Ok(Date {
        common: common(xml)?,
        variable: xml.get("variable").and_then(Variable::named),
        form: choice(xml, "form", &forms)?,
        show: choice(xml, "date-parts", &show)?.unwrap_or_default(),
        delimiter: text(xml, "delimiter").unwrap_or_default(),
        parts: parts.map(date_part).collect::<Result<_, _>>()?,
    })
}

fn date_part(xml: &Xml<'_>) -> Result<DatePart, CslError> {
    let names = [("year", Part::Year), ("month", Part::Month), ("day", Part::Day)];
    let forms = [
        ("long", PartForm::Long),
        ("short", PartForm::Short),
        ("numeric", PartForm::Numeric),
        ("numeric-leading-zeros", PartForm::LeadingZeros),
        ("ordinal", PartForm::Ordinal),
    ];
    let missing = || CslError::MissingAttribute {
        line: xml.line,
        element: xml.name.to_owned(),
        attribute: "name",
    };
    let has = |attribute| xml.get(attribute).is_some();
    Ok(DatePart {
        common: common(xml)?,
        part: choice(xml, "name", &names)?.ok_or_else(missing)?,
        form: choice(xml, "form", &forms)?.unwrap_or_default(),
        range_delimiter: text(xml, "range-delimiter"),
        written: Written { prefix: has("prefix"), suffix: has("suffix"), form: has("form") },
    })
}

/// The name of a term as CSL 1.0.2 spells it.
pub(crate) fn term_name(name: &str) -> &str {
    match name {
        "sub verbo" => "sub-verbo",
        // As hayagriva's archive has them.
        "et al" => "et-al",
        "and-others" => "and others",
        "printing-number" => "printing",
        name => name,
    }
}

pub(crate) fn term_form(xml: &Xml<'_>) -> Result<TermForm, CslError> {
    let values = [
        ("long", TermForm::Long),
        ("short", TermForm::Short),
        ("symbol", TermForm::Symbol),
        ("verb", TermForm::Verb),
        ("verb-short", TermForm::VerbShort),
    ];
    Ok(choice(xml, "form", &values).unwrap_or_default().unwrap_or_default())
}
