package org.mandatum.authorisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dashboard signs people in by the code flow with PKCE; the terminal asks in their names with its secret. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"mandatum.sign-in.password=open-sesame", "mandatum.sign-in.terminal-secret=of-the-terminal"})
class SignInTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String VERIFIER = "a-verifier-that-is-long-enough-to-be-one-0123456789";
    private static final String REDIRECT = "http://localhost:8080/";

    @TempDir
    private static Path directory;

    @DynamicPropertySource
    static void key(DynamicPropertyRegistry properties) throws GeneralSecurityException, IOException {
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2048);
        Path file = Files.writeString(
                directory.resolve("key.pem"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(
                                        rsa.generateKeyPair().getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        properties.add("mandatum.sign-in.key", file::toString);
    }

    @LocalServerPort
    private int port;

    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @Test
    void the_dashboard_signs_a_person_in_by_code_and_proof() throws Exception {
        var signedIn = signIn();
        assertThat(location(signedIn)).contains("/oauth2/authorize");
        String back = location(get(URI.create(location(signedIn)).getRawPath() + "?"
                + URI.create(location(signedIn)).getRawQuery()));
        assertThat(back).startsWith(REDIRECT + "?code=").contains("state=s1");
        String code = URLDecoder.decode(back.replaceAll(".*code=([^&]+).*", "$1"), StandardCharsets.UTF_8);

        var tokens = post(
                "/oauth2/token",
                Map.of(
                        "grant_type", "authorization_code",
                        "client_id", "mandatum-dashboard",
                        "redirect_uri", REDIRECT,
                        "code", code,
                        "code_verifier", VERIFIER),
                "Origin",
                "http://localhost:8080");

        assertThat(tokens.statusCode()).as(tokens.body()).isEqualTo(200);
        assertThat(tokens.headers().firstValue("Access-Control-Allow-Origin")).hasValue("http://localhost:8080");
        JsonNode claims = claims(tokens);
        assertThat(claims.get("iss").asString()).isEqualTo("http://localhost:8084");
        assertThat(claims.get("sub").asString()).isEqualTo("officer2");
        assertThat(claims.get("name").asString()).isEqualTo("Otto Lindqvist");
        assertThat(claims.get("aud").toString()).contains("mandatum").doesNotContain("dashboard");
        assertThat(claims.get("roles").toString()).isEqualTo("[\"officer\",\"approver\"]");
        assertThat(claims.get("organisations").toString()).isEqualTo("[\"*\"]");
        assertThat(claims.get("exp").asLong() - claims.get("iat").asLong()).isEqualTo(8 * 3_600);
    }

    /** As after a restart, which forgets whom it has signed in. */
    @Test
    void who_signs_out_and_is_not_known_any_more_comes_back_to_the_page() throws Exception {
        assertThat(location(get("/connect/logout?id_token_hint=e30.e30.e30&client_id=mandatum-dashboard")))
                .isEqualTo(REDIRECT);
    }

    @Test
    void without_the_proof_nobody_is_even_asked_to_sign_in() throws Exception {
        assertThat(location(get(authorisation("")))).startsWith(REDIRECT + "?error=invalid_request");
    }

    @Test
    void another_page_may_neither_be_returned_to_nor_call() throws Exception {
        signIn();
        String elsewhere = authorisation(proof()).replace("8080", "6666");
        assertThat(get(elsewhere).statusCode()).isEqualTo(400);
        assertThat(post("/oauth2/token", Map.of(), "Origin", "http://elsewhere.example")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void the_terminal_names_the_person_and_proves_itself_by_its_secret() throws Exception {
        Map<String, String> asked =
                Map.of("grant_type", "client_credentials", "person", "auditor", "organisations", "oas,paho");

        JsonNode claims = claims(post("/oauth2/token", asked, "Authorization", basic("of-the-terminal")));

        assertThat(claims.get("sub").asString()).isEqualTo("auditor");
        assertThat(claims.get("roles").toString()).isEqualTo("[\"auditor\"]");
        assertThat(claims.get("organisations").toString()).isEqualTo("[\"oas\",\"paho\"]");
        assertThat(post("/oauth2/token", asked, "Authorization", basic("guessed"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(post(
                                "/oauth2/token",
                                Map.of("grant_type", "client_credentials", "person", "nobody"),
                                "Authorization",
                                basic("of-the-terminal"))
                        .statusCode())
                .isEqualTo(400);
    }

    /** Sent to sign in, by a page that only this server could have made. */
    private HttpResponse<String> signIn() throws Exception {
        var sentToSignIn = get(authorisation(proof()));
        assertThat(location(sentToSignIn)).endsWith("/login");
        String page = get("/login").body();
        var csrf = Pattern.compile("name=\"_csrf\" type=\"hidden\" value=\"([^\"]+)\"")
                .matcher(page);
        assertThat(csrf.find()).as(page).isTrue();
        return post("/login", Map.of("username", "officer2", "password", "open-sesame", "_csrf", csrf.group(1)));
    }

    private static String authorisation(String proof) {
        return "/oauth2/authorize?response_type=code&client_id=mandatum-dashboard&scope=openid%20profile&state=s1"
                + "&redirect_uri=" + URLEncoder.encode(REDIRECT, StandardCharsets.UTF_8) + proof;
    }

    private static String proof() throws GeneralSecurityException {
        return "&code_challenge_method=S256&code_challenge=" + challenge();
    }

    private static String challenge() throws GeneralSecurityException {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String basic(String secret) {
        return "Basic "
                + Base64.getEncoder().encodeToString(("mandatum-terminal:" + secret).getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode claims(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        String token = JSON.readTree(answer.body()).get("access_token").asString();
        return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse(answer.statusCode() + " " + answer.body());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return browser.send(
                HttpRequest.newBuilder(uri(path)).header("Accept", "text/html").build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, Map<String, String> form, String... headers)
            throws IOException, InterruptedException {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) request.headers(headers);
        return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
