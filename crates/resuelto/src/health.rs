//! `resuelto health`: whether a running desk can serve, asked as a monitor would.

use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::time::Duration;

use anyhow::{Context, ensure};

/// How long the desk may take to answer.
const WITHIN: Duration = Duration::from_secs(5);

/// The longest answer that is read: the desk's own is a few hundred bytes.
const LONGEST: u64 = 8 * 1024;

/// Asks the desk that listens on `address`.
///
/// # Errors
///
/// If it does not answer in time, or says that it cannot serve.
pub(crate) fn run(address: SocketAddr) -> anyhow::Result<()> {
    let address = reachable(address);
    let mut connection = TcpStream::connect_timeout(&address, WITHIN)
        .with_context(|| format!("nobody answers on {address}"))?;
    connection.set_read_timeout(Some(WITHIN))?;
    connection.set_write_timeout(Some(WITHIN))?;
    write!(
        connection,
        "GET /readyz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
    )?;
    let mut answer = Vec::new();
    connection
        .take(LONGEST)
        .read_to_end(&mut answer)
        .with_context(|| format!("{address} did not answer in time"))?;
    ensure!(
        answer.starts_with(b"HTTP/1.1 200 "),
        "the desk on {address} cannot serve now: see its log, and run resuelto doctor"
    );
    Ok(())
}

/// Who listens on all addresses is asked on this machine's own.
fn reachable(mut address: SocketAddr) -> SocketAddr {
    if address.ip().is_unspecified() {
        address.set_ip(match address.ip() {
            IpAddr::V4(_) => Ipv4Addr::LOCALHOST.into(),
            IpAddr::V6(_) => Ipv6Addr::LOCALHOST.into(),
        });
    }
    address
}

#[cfg(test)]
mod tests {
    use super::reachable;

    #[test]
    fn all_addresses_are_asked_on_loopback() {
        for (listening, asked) in [
            ("0.0.0.0:80", "127.0.0.1:80"),
            ("[::]:80", "[::1]:80"),
            ("192.0.2.1:80", "192.0.2.1:80"),
        ] {
            assert_eq!(
                reachable(listening.parse().unwrap()),
                asked.parse().unwrap()
            );
        }
    }
}
