package org.mandatum.quickstart;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/**
 * The ports of one register, remembered from start to start. Five follow one another from {@code portBase}; the broker's
 * talk with itself takes any free one.
 */
record Settings(int portBase, int controllerPort) {
    static final int DEFAULT_PORT_BASE = 8080;
    static final int LARGEST_PORT_BASE = 65_531;

    Settings {
        if (portBase < 1 || portBase > LARGEST_PORT_BASE) {
            throw new CannotContinue(
                    "--port-base " + portBase + " leaves no room for five ports; use 1 to " + LARGEST_PORT_BASE);
        }
    }

    int queryPort() {
        return portBase;
    }

    int commandPort() {
        return portBase + 1;
    }

    int postgreSqlPort() {
        return portBase + 2;
    }

    int kafkaPort() {
        return portBase + 3;
    }

    int authorisationPort() {
        return portBase + 4;
    }

    /** The dashboard's address, as browsers see it. */
    String dashboard() {
        return "http://localhost:" + queryPort();
    }

    /** What the authorisation server calls itself: its address, as browsers see it. */
    String issuer() {
        return "http://localhost:" + authorisationPort();
    }

    static Settings read(Path file) throws IOException {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        try {
            return new Settings(
                    Integer.parseInt(properties.getProperty("port-base", "")),
                    Integer.parseInt(properties.getProperty("controller-port", "")));
        } catch (NumberFormatException unreadable) {
            throw new CannotContinue(file + " is damaged: it should say port-base=… and controller-port=…", unreadable);
        }
    }

    void write(Path file) throws IOException {
        Files.write(file, List.of("port-base=" + portBase, "controller-port=" + controllerPort));
    }

    static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(loopback(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /** A port of the loopback interface that nobody holds at this moment, outside the given ones. */
    static int anyFreePort(int from, int to) throws IOException {
        while (true) {
            try (var socket = new ServerSocket(0, 1, loopback())) {
                int port = socket.getLocalPort();
                if (port < from || port > to) {
                    return port;
                }
            }
        }
    }

    static InetAddress loopback() throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }
}
