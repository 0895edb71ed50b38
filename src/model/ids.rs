//! Which one of a list is meant: a number of its own type for each list, so that the place of a
//! reference is not taken for the place of a block.

use serde::Serialize;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
            #[serde(transparent)]
            pub struct $name(u32);

            impl $name {
                /// Returns the id of the item at this place of the list, counted from 0.
                pub fn new(index: usize) -> $name {
                    $name(u32::try_from(index).unwrap_or(u32::MAX))
                }

                /// Returns the place in the list, counted from 0.
                pub fn index(self) -> usize {
                    self.0 as usize
                }
            }
        )*
    };
}

ids! {
    /// A reference of the list, in its order; where a library file is judged, a record of that file.
    ReferenceId
    /// A record of a library, in the order in which its files were read.
    RecordId
    /// A block of a document, in text order.
    BlockId
}

impl ReferenceId {
    /// Returns the ids of a list of this length, in order.
    pub(crate) fn all(length: usize) -> impl Iterator<Item = ReferenceId> + Clone {
        (0..length).map(ReferenceId::new)
    }

    /// Returns the items of a list, each with its id.
    pub(crate) fn each<T>(
        list: impl IntoIterator<Item = T>,
    ) -> impl Iterator<Item = (ReferenceId, T)> {
        list.into_iter().enumerate().map(|(index, one)| (ReferenceId::new(index), one))
    }
}

impl BlockId {
    /// Returns the block before this one.
    pub(crate) fn before(self) -> Option<BlockId> {
        self.index().checked_sub(1).map(BlockId::new)
    }
}
