//! The variables of CSL 1.0.2 (Appendix IV), as numbers.

impl Variable {
    /// Returns whether it holds a date.
    pub fn is_date(self) -> bool {
        self.kind() == Kind::Date
    }
}

macro_rules! variables {
    ($($name:ident $text:literal $kind:ident,)*) => {
        /// A variable of CSL.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        #[allow(missing_docs)]
        pub enum Variable { $($name,)* }

        /// What a variable holds.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Kind { Text, Number, Names, Date }

        impl Variable {
            /// Returns the variable of that name.
            pub fn named(name: &str) -> Option<Variable> {
                Some(match name { $($text => Variable::$name,)* _ => return None })
            }
            /// Returns its name.
            pub fn name(self) -> &'static str {
                match self { $(Variable::$name => $text,)* }
            }
            pub(crate) fn kind(self) -> Kind {
                match self { $(Variable::$name => Kind::$kind,)* }
            }
        }
    };
}

variables! {
    Abstract "abstract" Text, Annote "annote" Text, Archive "archive" Text,
    ArchiveCollection "archive_collection" Text, ArchiveLocation "archive_location" Text,
    ArchivePlace "archive-place" Text, Authority "authority" Text, CallNumber "call-number" Number,
    CitationKey "citation-key" Text, CitationLabel "citation-label" Text,
    CollectionTitle "collection-title" Text, ContainerTitle "container-title" Text,
    ContainerTitleShort "container-title-short" Text, Country "country" Text,
    Dimensions "dimensions" Text, Division "division" Number, Doi "DOI" Text, Event "event" Text,
    EventTitle "event-title" Text, EventPlace "event-place" Text, Genre "genre" Text,
    Isbn "ISBN" Text, Issn "ISSN" Text, Jurisdiction "jurisdiction" Text, Keyword "keyword" Text,
    Language "language" Text, License "license" Text, Medium "medium" Text, Note "note" Text,
    OriginalPublisher "original-publisher" Text,
    OriginalPublisherPlace "original-publisher-place" Text, OriginalTitle "original-title" Text,
    PartTitle "part-title" Text, Pmcid "PMCID" Text, Pmid "PMID" Text,
    Publisher "publisher" Text, PublisherPlace "publisher-place" Text,
    References "references" Text, ReviewedGenre "reviewed-genre" Text,
    ReviewedTitle "reviewed-title" Text, Scale "scale" Text, Source "source" Text,
    Status "status" Text, Title "title" Text, TitleShort "title-short" Text, Url "URL" Text,
    VolumeTitle "volume-title" Text, YearSuffix "year-suffix" Text,
    ChapterNumber "chapter-number" Number, CitationNumber "citation-number" Number,
    CollectionNumber "collection-number" Number, Edition "edition" Number,
    FirstReferenceNoteNumber "first-reference-note-number" Number, Issue "issue" Number,
    Locator "locator" Number, Number "number" Number, NumberOfPages "number-of-pages" Number,
    NumberOfVolumes "number-of-volumes" Number, Page "page" Number,
    PageFirst "page-first" Number, PartNumber "part-number" Number,
    PrintingNumber "printing-number" Number, Section "section" Number,
    Supplement "supplement" Number, SupplementNumber "supplement-number" Number,
    Version "version" Number, Volume "volume" Number,
    Accessed "accessed" Date, AvailableDate "available-date" Date, Container "container" Date,
    EventDate "event-date" Date, Issued "issued" Date, OriginalDate "original-date" Date,
    PublicationDate "publication-date" Date, Submitted "submitted" Date,
    Author "author" Names, Chair "chair" Names, CollectionEditor "collection-editor" Names,
    Commenter "commenter" Names, Compiler "compiler" Names, Composer "composer" Names,
    ContainerAuthor "container-author" Names, Contributor "contributor" Names,
    Curator "curator" Names, Director "director" Names, Editor "editor" Names,
    EditorTranslator "editor-translator" Names, EditorialDirector "editorial-director" Names,
    ExecutiveProducer "executive-producer" Names, Guest "guest" Names, Host "host" Names,
    Illustrator "illustrator" Names, Interviewer "interviewer" Names, Narrator "narrator" Names,
    Organizer "organizer" Names, OriginalAuthor "original-author" Names,
    Performer "performer" Names, Producer "producer" Names, Recipient "recipient" Names,
    ReviewedAuthor "reviewed-author" Names, ScriptWriter "script-writer" Names,
    SeriesCreator "series-creator" Names, Translator "translator" Names,
}
