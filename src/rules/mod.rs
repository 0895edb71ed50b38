//! What can be wrong: one file for each rule, which is also its page and its test.
//!
//! - [`rule`]: what a rule is
//! - [`merge_by_cause`]: one cause, one finding
//! - [`words`]: how rules name things in their messages

pub mod merge_by_cause;
pub mod rule;
pub mod words;

pub mod access_date;
pub mod ambiguous_citation;
pub mod author_mismatch;
pub mod blocked_link;
pub mod citation_outside_field;
pub mod citation_placement;
pub mod citation_style;
pub mod date_conflict;
pub mod dead_link;
pub mod doi_mismatch;
pub mod drifted_link;
pub mod duplicate_key;
pub mod duplicate_reference;
pub mod et_al;
pub mod ibid;
pub mod invalid_doi;
pub mod invalid_encoding;
pub mod invalid_identifier;
pub mod invalid_syntax;
pub mod invalid_url;
pub mod invalid_value;
pub mod locator_range;
pub mod mention_without_citation;
pub mod missing_field;
pub mod missing_parent;
pub mod missing_reference;
pub mod missing_year;
pub mod misspelled_author;
pub mod moved_link;
pub mod no_reference_list;
pub mod number_order;
pub mod reference_order;
pub mod reference_punctuation;
pub mod reference_style;
pub mod retracted_reference;
pub mod soft_404;
pub mod stale_field;
pub mod uncited_reference;
pub mod undefined_key;
pub mod undefined_string;
pub mod unreadable_list;
pub mod unreadable_reference;
pub mod unused_ignore;
pub mod year_mismatch;
pub mod year_suffix;

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

/// The rules that judge entries by themselves, and so those of a library too. Each finding names its
/// entry.
pub const ENTRY_RULES: &[&rule::Rule] = &[
    &duplicate_reference::RULE,
    &missing_field::RULE,
    &date_conflict::RULE,
    &access_date::RULE,
    &invalid_doi::RULE,
    &invalid_url::RULE,
    &invalid_identifier::RULE,
];

/// The rules that judge the file of a library.
pub const FILE_RULES: &[&rule::Rule] = &[
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
