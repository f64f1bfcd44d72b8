//! Who a request comes from.

use std::{
    net::{IpAddr, Ipv6Addr, SocketAddr},
    str::FromStr,
};

use axum::http::HeaderMap;
use ipnet::IpNet;

/// At most this many hops are read from the headers of one request.
const MAX_HOPS: usize = 32;

/// The address that limits and logs use for the author of a request.
///
/// It is the address of the socket, or, if that is a configured proxy, the right-most address in
/// `X-Forwarded-For` that is none. Nothing else that a client sends changes it. An IPv4 address
/// inside an IPv6 one is given as IPv4. It is an extension of every request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ClientAddress(pub IpAddr);

/// The other end of the socket: the client itself or the proxy in front of us.
///
/// It is an extension of every request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PeerAddress(pub SocketAddr);

/// The networks whose hosts may say on whose behalf they ask.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrustedProxies(Vec<IpNet>);

/// What is wrong with a list of proxies.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "“{0}” is neither an address nor a network; write for example 10.0.0.7 or 10.0.0.0/24, with commas between several"
)]
pub struct TrustedProxiesError(String);

impl FromStr for TrustedProxies {
    type Err = TrustedProxiesError;

    /// Reads addresses and networks (`10.0.0.7,fd00::/8`) with commas between them; an empty
    /// text trusts nobody.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.split(',')
            .map(str::trim)
            .filter(|item| !item.is_empty())
            .map(|item| {
                item.parse::<IpNet>()
                    .or_else(|_| item.parse::<IpAddr>().map(|one| one.to_canonical().into()))
                    .map_err(|_| TrustedProxiesError(item.to_owned()))
            })
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

impl TrustedProxies {
    /// Whether `address` is one of the configured proxies.
    pub fn contains(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.0.iter().any(|network| network.contains(&address))
    }

    /// The author of a request with these `headers` that came from `peer`.
    pub fn client(&self, peer: IpAddr, headers: &HeaderMap) -> ClientAddress {
        let mut client = peer.to_canonical();
        if !self.contains(client) {
            return ClientAddress(client);
        }
        // From the nearest hop outwards: each proxy vouches only for the one before it.
        for hop in hops_from_the_right(headers).take(MAX_HOPS) {
            let Some(address) = parse_hop(hop) else { break };
            client = address.to_canonical();
            if !self.contains(client) {
                break;
            }
        }
        ClientAddress(client)
    }
}

fn hops_from_the_right(headers: &HeaderMap) -> impl Iterator<Item = &[u8]> {
    // Several headers are one list, in their order (RFC 9110, section 5.3).
    let lines: Vec<_> = headers.get_all("x-forwarded-for").iter().collect();
    lines
        .into_iter()
        .rev()
        .flat_map(|line| line.as_bytes().rsplit(|byte| *byte == b','))
}

/// Reads one hop; some proxies add a port, and IPv6 addresses then stand in brackets.
fn parse_hop(hop: &[u8]) -> Option<IpAddr> {
    let text = std::str::from_utf8(hop).ok()?.trim();
    if let Ok(address) = text.parse::<IpAddr>() {
        return Some(address);
    }
    if let Ok(address) = text.parse::<SocketAddr>() {
        return Some(address.ip());
    }
    let inside = text.strip_prefix('[')?.strip_suffix(']')?;
    inside.parse::<Ipv6Addr>().ok().map(IpAddr::V6)
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderName, HeaderValue};

    use super::TrustedProxies;

