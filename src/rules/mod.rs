//! What can be wrong: one file for each rule, which is also its page and its test.
//!
//! - [`rule`]: what a rule is
//! - [`merge_by_cause`]: one cause, one finding
//! - [`words`]: how rules name things in their messages

pub(crate) mod merge_by_cause;
#[macro_use]
pub(crate) mod rule;
pub(crate) mod words;

pub(crate) mod access_date;
pub(crate) mod ambiguous_citation;
pub(crate) mod author_mismatch;
pub(crate) mod blocked_link;
pub(crate) mod citation_outside_field;
pub(crate) mod citation_placement;
pub(crate) mod citation_style;
pub(crate) mod date_conflict;
pub(crate) mod dead_link;
pub(crate) mod doi_mismatch;
pub(crate) mod drifted_link;
pub(crate) mod duplicate_key;
pub(crate) mod duplicate_reference;
pub(crate) mod et_al;
pub(crate) mod ibid;
pub(crate) mod invalid_doi;
pub(crate) mod invalid_encoding;
pub(crate) mod invalid_identifier;
pub(crate) mod invalid_syntax;
pub(crate) mod invalid_url;
pub(crate) mod invalid_value;
pub(crate) mod locator_range;
pub(crate) mod mention_without_citation;
pub(crate) mod missing_field;
pub(crate) mod missing_parent;
pub(crate) mod missing_reference;
pub(crate) mod missing_year;
pub(crate) mod misspelled_author;
pub(crate) mod moved_link;
pub(crate) mod no_reference_list;
pub(crate) mod number_order;
pub(crate) mod reference_order;
pub(crate) mod reference_punctuation;
pub(crate) mod reference_style;
pub(crate) mod retracted_reference;
pub(crate) mod soft_404;
pub(crate) mod stale_field;
pub(crate) mod uncited_reference;
pub(crate) mod undefined_key;
pub(crate) mod undefined_string;
pub(crate) mod unreadable_list;
pub(crate) mod unreadable_reference;
pub(crate) mod unused_ignore;
pub(crate) mod year_mismatch;
pub(crate) mod year_suffix;

/// All rules, in the order in which their findings are given for one place.
pub const RULES: &[&rule::Rule] = &[
    &no_reference_list::RULE,
    &unreadable_list::RULE,
    &missing_reference::RULE,
    &undefined_key::RULE,
    &year_mismatch::RULE,
    &author_mismatch::RULE,
    &misspelled_author::RULE,
    &missing_year::RULE,
    &ambiguous_citation::RULE,
    &year_suffix::RULE,
    &et_al::RULE,
    &ibid::RULE,
    &citation_style::RULE,
    &citation_placement::RULE,
    &locator_range::RULE,
    &number_order::RULE,
    &mention_without_citation::RULE,
    &uncited_reference::RULE,
    &duplicate_reference::RULE,
    &missing_field::RULE,
    &date_conflict::RULE,
    &access_date::RULE,
    &invalid_doi::RULE,
    &invalid_url::RULE,
    &invalid_identifier::RULE,
    &dead_link::RULE,
    &soft_404::RULE,
    &drifted_link::RULE,
    &doi_mismatch::RULE,
    &retracted_reference::RULE,
    &moved_link::RULE,
    &blocked_link::RULE,
    &reference_order::RULE,
    &reference_style::RULE,
    &reference_punctuation::RULE,
    &unreadable_reference::RULE,
    &duplicate_key::RULE,
    &undefined_string::RULE,
    &missing_parent::RULE,
    &invalid_syntax::RULE,
    &invalid_value::RULE,
    &invalid_encoding::RULE,
    &stale_field::RULE,
    &citation_outside_field::RULE,
    &unused_ignore::RULE,
];

/// Returns the rule of this name.
pub(crate) fn by_name(name: &str) -> Option<&'static rule::Rule> {
    RULES.iter().find(|rule| rule.name == name).copied()
}

/// Returns the names of the three rules that are called most like this, nearest first.
pub(crate) fn nearest(name: &str) -> Vec<&'static str> {
    let mut near: Vec<(usize, &str)> = RULES
        .iter()
        .map(|rule| (strsim::damerau_levenshtein(name, rule.name), rule.name))
        .collect();
    near.sort_unstable();
    near.into_iter().take(3).map(|(_, name)| name).collect()
}

/// The rules that judge entries by themselves, and so those of a library too. Each finding names its
/// entry.
pub(crate) const ENTRY_RULES: &[&rule::Rule] = &[
    &duplicate_reference::RULE,
    &missing_field::RULE,
    &date_conflict::RULE,
    &access_date::RULE,
    &invalid_doi::RULE,
    &invalid_url::RULE,
    &invalid_identifier::RULE,
];

/// The rules that judge the file of a library.
pub(crate) const FILE_RULES: &[&rule::Rule] = &[
    &duplicate_key::RULE,
    &undefined_string::RULE,
    &missing_parent::RULE,
    &invalid_syntax::RULE,
    &invalid_value::RULE,
    &invalid_encoding::RULE,
    &stale_field::RULE,
    &citation_outside_field::RULE,
    &unused_ignore::RULE,
];
