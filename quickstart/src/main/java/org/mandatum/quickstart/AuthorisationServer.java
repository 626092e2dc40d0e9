package org.mandatum.quickstart;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Signs the demonstration's people in, and gives the terminal tokens in their names. */
record AuthorisationServer(Settings settings, SignIn secrets) {
    static final String NAME = "authorisation-server";

    private static final JsonMapper JSON = new JsonMapper();

    Program program(Installation installation) {
        return new Program(
                NAME,
                "java",
                List.of(
                        installation.java().toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Djava.net.preferIPv4Stack=true",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-jar",
                        installation.authorisationServer().toString()),
                Map.of(
                        "SERVER_PORT",
                        Integer.toString(settings.authorisationPort()),
                        "SERVER_ADDRESS",
                        "127.0.0.1",
                        "MANDATUM_SIGNIN_ISSUER",
                        settings.issuer(),
                        "MANDATUM_SIGNIN_DASHBOARD",
                        settings.dashboard(),
                        "MANDATUM_SIGNIN_KEY",
                        secrets.key().toString(),
                        "MANDATUM_SIGNIN_PASSWORD",
                        secrets.password(),
                        "MANDATUM_SIGNIN_TERMINALSECRET",
                        secrets.terminalSecret()));
    }

    boolean isReady(HttpClient http) {
        try {
            return send(http, HttpRequest.newBuilder(keys(settings))).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    static URI keys(Settings settings) {
        return URI.create("http://127.0.0.1:" + settings.authorisationPort() + "/oauth2/jwks");
    }

    /**
     * An access token in the name of a demonstration person.
     *
     * @param organisations ids with commas between; {@code *}: all
     */
    String token(HttpClient http, String person, String organisations) throws IOException {
        String client = "mandatum-terminal:" + secrets.terminalSecret();
        var answer = send(
                http,
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + settings.authorisationPort() + "/oauth2/token"))
                        .header(
                                "Authorization",
                                "Basic " + Base64.getEncoder().encodeToString(client.getBytes(StandardCharsets.UTF_8)))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials&person="
                                + encoded(person) + "&organisations=" + encoded(organisations))));
        if (answer.statusCode() != 200) {
            throw new CannotContinue("the authorisation server gives no token: " + answer.body());
        }
        try {
            return JSON.readTree(answer.body()).path("access_token").asString();
        } catch (JacksonException notJson) {
            throw new CannotContinue("the authorisation server does not answer as it should", notJson);
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static HttpResponse<String> send(HttpClient http, HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException problem) {
            throw new IllegalStateException(problem);
        }
    }

    @Override
    public String toString() {
        return NAME;
    }
}
