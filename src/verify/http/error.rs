//! Why no answer came.

use std::error::Error;
use std::io;

use rustls::CertificateError;

use crate::verify::error::VerifyError;
use crate::verify::http::dns::DnsError;

/// Why a request failed, before an answer came or in the middle of it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum FetchError {
    /// The name server says that there is no such host.
    #[error("there is no such host")]
    NoSuchHost,
    /// The name server did not answer, or failed.
    #[error("the name server failed or did not answer, so nothing is known of the host")]
    NameServer,
    /// The host's name leads into a private network.
    #[error("its name leads to an address of a private network")]
    Private,
    /// The host refused the connection.
    #[error("the host refused the connection")]
    Refused,
    /// There is no route to the host.
    #[error("the host could not be reached")]
    Unreachable,
    /// The connection broke.
    #[error("the connection broke before an answer came")]
    Broken,
    /// No answer came in time.
    #[error("no answer came in time")]
    Timeout,
    /// The certificate or the handshake failed, with the reason.
    #[error("{0}")]
    Tls(String),
    /// The server does not speak HTTP, with what it did.
    #[error("the server's answer is not HTTP ({0})")]
    Protocol(String),
    /// The body is not encoded as its headers say.
    #[error("the body is not encoded as its headers say")]
    Encoding,
    /// This machine cannot make the connection.
    #[error(transparent)]
    Setup(VerifyError),
}

impl FetchError {
    /// Returns the cause of an error of the HTTP client.
    pub(crate) fn of(error: &reqwest::Error) -> FetchError {
        if error.is_timeout() {
            return FetchError::Timeout;
        }
        let mut cause: Option<&(dyn Error + 'static)> = Some(error);
        while let Some(error) = cause {
            if let Some(fault) = of_cause(error) {
                return fault;
            }
            cause = error.source();
        }
        match error {
            error if error.is_decode() => FetchError::Encoding,
            error if error.is_connect() => FetchError::Unreachable,
            error if error.is_body() => FetchError::Broken,
            error => FetchError::Protocol(innermost(error)),
        }
    }

    /// Returns whether another try may succeed.
    pub(crate) const fn is_transient(&self) -> bool {
        matches!(
            self,
            FetchError::Refused
                | FetchError::Broken
                | FetchError::NameServer
                | FetchError::Unreachable
        )
    }

    /// Returns whether every host fails like this if this machine is not connected.
    pub(crate) const fn is_connectivity(&self) -> bool {
        matches!(
            self,
            FetchError::NoSuchHost
                | FetchError::NameServer
                | FetchError::Unreachable
                | FetchError::Refused
        )
    }
}

/// Returns what one error of a chain says for certain.
fn of_cause(error: &(dyn Error + 'static)) -> Option<FetchError> {
    if let Some(name) = error.downcast_ref::<DnsError>() {
        return Some(match name {
            DnsError::NoSuchHost => FetchError::NoSuchHost,
            DnsError::ServerFailed => FetchError::NameServer,
            DnsError::Private => FetchError::Private,
        });
    }
    if let Some(tls) = error.downcast_ref::<rustls::Error>() {
        return Some(FetchError::Tls(tls_reason(tls)));
    }
    let io = error.downcast_ref::<io::Error>()?;
    // What an I/O error wraps is passed by when `source` is asked, and may be an I/O error again.
    if let Some(fault) = io.get_ref().and_then(|inner| of_cause(inner)) {
        return Some(fault);
    }
    match io.kind() {
        io::ErrorKind::ConnectionRefused => Some(FetchError::Refused),
        io::ErrorKind::ConnectionReset
        | io::ErrorKind::ConnectionAborted
        | io::ErrorKind::BrokenPipe
        | io::ErrorKind::UnexpectedEof
        | io::ErrorKind::NotConnected => Some(FetchError::Broken),
        io::ErrorKind::TimedOut => Some(FetchError::Timeout),
        io::ErrorKind::HostUnreachable
        | io::ErrorKind::NetworkUnreachable
        | io::ErrorKind::AddrNotAvailable => Some(FetchError::Unreachable),
        _ => None,
    }
}

/// Returns what is wrong with a certificate, in words.
fn tls_reason(error: &rustls::Error) -> String {
    let rustls::Error::InvalidCertificate(certificate) = error else {
        return format!("the secure connection failed: {error}");
    };
    let reason = match certificate {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
            "its certificate has expired"
        }
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            "its certificate is not valid yet"
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            "its certificate is for another host"
        }
        // An authority of the same name that did not sign it is not its issuer.
        CertificateError::UnknownIssuer | CertificateError::BadSignature => {
            "the issuer of its certificate is not known"
        }
        CertificateError::Revoked => "its certificate was revoked",
        CertificateError::Other(other) => return other.to_string(),
        other => return format!("its certificate is not valid: {other}"),
    };
    reason.to_owned()
}

/// Returns the text of the last error of a chain.
fn innermost(error: &(dyn Error + 'static)) -> String {
    let mut last = error;
    while let Some(cause) = last.source() {
        last = cause;
    }
    last.to_string()
}
