package org.mandatum.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mandatum.access.Permissions.anyone;
import static org.mandatum.access.Permissions.may;
import static org.mandatum.access.Role.AUDITOR;
import static org.mandatum.access.Role.OFFICER;
import static org.mandatum.access.Role.VIEWER;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mandatum.journal.EventJson;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Who gets through to a guarded service, and what those are told who do not. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "server.address=127.0.0.1",
            "spring.security.oauth2.resourceserver.jwt.issuer-uri=" + TestIssuer.ISSUER,
            "spring.security.oauth2.resourceserver.jwt.audiences=mandatum",
            "spring.security.oauth2.resourceserver.jwt.jws-algorithms=RS256,ES256",
            "mandatum.access.dashboard-origins=http://localhost:8080"
        })
@Import(TestIssuer.class)
class GuardTest {
    @LocalServerPort
    private int port;

    private final HttpClient client = HttpClient.newHttpClient();

    @SpringBootApplication
    @Import({AccessConfiguration.class, Cabinet.class})
    static class GuardedService {
        @Bean
        Permissions permissions() {
            return Permissions.of(
                    anyone(HttpMethod.GET, "/open"),
                    anyone(HttpMethod.GET, "/read"),
                    anyone(HttpMethod.GET, "/v3/api-docs/**"),
                    may(HttpMethod.GET, "/organisations/{organisation}/files", VIEWER),
                    may(HttpMethod.GET, "/files", AUDITOR, OFFICER).ofTheWholeRegister());
        }
    }

    @RestController
    static class Cabinet {
        @GetMapping("/open")
        String open() {
            return "open";
        }

        @GetMapping("/organisations/{organisation}/files")
        String filesOf(@PathVariable String organisation, HttpServletRequest request) {
            return EventJson.MAPPER.writeValueAsString(Person.of(request).actor());
        }

        @GetMapping("/read")
        String read(HttpServletRequest request) {
            return request.getParameterMap().keySet() + " " + request.getHeader("Idempotency-Key");
        }

        @GetMapping("/files")
        String files() {
            return "files";
        }

        @GetMapping("/forgotten")
        String forgotten() {
            return "no line in the table";
        }
    }

