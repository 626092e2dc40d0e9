package org.mandatum.query.webhooks;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Finds the addresses of a receiver, and none that lies inside: whoever registers a webhook must not reach through the register
 * what only the register can reach. Asked at every connection, and the addresses found are those connected to, so that a name
 * that changes its mind gains nothing.
 */
final class Addresses implements DnsResolver {
    /** What IANA's registries of special-purpose addresses (RFC 6890) do not call globally reachable, or what hides another. */
    private static final List<Prefix> INSIDE = Prefix.all(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3",
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "3fff::/20");

    /** The only part of IPv6 from which public addresses are given out. */
    private static final Prefix GIVEN_OUT = Prefix.of("2000::/3");

    private final boolean insideAllowed;

    Addresses(boolean insideAllowed) {
        this.insideAllowed = insideAllowed;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] found = SystemDefaultDnsResolver.INSTANCE.resolve(host);
        // One address inside condemns the name: a connection would go on to the next.
        if (!insideAllowed && Arrays.stream(found).anyMatch(Addresses::isInside))
            throw new UnknownHostException(host + " has an address that is not public");
        return found;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return SystemDefaultDnsResolver.INSTANCE.resolveCanonicalHostname(host);
    }

    static boolean isInside(InetAddress address) {
        boolean givenOut = address instanceof Inet4Address || GIVEN_OUT.covers(address);
        return !givenOut || INSIDE.stream().anyMatch(prefix -> prefix.covers(address));
    }

    /** Addresses whose first {@code length} bits are those of {@code first}. */
    private record Prefix(InetAddress first, int length) {
        static List<Prefix> all(String... prefixes) {
            return Arrays.stream(prefixes).map(Prefix::of).toList();
        }

        private static Prefix of(String text) {
            int slash = text.indexOf('/');
            return new Prefix(
                    InetAddress.ofLiteral(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
        }

        boolean covers(InetAddress address) {
            byte[] mine = first.getAddress();
            byte[] other = address.getAddress();
            if (mine.length != other.length) return false;
            var differing = new BigInteger(1, mine).xor(new BigInteger(1, other));
            return differing.bitLength() <= mine.length * 8 - length;
        }
    }
}
