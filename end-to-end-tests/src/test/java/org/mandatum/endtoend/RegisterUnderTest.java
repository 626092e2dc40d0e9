package org.mandatum.endtoend;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.mandatum.contract.ServedContract;
import org.mandatum.quickstart.Installation;
import org.mandatum.quickstart.Register;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;

/**
 * The whole register with the demonstration loaded, started once for all the test classes that ask for it and stopped
 * when the last has ended, or when this JVM does, whichever way it comes to that. A test class has it by
 * {@code @ExtendWith(RegisterUnderTest.Shared.class)} and a parameter of this type.
 */
final class RegisterUnderTest implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Path data;
    private final int portBase;
    private final SpanCollector spans = new SpanCollector();
    private final Register register;
    private final String officer;
    private final Map<Integer, ServedContract> contracts = new ConcurrentHashMap<>();
    private final Thread stopWithThisJvm = new Thread(this::stop);

    private RegisterUnderTest() throws IOException {
        data = Files.createTempDirectory("mandatum-test-");
        portBase = freePortBase();
        register = new Register(installation(spans), data, System.out::println);
        Runtime.getRuntime().addShutdownHook(stopWithThisJvm);
        register.up(OptionalInt.of(portBase), true);
        officer = register.token("officer", "*");
    }

    /** As it ships, and so that its spans are sent here. */
    private static Installation installation(SpanCollector spans) {
        var shipped = Installation.at(home());
        var options = new ArrayList<>(shipped.serviceOptions());
        options.add("-Dmanagement.opentelemetry.tracing.export.otlp.endpoint=" + spans.address());
        return shipped.withServiceOptions(options);
    }

    /** What a request was answered with; the body is null in JSON's sense where there was none, or no JSON. */
    record Answer(int status, String text, JsonNode json, HttpResponse<String> response) {}

    Answer query(String pathAndQuery) throws IOException {
        return queryAs(officer, pathAndQuery);
    }

    Answer queryAs(String token, String pathAndQuery) throws IOException {
        return held(get(portBase, pathAndQuery, token));
    }

    /** A question to the query service, which must be answered with 200. */
    JsonNode ask(String pathAndQuery) throws IOException {
        Answer answer = query(pathAndQuery);
        if (answer.status() != 200) {
            throw new AssertionError("GET " + pathAndQuery + " was answered " + answer.status() + " " + answer.text());
        }
        return answer.json();
    }

    /** How far an import is. */
    JsonNode progress(String location) throws IOException {
        return held(get(portBase + 1, URI.create(location).getPath(), officer)).json();
    }

    Answer command(String path, String body, String... headers) throws IOException {
        return commandAs(officer, path, body, headers);
    }

    Answer commandAs(String token, String path, String body, String... headers) throws IOException {
        return held(post(portBase + 1, path, token, body, headers));
    }

    /** Every answer of every story is held against the OpenAPI document of the service that gave it. */
    private Answer held(Answer answer) throws IOException {
        HttpRequest request = answer.response().request();
        ServedContract contract = contracts.get(request.uri().getPort());
        if (contract == null) {
            contract = new ServedContract(
                    get(request.uri().getPort(), "/v3/api-docs", officer).json());
            contracts.put(request.uri().getPort(), contract);
        }
        String unlike = contract.unlike(
                request.method(),
                request.uri().getPath(),
                answer.status(),
                answer.response().headers().firstValue("Content-Type").orElse(null),
                answer.text().getBytes(StandardCharsets.UTF_8));
        if (unlike != null) throw new AssertionError("not as the OpenAPI document says: " + unlike);
        return answer;
    }

    String queryAddress() {
        return "http://localhost:" + portBase;
    }

    String commandAddress() {
        return "http://localhost:" + (portBase + 1);
    }

    /** Of a demonstration person, for every organisation. */
    String token(String person) throws IOException {
        return token(person, "*");
    }

    String token(String person, String organisations) throws IOException {
        return register.token(person, organisations);
    }

    /** With which the demonstration's people sign in. */
    String password() throws IOException {
        var signIn = new Properties();
        try (var file = Files.newBufferedReader(data.resolve("sign-in"))) {
            signIn.load(file);
        }
        return signIn.getProperty("password");
    }

    /** The token of a demonstration officer, for every organisation. */
    String officer() {
        return officer;
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

    String issuer() {
        return "http://localhost:" + (portBase + 4);
    }

    Path data() {
        return data;
    }

    SpanCollector spans() {
        return spans;
    }

    Register register() {
        return register;
    }

    static Answer get(int port, String pathAndQuery, String token) throws IOException {
        return send(request(port, pathAndQuery, token).GET().build());
    }

    static Answer post(int port, String path, String token, String body, String... headers) throws IOException {
        HttpRequest.Builder request = request(port, path, token, headers);
        if (!List.of(headers).contains("Content-Type")) request.header("Content-Type", "application/json");
        return send(request.POST(HttpRequest.BodyPublishers.ofString(body)).build());
    }

    /** The top of the repository, wherever the tests were started from. */
    static Path home() {
        return Stream.iterate(Path.of("").toAbsolutePath(), directory -> directory != null, Path::getParent)
                .filter(directory -> Files.exists(directory.resolve("mandatum")))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("run the tests from inside the repository"));
    }

    /** The first of five ports in a row that were all free a moment ago; out of the way of those the system hands out. */
    static int freePortBase() {
        return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(20_000, 32_000))
                .filter(base -> IntStream.range(base, base + 5).allMatch(RegisterUnderTest::isFree))
                .limit(1)
                .sum();
    }

    static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> tree = Files.walk(directory)) {
                for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    @Override
    public void close() {
        stop();
        Runtime.getRuntime().removeShutdownHook(stopWithThisJvm);
    }

    private void stop() {
        try {
            register.down();
            spans.close();
            delete(data);
        } catch (IOException problem) {
            System.err.println("cannot delete " + data + ": " + problem);
        }
    }

    private static HttpRequest.Builder request(int port, String pathAndQuery, String token, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + pathAndQuery))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token);
        return headers.length == 0 ? request : request.headers(headers);
    }

    private static Answer send(HttpRequest request) throws IOException {
        try {
            var response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            boolean json =
                    response.headers().firstValue("Content-Type").orElse("").contains("json");
            return new Answer(
                    response.statusCode(),
                    response.body(),
                    json ? JSON.readTree(response.body()) : NullNode.instance,
                    response);
        } catch (InterruptedException problem) {
            throw new IllegalStateException(problem);
        }
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    /** Hands the one register of this JVM to every test class that asks. */
    static final class Shared implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == RegisterUnderTest.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(RegisterUnderTest.class))
                    .computeIfAbsent(RegisterUnderTest.class, type -> start(), RegisterUnderTest.class);
        }

        private static RegisterUnderTest start() {
            try {
                return new RegisterUnderTest();
            } catch (IOException problem) {
                throw new java.io.UncheckedIOException(problem);
            }
        }
    }
}
