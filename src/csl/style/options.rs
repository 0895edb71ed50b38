//! Options of a style, its citations and its bibliography.
//!
//! CSL 1.0.2, "Global Options", "Citation-specific Options", "Bibliography-specific Options",
//! "Inheritable Name Options".

use std::sync::Arc;

/// Inheritable name options; `None` where not written.
#[derive(Debug, Clone, Default)]
pub(crate) struct NameOptions {
    pub and: Option<And>,
    pub delimiter: Option<Arc<str>>,
    pub delimiter_precedes_et_al: Option<Precedes>,
    pub delimiter_precedes_last: Option<Precedes>,
    pub et_al_min: Option<usize>,
    pub et_al_use_first: Option<usize>,
    pub et_al_subsequent_min: Option<usize>,
    pub et_al_subsequent_use_first: Option<usize>,
    pub et_al_use_last: Option<bool>,
    pub form: Option<NameForm>,
    pub initialize: Option<bool>,
    pub initialize_with: Option<Arc<str>>,
    pub name_as_sort_order: Option<SortOrder>,
    pub sort_separator: Option<Arc<str>>,
    pub names_delimiter: Option<Arc<str>>,
}

impl NameOptions {
    /// Returns these options, with those of `outer` where these have none.
    pub(crate) fn or(&self, outer: &NameOptions) -> NameOptions {
        NameOptions {
            and: self.and.or(outer.and),
            delimiter: self.delimiter.clone().or_else(|| outer.delimiter.clone()),
            delimiter_precedes_et_al: self
                .delimiter_precedes_et_al
                .or(outer.delimiter_precedes_et_al),
            delimiter_precedes_last: self.delimiter_precedes_last.or(outer.delimiter_precedes_last),
            et_al_min: self.et_al_min.or(outer.et_al_min),
            et_al_use_first: self.et_al_use_first.or(outer.et_al_use_first),
            et_al_subsequent_min: self.et_al_subsequent_min.or(outer.et_al_subsequent_min),
            et_al_subsequent_use_first: self
                .et_al_subsequent_use_first
                .or(outer.et_al_subsequent_use_first),
            et_al_use_last: self.et_al_use_last.or(outer.et_al_use_last),
            form: self.form.or(outer.form),
            initialize: self.initialize.or(outer.initialize),
            initialize_with: self.initialize_with.clone().or_else(|| outer.initialize_with.clone()),
            name_as_sort_order: self.name_as_sort_order.or(outer.name_as_sort_order),
            sort_separator: self.sort_separator.clone().or_else(|| outer.sort_separator.clone()),
            names_delimiter: self.names_delimiter.clone().or_else(|| outer.names_delimiter.clone()),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum And {
    Text,
    Symbol,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Precedes {
    Contextual,
    AfterInvertedName,
    Always,
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NameForm {
    Long,
    Short,
    Count,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SortOrder {
    First,
    All,
}

/// Options of `cs:citation` or `cs:bibliography`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Options {
    pub names: NameOptions,
    pub add_names: bool,
    pub add_given_name: bool,
    pub add_year_suffix: bool,
    pub given_name_rule: GivenNameRule,
    pub cite_group_delimiter: Option<Box<str>>,
    pub collapse: Option<Collapse>,
    pub year_suffix_delimiter: Option<Box<str>>,
    pub after_collapse_delimiter: Option<Box<str>>,
    pub near_note_distance: u64,
    pub second_field_align: Option<SecondFieldAlign>,
    pub hanging_indent: bool,
    pub line_spacing: u32,
    pub entry_spacing: u32,
    pub subsequent_author_substitute: Option<Box<str>>,
    pub subsequent_author_substitute_rule: SubstituteRule,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum GivenNameRule {
    AllNames,
    AllNamesWithInitials,
    PrimaryName,
    PrimaryNameWithInitials,
    #[default]
    ByCite,
}

impl GivenNameRule {
    /// Whether only the first name of a list is told from others.
    pub(crate) fn primary(self) -> bool {
        matches!(self, GivenNameRule::PrimaryName | GivenNameRule::PrimaryNameWithInitials)
    }
    /// Whether given names are added as initials only.
    pub(crate) fn with_initials(self) -> bool {
        matches!(self, GivenNameRule::AllNamesWithInitials | GivenNameRule::PrimaryNameWithInitials)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Collapse {
    CitationNumber,
    Year,
    YearSuffix,
    YearSuffixRanged,
}

/// CSL 1.0.2, "Whitespace": how the second field of an entry is aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecondFieldAlign {
    /// Flush with the margin.
    Flush,
    /// The first field in the margin.
    Margin,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum SubstituteRule {
    #[default]
    CompleteAll,
    CompleteEach,
    PartialEach,
    PartialFirst,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum PageRange {
    #[default]
    None,
    Expanded,
    Minimal,
    MinimalTwo,
    Chicago15,
    Chicago16,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Demote {
    Never,
    SortOnly,
    #[default]
    DisplayAndSort,
}
