//! Which certificates are trusted, and what is wrong with the others.

use std::path::Path;
use std::sync::Arc;

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{
    CertificateError, ClientConfig, ConfigBuilder, DigitallySignedStruct, Error, OtherError,
    RootCertStore, SignatureScheme, WantsVerifier,
};

use crate::verify::error::VerifyError;

/// How secure connections are made: the system's authorities, and those of `ca_file`.
///
/// # Errors
///
/// The file cannot be read or holds no certificate, or the system has no authorities at all.
pub(crate) fn config(ca_file: Option<&Path>) -> Result<ClientConfig, VerifyError> {
    let provider = Arc::new(ring::default_provider());
    let roots = Arc::new(roots(ca_file)?);
    let verifier = WebPkiServerVerifier::builder_with_provider(roots, provider.clone())
        .build()
        .map_err(|error| VerifyError::Certificates(error.to_string()))?;
    let verifier = Arc::new(Verifier { verifier, provider: provider.clone() });
    let mut config = builder(provider)?
        .dangerous()
        .with_custom_certificate_verifier(verifier)
        .with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}

/// For a client that makes no secure connections.
///
/// # Errors
///
/// As [`config`].
pub(crate) fn trusting_none() -> Result<ClientConfig, VerifyError> {
    let roots = RootCertStore::empty();
    Ok(builder(Arc::new(ring::default_provider()))?
        .with_root_certificates(roots)
        .with_no_client_auth())
}

fn builder(
    provider: Arc<CryptoProvider>,
) -> Result<ConfigBuilder<ClientConfig, WantsVerifier>, VerifyError> {
    ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| VerifyError::Connections(error.to_string()))
}

/// The authorities of the system and of a file; without the system's, Mozilla's.
fn roots(ca_file: Option<&Path>) -> Result<RootCertStore, VerifyError> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    if let Some(path) = ca_file {
        let name = || path.display().to_string();
        let read = CertificateDer::pem_file_iter(path).map_err(|error| {
            VerifyError::CertificateFile { path: name(), why: error.to_string() }
        })?;
        let certificates: Vec<CertificateDer> = read.filter_map(Result::ok).collect();
        let (added, _) = roots.add_parsable_certificates(certificates);
        if added == 0 {
            return Err(VerifyError::NoCertificate(name()));
        }
    }
    if roots.is_empty() {
        roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    }
    Ok(roots)
}

/// Verifies as usual, and says of an unknown issuer whether it is the host itself.
#[derive(Debug)]
struct Verifier {
    verifier: Arc<WebPkiServerVerifier>,
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        chain: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let result = self.verifier.verify_server_cert(certificate, chain, name, ocsp, now);
        match result {
            Err(error) if self.is_of_own_making(&error, certificate, name, now) => {
                let words = std::io::Error::other("its certificate is self-signed");
                Err(Error::InvalidCertificate(CertificateError::Other(OtherError(Arc::new(words)))))
            }
            result => result,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.verifier.verify_tls12_signature(message, certificate, signed)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.verifier.verify_tls13_signature(message, certificate, signed)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.verifier.supported_verify_schemes()
    }
}

impl Verifier {
    /// Whether a certificate that was not trusted vouches for itself: as its own authority it
    /// would do, or would fail for its date or name only.
    fn is_of_own_making(
        &self,
        error: &Error,
        certificate: &CertificateDer<'_>,
        name: &ServerName<'_>,
        now: UnixTime,
    ) -> bool {
        let untrusted = match error {
            Error::InvalidCertificate(
                CertificateError::UnknownIssuer | CertificateError::BadSignature,
            ) => true,
            // A self-signed certificate that calls itself an authority.
            Error::InvalidCertificate(CertificateError::Other(other)) => {
                other.to_string().contains("CaUsedAsEndEntity")
            }
            _ => false,
        };
        let mut own = RootCertStore::empty();
        if !untrusted || own.add(certificate.clone().into_owned()).is_err() {
            return false;
        }
        let verifier =
            WebPkiServerVerifier::builder_with_provider(Arc::new(own), self.provider.clone())
                .build();
        verifier.is_ok_and(|verifier| {
            !matches!(
                verifier.verify_server_cert(certificate, &[], name, &[], now),
                Err(Error::InvalidCertificate(
                    CertificateError::UnknownIssuer | CertificateError::BadSignature
                ))
            )
        })
    }
}
