package org.mandatum.query.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody reaches through the register what only the register can reach. */
class AddressesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.0.9",
                "0.0.0.0",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "192.0.0.192",
                "198.19.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd00:ec2::254",
                "ff02::1",
                "64:ff9b::7f00:1",
                "::ffff:127.0.0.1",
                "2002:7f00:1::",
                "2001:0:4136:e378::",
                "2001:db8::1"
            })
    void an_address_inside_is_recognised(String address) {
        assertThat(Addresses.isInside(InetAddress.ofLiteral(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "100.128.0.1", "172.32.0.1", "192.1.0.1", "223.255.255.255", "2606:4700::1111"})
    void an_address_outside_is_let_through(String address) {
        assertThat(Addresses.isInside(InetAddress.ofLiteral(address))).isFalse();
    }

    @Test
    void a_name_that_leads_inside_is_not_connected_to() throws Exception {
        try (var sender = new Sender(false, Duration.ofSeconds(20))) {
            Sender.Attempt attempt = sender.send(URI.create("https://localhost:1/"), List.of(Secret.made()), "e", "{}");

            assertThat(attempt.delivered()).isFalse();
            assertThat(attempt.error()).contains("localhost has an address that is not public");
        }
    }

    @Test
    void an_address_written_as_a_number_is_looked_at_like_a_name() throws Exception {
        try (var sender = new Sender(false, Duration.ofSeconds(20))) {
            for (String url : List.of("https://127.0.0.1:1/", "https://[::1]:1/", "https://169.254.169.254/"))
                assertThat(sender.send(URI.create(url), List.of(Secret.made()), "e", "{}")
                                .error())
                        .as(url)
                        .contains("not public");
        }
    }
}