    fn client(proxies: &str, peer: &str, headers: &[(&'static str, &str)]) -> String {
        let proxies: TrustedProxies = proxies.parse().unwrap();
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(
                HeaderName::from_static(name),
                HeaderValue::from_str(value).unwrap(),
            );
        }
        proxies.client(peer.parse().unwrap(), &map).0.to_string()
    }

    #[test]
    fn b03_a_direct_client_is_its_socket_whatever_it_says() {
        for proxies in ["", "10.0.0.0/8"] {
            for name in [
                "x-forwarded-for",
                "x-real-ip",
                "forwarded",
                "true-client-ip",
            ] {
                for value in [
                    "192.0.2.1",
                    "10.0.0.1",
                    "for=192.0.2.1",
                    "127.0.0.1, 10.0.0.1",
                ] {
                    assert_eq!(
                        client(proxies, "203.0.113.9", &[(name, value)]),
                        "203.0.113.9",
                        "{name}: {value}"
                    );
                }
            }
        }
    }

    #[test]
    fn b03_behind_a_proxy_it_is_the_right_most_address_that_is_no_proxy() {
        let proxies = "10.0.0.0/8, 192.0.2.80,fd00::/8";
        let cases: &[(&str, &[&str], &str)] = &[
            ("10.0.0.1", &["203.0.113.9"], "203.0.113.9"),
            ("10.0.0.1", &["198.51.100.1, 203.0.113.9"], "203.0.113.9"),
            (
                "10.0.0.1",
                &["203.0.113.9, 10.1.1.1,192.0.2.80"],
                "203.0.113.9",
            ),
            (
                "10.0.0.1",
                &["198.51.100.1", "203.0.113.9, 10.1.1.1"],
                "203.0.113.9",
            ),
            ("10.0.0.1", &["203.0.113.9", "10.1.1.1"], "203.0.113.9"),
            // Nothing said: the proxy itself asks, for example for its health check.
            ("10.0.0.1", &[], "10.0.0.1"),
            ("10.0.0.1", &[""], "10.0.0.1"),
            // Everyone is inside: the outermost of them.
            ("10.0.0.1", &["10.0.0.3, 10.0.0.2"], "10.0.0.3"),
            // What stands left of nonsense was vouched for by nobody.
            ("10.0.0.1", &["198.51.100.1, unknown, 10.0.0.2"], "10.0.0.2"),
            ("10.0.0.1", &["198.51.100.1, \"'--"], "10.0.0.1"),
            ("10.0.0.1", &["203.0.113.9:4711"], "203.0.113.9"),
            ("10.0.0.1", &["[2001:db8::1]:4711"], "2001:db8::1"),
            ("10.0.0.1", &["[2001:db8::1]"], "2001:db8::1"),
            ("fd00::1", &["2001:db8::1, fd12::7"], "2001:db8::1"),
            // A dual-stack socket shows IPv4 peers inside IPv6.
            ("::ffff:10.0.0.1", &["::ffff:203.0.113.9"], "203.0.113.9"),
        ];
        for (peer, said, expected) in cases {
            let headers: Vec<_> = said
                .iter()
                .map(|value| ("x-forwarded-for", *value))
                .collect();
            assert_eq!(
                &client(proxies, peer, &headers),
                expected,
                "{peer} said {said:?}"
            );
        }
    }

    #[test]
    fn b03_other_headers_of_a_proxy_are_not_read() {
        let headers = [
            ("x-real-ip", "198.51.100.1"),
            ("forwarded", "for=198.51.100.1"),
            ("x-forwarded-for", "203.0.113.9"),
        ];

        assert_eq!(client("10.0.0.1", "10.0.0.1", &headers), "203.0.113.9");
    }

    #[test]
    fn b03_a_proxy_given_as_ipv4_inside_ipv6_is_the_same_proxy() {
        let said = [("x-forwarded-for", "203.0.113.9")];

        assert_eq!(client("::ffff:10.0.0.1", "10.0.0.1", &said), "203.0.113.9");
    }

    #[test]
    fn a_list_of_ten_thousand_hops_is_not_walked_to_its_end() {
        let inside = vec!["10.0.0.2"; 10_000].join(",");

        let found = client(
            "10.0.0.0/8",
            "10.0.0.1",
            &[("x-forwarded-for", &format!("203.0.113.9,{inside}"))],
        );

        assert_eq!(found, "10.0.0.2");
    }

    #[test]
    fn a_wrong_list_says_how_to_mend_it() {
        let error = "10.0.0.0/8, proxy.example"
            .parse::<TrustedProxies>()
            .unwrap_err();

        assert!(
            error.to_string().starts_with("“proxy.example” is neither"),
            "{error}"
        );
        assert!("10.0.0.0/33".parse::<TrustedProxies>().is_err());
        assert_eq!("".parse(), Ok(TrustedProxies::default()));
    }
}