    @Test
    void a_good_token_lets_in_whom_it_names() {
        var answer = get("/organisations/oas/files", TestIssuer.bearer(VIEWER));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"issuer\":\"http://localhost:8084\",\"subject\":\"somebody\",\"name\":\"Some Body\"}");
    }

    @Test
    void whoever_brings_no_token_is_asked_for_one() {
        var answer = get("/organisations/oas/files", "");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
        assertThat(problem(answer).get("code").asString()).isEqualTo("token-missing");
        assertThat(get("/open", "").statusCode()).isEqualTo(200);
    }

    @Test
    void a_token_counts_for_nothing_when_anything_about_it_is_wrong() throws JOSEException {
        assertRefused(TestIssuer.token(claims -> claims.issuer("https://elsewhere.example"), VIEWER), "iss");
        assertRefused(TestIssuer.token(claims -> claims.audience("mandatum-dashboard"), VIEWER), "aud");
        assertRefused(
                TestIssuer.token(
                        claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(30))), VIEWER),
                "expired");
        assertRefused(TestIssuer.token(claims -> claims.expirationTime(null), VIEWER), "exp");
        assertRefused(
                TestIssuer.token(
                        claims -> claims.notBeforeTime(Date.from(Instant.now().plusSeconds(60))), VIEWER),
                "before");
        assertRefused(TestIssuer.token(claims -> claims.subject(null), VIEWER), "no subject");
        assertRefused(TestIssuer.signed(claims(), TestIssuer.key()), "Invalid signature");
        assertRefused(new PlainJWT(claims()).serialize(), "algorithm");
        var symmetric = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims());
        symmetric.sign(new MACSigner("a secret that anybody might choose, long enough"));
        assertRefused(symmetric.serialize(), "algorithm");
        assertRefused("no.token.atall", "");
    }

    private static JWTClaimsSet claims() {
        return new JWTClaimsSet.Builder()
                .issuer(TestIssuer.ISSUER)
                .audience("mandatum")
                .subject("somebody")
                .claim("roles", List.of("viewer"))
                .claim("organisations", List.of("*"))
                .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                .build();
    }

    private void assertRefused(String token, String reason) {
        var answer = get("/organisations/oas/files", "Bearer " + token);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
        assertThat(problem(answer).get("code").asString()).isEqualTo("token-invalid");
        assertThat(problem(answer).get("detail").asString()).containsIgnoringCase(reason);
    }

    @Test
    void whose_role_is_another_is_told_which_is_missing() {
        var answer = get("/files", TestIssuer.bearer(VIEWER));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(problem(answer).get("code").asString()).isEqualTo("role-missing");
        assertThat(problem(answer).get("roles").toString()).isEqualTo("[\"officer\",\"auditor\"]");
    }

    @Test
    void a_token_reaches_no_further_than_the_organisations_it_lists() {
        assertThat(get("/organisations/oas/files", TestIssuer.bearerIn("oas", VIEWER))
                        .statusCode())
                .isEqualTo(200);
        var other = get("/organisations/paho/files", TestIssuer.bearerIn("oas", VIEWER));
        assertThat(other.statusCode()).isEqualTo(403);
        assertThat(problem(other).get("code").asString()).isEqualTo("organisation-out-of-scope");
        assertThat(problem(other).get("organisation").asString()).isEqualTo("paho");
        assertThat(problem(get("/files", TestIssuer.bearerIn("oas", OFFICER)))
                        .get("code")
                        .asString())
                .isEqualTo("whole-register-only");
        String silent = TestIssuer.token(claims -> claims.claim("organisations", null), VIEWER);
        assertThat(get("/organisations/oas/files", "Bearer " + silent).statusCode())
                .as("a token that says nothing of organisations reaches none")
                .isEqualTo(403);
    }

    @Test
    void a_call_without_a_line_in_the_table_is_nobodys_and_as_good_as_absent() {
        for (String path : new String[] {"/forgotten", "/nowhere"}) {
            var answer = get(path, TestIssuer.bearer());

            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(problem(answer).get("code").asString()).isEqualTo("not-found");
            assertThat(get(path, "").statusCode()).as(path).isEqualTo(401);
        }
    }

    @Test
    void whoever_has_signed_in_is_told_which_methods_a_path_has() {
        var answer = send("POST", "/organisations/oas/files", TestIssuer.bearer(VIEWER));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD");
        assertThat(problem(answer).get("code").asString()).isEqualTo("method-not-allowed");
        assertThat(send("POST", "/organisations/oas/files", "").statusCode()).isEqualTo(401);
    }

    @Test
    void head_is_for_whom_get_is_for_and_answers_its_headers_alone() {
        var get = get("/organisations/oas/files", TestIssuer.bearer(VIEWER));
        var head = send("HEAD", "/organisations/oas/files", TestIssuer.bearer(VIEWER));

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("Content-Length"))
                .isPresent()
                .isEqualTo(get.headers().firstValue("Content-Length"));
        assertThat(head.body()).isEmpty();
        assertThat(send("HEAD", "/files", TestIssuer.bearer(VIEWER)).statusCode())
                .isEqualTo(403);
        assertThat(send("HEAD", "/open", "").statusCode()).isEqualTo(200);
    }

    @Test
    void a_call_without_a_line_in_the_table_fails_the_matrix(@TempDir Path directory) throws IOException {
        Path expectation = Files.writeString(directory.resolve("who-may.txt"), """
                GET /files: officer, auditor, whole-register
                GET /open: anyone
                GET /organisations/{organisation}/files: viewer
                GET /read: anyone
                """);

        var everyCallHasALine =
                new AccessMatrix(port).tests(expectation).findFirst().orElseThrow();

        assertThatThrownBy(() -> everyCallHasALine.getExecutable().execute())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("GET /forgotten: NOBODY");
    }

    @Test
    void a_path_that_no_client_means_is_a_bad_request() {
        var answer = get("/organisations/oas;v=1/files", TestIssuer.bearer(VIEWER));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(problem(answer).get("code").asString()).isEqualTo("malformed-request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /read?%00=1 HTTP/1.1\r\nHost: x",
                "GET /read?a%0ab=1 HTTP/1.1\r\nHost: x",
                "GET /read HTTP/1.1\r\nHost: x\r\nIdempotency-Key: \u0085",
                "GET /read HTTP/1.1\r\nHost: x\r\nIdempotency-Key: ключ"
            })
    void a_name_or_a_header_with_characters_that_it_cannot_have_is_a_bad_request_wherever_it_is_read(String head)
            throws IOException {
        try (var http = new RawHttp(port)) {
            RawHttp.Answer answer = http.send((head + "\r\n\r\n").getBytes(StandardCharsets.UTF_8), false);

            assertThat(answer.status()).as(answer.text()).isEqualTo(400);
            assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
            JsonNode problem = EventJson.MAPPER.readTree(answer.text());
            assertThat(problem.get("code").asString()).isEqualTo("malformed-request");
            assertThat(problem.get("detail").asString()).contains("control characters", "ISO 8859-1");
        }
    }

    @Test
    void only_the_dashboard_may_call_from_a_browser() {
        assertThat(preflight("http://localhost:8080").statusCode()).isEqualTo(200);
        assertThat(preflight("http://localhost:8080").headers().firstValue("Access-Control-Allow-Origin"))
                .hasValue("http://localhost:8080");
        assertThat(preflight("http://elsewhere.example").statusCode()).isEqualTo(403);
    }

    @Test
    void a_page_of_another_origin_with_a_type_that_nothing_can_be_of_is_told_so() {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(uri("/files"))
                .header("Origin", "http://elsewhere.example")
                .header("Content-Type", "application/*"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(answer.body()).contains("\"field\":\"Content-Type\"");
    }

    private HttpResponse<String> preflight(String origin) {
        return send(HttpRequest.newBuilder(uri("/files"))
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "authorization")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
    }

    @Test
    void nobody_is_somebody_by_what_they_may_be_called() {
        // Roles nest in Keycloak's tokens; a claim of another shape gives none.
        String nested = TestIssuer.token(claims -> claims.claim("roles", Map.of("viewer", true)));
        assertThat(get("/organisations/oas/files", "Bearer " + nested).statusCode())
                .isEqualTo(403);
    }

    private HttpResponse<String> get(String path, String authorization) {
        return send("GET", path, authorization);
    }

    private HttpResponse<String> send(String method, String path, String authorization) {
        var request = HttpRequest.newBuilder(uri(path)).method(method, HttpRequest.BodyPublishers.noBody());
        if (!authorization.isEmpty()) request.header("Authorization", authorization);
        return send(request);
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static JsonNode problem(HttpResponse<String> answer) {
        return EventJson.MAPPER.readTree(answer.body());
    }
}
