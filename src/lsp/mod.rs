//! A language server: what `cite check` finds, in an editor, as one types.
//!
//! The whole text is checked after each change, beside the talk with the editor; a newer text
//! overtakes an older one. Nothing is sent to the network.
//!
//! - `server`: the talk with the editor; `capabilities`: what it can ask for
//! - `check`: the threads that check; `project`: what they check with
//! - `snapshot`: what was found in one state of a text
//! - `position`, `sync`, `address`, `edit`: positions, changes and files as editors name them
//! - `diagnostics`, `actions`, `hover`, `definition`, `references`, `completion`, `rename`, `lens`: one
//!   file for each thing that an editor asks for

mod actions;
mod address;
mod capabilities;
mod check;
mod completion;
mod definition;
mod diagnostics;
mod edit;
mod hover;
mod lens;
mod position;
mod project;
mod references;
mod rename;
mod server;
mod snapshot;
mod sync;

use std::io;

use lsp_server::Connection;

/// Talks with an editor over standard input and output until it says that it is done.
///
/// # Errors
///
/// The editor goes away or does not keep to the protocol.
pub(crate) fn serve() -> io::Result<()> {
    let (connection, threads) = Connection::stdio();
    server::run(connection).map_err(io::Error::other)?;
    threads.join()
}
