//! `relata serve`: a store on the Web.
//!
//! Owns the address and what is told on the terminal.

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::{Result, bail};

use relata::serve::{Options, Server};

use super::arguments;
use super::output::{self, Outcome};

/// Serves until told to end.
pub(crate) fn run(arguments: &arguments::Serve) -> Result<Outcome> {
    if !(arguments.timeout > 0.0 && arguments.timeout <= 86_400.0) {
        bail!("`--timeout` takes seconds, more than 0 and at most a day");
    }
    let usual = Options::new(&arguments.store.store);
    let options = Options {
        queries: arguments.queries.unwrap_or(usual.queries).max(1),
        timeout: Duration::from_secs_f64(arguments.timeout),
        memory: arguments.memory << 20,
        origin: arguments.cors.clone(),
        say: output::say,
        ..usual
    };
    let server = Server::bind(&arguments.address, &options)?;
    let address = server.address()?;
    if !loopback(&address) {
        output::say(&format!("warning: everyone who reaches {address} can read and query this store\n"));
    }
    output::say(&format!("serving `{}` at http://{address}/\n", arguments.store.store.display()));
    server.run()?;
    Ok(Outcome::Clean)
}

fn loopback(address: &SocketAddr) -> bool {
    address.ip().is_loopback()
}
