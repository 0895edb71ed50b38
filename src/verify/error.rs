//! Why links cannot be verified at all.

/// Why a run over links cannot begin or go on. What becomes of a link is no error: it is its verdict.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[cfg_attr(not(feature = "verify"), allow(dead_code))]
pub(crate) enum VerifyError {
    /// A rule for the names of hosts cannot be read.
    #[error("\"{0}\": expected host=address, host=address:port, host=nxdomain or host=servfail")]
    HostRule(String),
    /// The file of certificates cannot be read.
    #[error("{path}: {why}")]
    CertificateFile {
        /// The file.
        path: String,
        /// What the reader of it says.
        why: String,
    },
    /// The file of certificates holds none.
    #[error("{0}: no certificate in PEM format is in it")]
    NoCertificate(String),
    /// This machine has no certificates that can be used, with what the library says.
    #[error("the certificates of this machine cannot be used: {0}")]
    Certificates(String),
    /// Connections cannot be prepared, with what the library says.
    #[error("{0}")]
    Connections(String),
    /// The system gives no means to wait for answers.
    #[error("the network cannot be used: {0}")]
    System(String),
    /// This program has no verification.
    #[cfg(not(feature = "verify"))]
    #[error("this program was built without verification; build it with the feature \"verify\"")]
    LeftOut,
}
