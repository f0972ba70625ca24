//! Programs elsewhere that speak HTTP: which addresses are spoken to, and `SERVICE` in queries.
//!
//! Owns the client's settings and the list of hosts that queries may name. TLS is there when the program was built with the feature
//! `tls`: it needs a C compiler.

use std::io::Read;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Result, bail};
use ureq::http::Uri;

use relata::store::{SERVICE_FORMS, ServiceAnswer, ServiceFault, Services};

/// Bytes that a service may answer.
const MOST: u64 = 256 << 20;

/// A client that waits so long for an answer, and takes every status for one.
pub(crate) fn agent(patience: Duration) -> ureq::Agent {
    let config = ureq::Agent::config_builder().timeout_global(Some(patience)).http_status_as_error(false);
    config.user_agent(concat!("relata/", env!("CARGO_PKG_VERSION"))).build().into()
}

/// Refuses an address that cannot be spoken to.
pub(crate) fn spoken(url: &str) -> Result<()> {
    if url.starts_with("http://") || (cfg!(feature = "tls") && url.starts_with("https://")) {
        return Ok(());
    }
    if url.starts_with("https://") {
        bail!(
            "`{url}` wants TLS, which this relata was built without; build it with `cargo build --release --features tls` (that needs a C compiler), or put a local proxy before the server"
        );
    }
    bail!("`{url}` is not an http:// or https:// address")
}

/// Follows `SERVICE` to the hosts that were allowed; nothing when none was.
pub(crate) fn services(hosts: &[String], patience: Duration) -> Result<Option<Arc<dyn Services>>> {
    for host in hosts {
        if host.is_empty() || host.contains(['/', '@', '*']) {
            bail!("`--allow-service` takes a host, like dbpedia.org or localhost:3030, not `{host}`");
        }
    }
    if hosts.is_empty() {
        return Ok(None);
    }
    let hosts = hosts.iter().map(|host| host.to_ascii_lowercase()).collect();
    // Who is allowed does not get to send the query on to others.
    let config = ureq::Agent::config_builder().max_redirects(0).max_redirects_will_error(false);
    let config = config.timeout_global(Some(patience)).http_status_as_error(false);
    let agent = config.user_agent(concat!("relata/", env!("CARGO_PKG_VERSION"))).build().into();
    Ok(Some(Arc::new(Allowed { hosts, agent })))
}

/// The hosts that queries may name.
struct Allowed {
    hosts: Vec<String>,
    agent: ureq::Agent,
}

impl Services for Allowed {
    fn ask(&self, endpoint: &str, query: &str) -> Result<ServiceAnswer, ServiceFault> {
        self.check(endpoint)?;
        let failed = |reason: String| ServiceFault::Failed { endpoint: endpoint.to_owned(), reason };
        let request = self.agent.post(endpoint).header("Content-Type", "application/sparql-query");
        let sent = request.header("Accept", SERVICE_FORMS).send(query);
        let mut response = sent.map_err(|cause| failed(cause.to_string()))?;
        if !response.status().is_success() {
            let mut said = String::new();
            // What it says is worth a line, not a failure of its own.
            let _ = response.body_mut().as_reader().take(300).read_to_string(&mut said);
            return Err(failed(format!("it answers {}: {}", response.status(), said.trim())));
        }
        let media = response.headers().get("content-type").and_then(|value| value.to_str().ok());
        let media = media.unwrap_or_default().to_owned();
        Ok(ServiceAnswer { media, body: Box::new(response.into_body().into_with_config().limit(MOST).reader()) })
    }
}

impl Allowed {
    fn check(&self, endpoint: &str) -> Result<(), ServiceFault> {
        let refused = |why: String| Err(ServiceFault::Refused(format!("SERVICE <{endpoint}> is not followed: {why}")));
        if let Err(cause) = spoken(endpoint) {
            return refused(cause.to_string());
        }
        let Some(place) = endpoint.parse().ok().and_then(|uri| authority(&uri)) else {
            return refused("it is no address".to_owned());
        };
        if self.hosts.contains(&place) { Ok(()) } else { refused(format!("the host `{place}` is not allowed")) }
    }
}

/// The host of an address, with its port where that is not the usual one.
fn authority(uri: &Uri) -> Option<String> {
    let host = uri.host()?.to_ascii_lowercase();
    let usual = if uri.scheme_str() == Some("https") { 443 } else { 80 };
    Some(match uri.port_u16() {
        Some(port) if port != usual => format!("{host}:{port}"),
        _ => host,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_allowed_by_name_and_port() {
        let hosts = ["Data.Example".to_owned(), "localhost:3030".to_owned(), "[::1]:7".to_owned()];
        let allowed = Allowed {
            hosts: hosts.iter().map(|host| host.to_ascii_lowercase()).collect(),
            agent: agent(Duration::from_secs(1)),
        };
        for (endpoint, is) in [
            ("http://data.example/sparql", true),
            ("http://DATA.example:80/sparql", true),
            ("http://data.example:8080/sparql", false),
            ("http://localhost:3030/x?y", true),
            ("http://localhost/x", false),
            ("http://[::1]:7/x", true),
            ("http://data.example@evil.example/", false),
            ("http://data.example.evil.example/", false),
            ("http://evil.example/data.example", false),
            ("file:///etc/passwd", false),
            ("ftp://data.example/", false),
        ] {
            assert_eq!(allowed.check(endpoint).is_ok(), is, "{endpoint}");
        }
        assert_eq!(allowed.check("https://data.example/").is_ok(), cfg!(feature = "tls"));
        assert!(services(&["http://x/".to_owned()], Duration::from_secs(1)).is_err());
        assert!(services(&[], Duration::from_secs(1)).is_ok_and(|services| services.is_none()));
    }
}
