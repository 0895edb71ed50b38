//! Secure connections: what is trusted, and what is wrong with the rest.

use std::collections::HashMap;
use std::io::Write;
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd};
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio_rustls::rustls::server::{ClientHello, ResolvesServerCert};
use tokio_rustls::rustls::sign::CertifiedKey;

use crate::pages::{self, TITLE};
use crate::program::{record, verified};
use crate::server::{Answer, Request, Server};

fn play(request: &Request) -> Answer {
    match (request.host.as_str(), request.path.as_str()) {
        ("upgraded.example", "/paper") if request.times == 1 => {
            pages::to(301, "https://upgraded.example/paper")
        }
        _ => pages::only(request, pages::work()),
    }
}

/// A certificate for `name` and its key; `tune` changes what it says.
fn certificate(
    name: &str,
    issuer: Option<&CertifiedIssuer<'_, KeyPair>>,
    tune: impl Fn(&mut CertificateParams),
) -> CertifiedKey {
    let mut params = CertificateParams::new(vec![name.to_owned()]).expect("a name");
    tune(&mut params);
    let key = KeyPair::generate().expect("a key");
    let certificate = match issuer {
        Some(issuer) => params.signed_by(&key, issuer),
        None => params.self_signed(&key),
    };
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let signer = ring::sign::any_supported_type(&key).expect("a signer");
    CertifiedKey::new(vec![certificate.expect("signs").der().clone()], signer)
}

/// An authority of our own.
fn authority() -> CertifiedIssuer<'static, KeyPair> {
    let mut params = CertificateParams::new(Vec::new()).expect("no names");
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().expect("a key")).expect("signs")
}

#[test]
fn faults_of_certificates_are_told_apart() {
    let ours = authority();
    let stranger = authority();
    let mut hosts = HashMap::new();
    let mut add = |host: &'static str, key: CertifiedKey| drop(hosts.insert(host, Arc::new(key)));
    add("sound.example", certificate("sound.example", Some(&ours), |_| {}));
    add("upgraded.example", certificate("upgraded.example", Some(&ours), |_| {}));
    add(
        "expired.example",
        certificate("expired.example", Some(&ours), |params| {
            params.not_before = date_time_ymd(2001, 1, 1);
            params.not_after = date_time_ymd(2002, 1, 1);
        }),
    );
    add(
        "early.example",
        certificate("early.example", Some(&ours), |params| {
            params.not_before = date_time_ymd(2090, 1, 1);
            params.not_after = date_time_ymd(2091, 1, 1);
        }),
    );
    add("self-signed.example", certificate("self-signed.example", None, |_| {}));
    add("strange.example", certificate("strange.example", Some(&stranger), |_| {}));
    let other = Arc::new(certificate("other.example", Some(&ours), |_| {}));
    let provider = Arc::new(ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_cert_resolver(Arc::new(Certificates { hosts, other }));
    let server = Server::start(play, Some(Arc::new(config)));

    let cases = [
        ("sound", "ok", "the page has the cited title"),
        ("expired", "tls-error", "expired"),
        ("early", "tls-error", "not valid yet"),
        ("self-signed", "tls-error", "self-signed"),
        ("strange", "tls-error", "issuer"),
        ("misnamed", "tls-error", "another host"),
    ];
    let mut records: Vec<_> = cases
        .iter()
        .map(|(id, ..)| record(id, &format!("https://{id}.example/paper"), TITLE))
        .collect();
    records.push(record("upgraded", "http://upgraded.example/paper", TITLE));
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    file.write_all(ours.pem().as_bytes()).expect("written");
    let (links, output) = verified(&server, &records, |command| {
        command.env("CITE_CA_FILE", file.path());
    });
    for (id, verdict, reason) in cases {
        assert_eq!(links[id]["verdict"], verdict, "{id}: {}", links[id]);
        assert!(
            links[id]["reason"].as_str().is_some_and(|said| said.contains(reason)),
            "{}",
            links[id]
        );
    }
    assert_eq!(links["upgraded"]["moved_to"], "https://upgraded.example/paper");
    assert_eq!(output.status.code(), Some(0), "faults of certificates are warnings");
}

/// Certificates by host, and one for all others that is not theirs.
#[derive(Debug)]
struct Certificates {
    hosts: HashMap<&'static str, Arc<CertifiedKey>>,
    other: Arc<CertifiedKey>,
}

impl ResolvesServerCert for Certificates {
    fn resolve(&self, hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        let known = hello.server_name().and_then(|name| self.hosts.get(name));
        Some(known.unwrap_or(&self.other).clone())
    }
}
