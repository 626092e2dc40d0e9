package org.mandatum.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.mandatum.journal.EventJson;
import tools.jackson.databind.JsonNode;

/**
 * Every call of a service's OpenAPI document, made by every role, in its own organisation and another, with no token, with one
 * that has ended and with a foreign one. What must come of it stands in a file beside the test, a line for each call; a call
 * that is not there, or that the service's table does not know, fails.
 */
public final class AccessMatrix {
    private static final String OWN = "own-organisation";
    private static final String OTHER = "another-organisation";

    private final int port;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String expired = "Bearer "
            + TestIssuer.token(
                    claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(60))), Role.values());
    private final String foreign =
            "Bearer " + TestIssuer.token(claims -> claims.issuer("https://elsewhere.example"), Role.values());

    public AccessMatrix(int port) {
        this.port = port;
    }

    /**
     * A line of the expectation, {@code GET /organisations/{organisation}: viewer officer}.
     *
     * @param roles as words; {@code anyone} alone where nobody is asked
     */
    private record Call(String method, String path, List<String> roles, boolean wholeRegister) {
        static Call read(String line) {
            String[] parts = line.split(": ", 2);
            List<String> words = new ArrayList<>(List.of(parts[1].trim().split("[, ]+")));
            boolean whole = words.remove("whole-register");
            return new Call(parts[0].split(" ")[0], parts[0].split(" ")[1], words, whole);
        }

        Call head() {
            return new Call("HEAD", path, roles, wholeRegister);
        }

        boolean isOpen() {
            return roles.equals(List.of("anyone"));
        }

        boolean isFor(Role role) {
            return isOpen() || roles.contains(role.word());
        }

        @Override
        public String toString() {
            return method + " " + path + ": " + String.join(", ", roles) + (wholeRegister ? ", whole-register" : "");
        }
    }

    /** @param file what must be, in the test's resources; where it is missing it is written, to be read before it is kept */
    public Stream<DynamicTest> tests(Path file) {
        List<Call> documented = documented();
        String table = documented.stream().map(Call::toString).collect(Collectors.joining("\n", "", "\n"));
        List<Call> expected = expected(file, table);
        return Stream.concat(
                Stream.of(DynamicTest.dynamicTest(
                        "every call has a line that says who may make it",
                        () -> assertThat(table).isEqualTo(read(file)))),
                expected.stream().map(call -> DynamicTest.dynamicTest(call.toString(), () -> verify(call))));
    }

    private static List<Call> expected(Path file, String table) {
        try {
            if (!Files.exists(file)) Files.writeString(file, table);
            return Files.readAllLines(file).stream().map(Call::read).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    /** As the service itself tells. */
    private List<Call> documented() {
        JsonNode document = EventJson.MAPPER.readTree(body("/v3/api-docs"));
        assertThat(document.get("openapi").asString()).startsWith("3.1");
        var calls = new ArrayList<Call>();
        for (var path : document.get("paths").properties())
            for (var operation : path.getValue().properties()) {
                JsonNode roles = operation.getValue().get(Contract.ROLES);
                calls.add(new Call(
                        operation.getKey().toUpperCase(Locale.ROOT),
                        path.getKey(),
                        roles == null
                                ? List.of("NOBODY:-a-line-in-WhoMay-is-missing")
                                : roles.isEmpty()
                                        ? List.of("anyone")
                                        : roles.valueStream()
                                                .map(JsonNode::asString)
                                                .toList(),
                        operation.getValue().has("x-whole-register")));
            }
        calls.sort(java.util.Comparator.comparing(Call::path).thenComparing(Call::method));
        return calls;
    }

    private void verify(Call call) {
        for (String token : new String[] {expired, foreign, "Bearer nonsense"})
            assertThat(status(call, OWN, token))
                    .as("with a token that does not count")
                    .isEqualTo(401);
        assertLetIn(call, OWN, "", call.isOpen() ? 0 : 401, "without a token");
        for (Role role : Role.values()) {
            boolean inRole = call.isFor(role);
            String who = "as " + role.word();
            assertLetIn(call, OWN, TestIssuer.bearer(role), inRole ? 0 : 403, who + " of the whole register");
            if (call.method().equals("GET"))
                assertLetIn(call.head(), OWN, TestIssuer.bearer(role), inRole ? 0 : 403, who + ", with HEAD");
            boolean inScope = inRole && (call.isOpen() || !call.wholeRegister());
            String bound = TestIssuer.bearerIn(OWN, role);
            assertLetIn(call, OWN, bound, inScope ? 0 : 403, who + " in their own organisation");
            boolean inOther = inScope && (call.isOpen() || !call.path().contains("{organisation}"));
            assertLetIn(call, OTHER, bound, inOther ? 0 : 403, who + " in another organisation");
        }
        String unbound = "Bearer " + TestIssuer.token(claims -> claims.claim("organisations", null), Role.values());
        if (call.path().contains("{organisation}"))
            assertLetIn(call, OWN, unbound, call.isOpen() ? 0 : 403, "with a token that names no organisation");
    }

    /**
     * @param refusal 0: whatever else comes, it is neither refused for who asks nor a fault; 503 tells of a part that a test may
     *     lack, such as the log's database, and is told only to those who were let in
     */
    private void assertLetIn(Call call, String organisation, String token, int refusal, String how) {
        int status = status(call, organisation, token);
        if (refusal != 0) assertThat(status).as(how).isEqualTo(refusal);
        else if (status != 503) assertThat(status).as(how).isNotIn(401, 403).isLessThan(500);
    }

    private int status(Call call, String organisation, String token) {
        String path = call.path().replace("{organisation}", organisation).replaceAll("\\{\\w+}", "something");
        var request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .method(
                        call.method(),
                        call.method().equals("GET") || call.method().equals("HEAD")
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString("{}"));
        if (!token.isEmpty()) request.header("Authorization", token);
        try (var body = send(request)) {
            return body.status();
        }
    }

    /** An answer of which only the beginning was read: some never end. */
    private record Begun(HttpResponse<java.io.InputStream> response) implements AutoCloseable {
        int status() {
            return response.statusCode();
        }

        @Override
        public void close() {
            try {
                response.body().close();
            } catch (IOException alreadyGone) {
                // nobody wanted it
            }
        }
    }

    private Begun send(HttpRequest.Builder request) {
        try {
            return new Begun(client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private byte[] body(String path) {
        try (var begun = send(HttpRequest.newBuilder(uri(path)))) {
            assertThat(begun.status()).as(path).isEqualTo(200);
            return begun.response().body().readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
