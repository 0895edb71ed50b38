//! Why no answer came, told apart.

use std::error::Error;
use std::fmt;
use std::io;

use rustls::CertificateError;

use crate::verify::http::resolve::NameFault;

/// What went wrong before an answer was there, or in the middle of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The name server says that there is no such host.
    NoSuchHost,
    /// The name server did not answer, or failed.
    NameServer,
    /// The host's name leads into a private network.
    Private,
    /// The host refused the connection.
    Refused,
    /// No way leads to the host.
    Unreachable,
    /// The connection broke.
    Broken,
    /// Nothing came in time.
    Timeout,
    /// The certificate or the handshake failed; why, in words.
    Tls(String),
    /// The server does not speak HTTP; what it did, in words.
    Protocol(String),
    /// The body is not encoded as its headers say.
    Encoding,
    /// This machine cannot make the connection; why, in words.
    Setup(String),
}

impl Fault {
    /// What an error of the HTTP client comes from.
    pub fn of(error: &reqwest::Error) -> Fault {
        if error.is_timeout() {
            return Fault::Timeout;
        }
        let mut cause: Option<&(dyn Error + 'static)> = Some(error);
        while let Some(error) = cause {
            if let Some(fault) = of_cause(error) {
                return fault;
            }
            cause = error.source();
        }
        match error {
            error if error.is_decode() => Fault::Encoding,
            error if error.is_connect() => Fault::Unreachable,
            error if error.is_body() => Fault::Broken,
            error => Fault::Protocol(innermost(error)),
        }
    }

    /// Whether a second try may well end otherwise.
    pub const fn may_pass(&self) -> bool {
        matches!(self, Fault::Refused | Fault::Broken | Fault::NameServer | Fault::Unreachable)
    }

    /// Whether it is what comes of every host where this machine is not connected.
    pub const fn is_of_connection(&self) -> bool {
        matches!(self, Fault::NoSuchHost | Fault::NameServer | Fault::Unreachable | Fault::Refused)
    }
}

/// What one link of a chain of errors says for certain.
fn of_cause(error: &(dyn Error + 'static)) -> Option<Fault> {
    if let Some(name) = error.downcast_ref::<NameFault>() {
        return Some(match name {
            NameFault::NoSuchHost => Fault::NoSuchHost,
            NameFault::ServerFailed => Fault::NameServer,
            NameFault::Private => Fault::Private,
        });
    }
    if let Some(tls) = error.downcast_ref::<rustls::Error>() {
        return Some(Fault::Tls(tls_reason(tls)));
    }
    let io = error.downcast_ref::<io::Error>()?;
    // What an I/O error wraps is passed by when `source` is asked, and may be an I/O error again.
    if let Some(fault) = io.get_ref().and_then(|inner| of_cause(inner)) {
        return Some(fault);
    }
    match io.kind() {
        io::ErrorKind::ConnectionRefused => Some(Fault::Refused),
        io::ErrorKind::ConnectionReset
        | io::ErrorKind::ConnectionAborted
        | io::ErrorKind::BrokenPipe
        | io::ErrorKind::UnexpectedEof
        | io::ErrorKind::NotConnected => Some(Fault::Broken),
        io::ErrorKind::TimedOut => Some(Fault::Timeout),
        io::ErrorKind::HostUnreachable
        | io::ErrorKind::NetworkUnreachable
        | io::ErrorKind::AddrNotAvailable => Some(Fault::Unreachable),
        _ => None,
    }
}

/// The fault of a certificate in the reader's words.
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

/// What the last error of a chain says.
fn innermost(error: &(dyn Error + 'static)) -> String {
    let mut last = error;
    while let Some(cause) = last.source() {
        last = cause;
    }
    last.to_string()
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Fault::NoSuchHost => "there is no such host",
            Fault::NameServer => {
                "the name server failed or did not answer, so nothing is known of the host"
            }
            Fault::Private => "its name leads to an address of a private network",
            Fault::Refused => "the host refused the connection",
            Fault::Unreachable => "the host could not be reached",
            Fault::Broken => "the connection broke before an answer came",
            Fault::Timeout => "no answer came in time",
            Fault::Tls(reason) => reason,
            Fault::Protocol(what) => return write!(f, "the server's answer is not HTTP ({what})"),
            Fault::Encoding => "the body is not encoded as its headers say",
            Fault::Setup(why) => why,
        })
    }
}
