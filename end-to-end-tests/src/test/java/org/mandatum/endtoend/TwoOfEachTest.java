package org.mandatum.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mandatum.endtoend.RegisterUnderTest.Answer;
import tools.jackson.databind.JsonNode;

/**
 * A second command service and a second query service beside the first, on the same PostgreSQL and Kafka, started with the
 * command and the environment that docker-compose.yml gives them.
 */
@ExtendWith(RegisterUnderTest.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoOfEachTest {
    private static final ComposeFile COMPOSE = ComposeFile.read("docker-compose.yml");
    private static final Duration START = Duration.ofMinutes(3);

    private final RegisterUnderTest register;
    private final int query2 = RegisterUnderTest.freePortBase();
    private final int command2 = query2 + 1;
    private final Map<String, Process> started = new ConcurrentHashMap<>();

    TwoOfEachTest(RegisterUnderTest register) {
        this.register = register;
    }

    @BeforeAll
    void a_second_of_each_starts() throws IOException {
        start("command-service", command2, query2 + 2);
        start("query-service", query2, query2 + 3);
        awaitReady(query2 + 2);
        awaitReady(query2 + 3);
        register.command("/organisations", "{\"id\":\"twins\",\"name\":\"Twins\"}");
        register.command(
                "/resolutions",
                "{\"id\":\"twins-charter\",\"kind\":\"resolution\",\"symbol\":\"TWINS\",\"organ\":\"board\","
                        + "\"title\":\"Charter\",\"adoptedOn\":\"1990-01-01\",\"paragraphs\":[]}");
    }

    @AfterAll
    void they_stop() throws InterruptedException {
        for (Process process : started.values()) {
            process.destroy();
            if (!process.waitFor(20, java.util.concurrent.TimeUnit.SECONDS)) process.destroyForcibly();
        }
    }

    @Test
    void both_take_changes_to_one_organisation_and_both_answer_with_all_of_them() throws Exception {
        int each = 20;
        var threads = new ArrayList<Thread>();
        var failed = new AtomicReference<@Nullable Answer>();
        var last = new AtomicInteger();
        for (int port : List.of(register.commandPort(), command2))
            threads.add(Thread.startVirtualThread(() -> {
                for (int i = 0; i < each; i++) {
                    Answer answer = order(port, "unit-" + port + "-" + i);
                    if (answer.status() != 201) failed.set(answer);
                    else last.accumulateAndGet(answer.json().get("position").asInt(), Math::max);
                }
            }));
        for (Thread thread : threads) thread.join();
        assertThat(failed.get()).isNull();

        String path = "/organisations/twins/structure?effectiveOn=2001-01-01&knownAt=" + java.time.Instant.now()
                + "&minPosition=" + last;
        JsonNode first = ask(register.queryPort(), path);
        JsonNode second = ask(query2, path);

        assertThat(first.get("units").size()).isGreaterThanOrEqualTo(2 * each);
        assertThat(second).isEqualTo(first);
    }

    /** Whoever sends a change again on 503, or to the other instance where one is away, is never refused and never doubled. */
    @Test
    void one_after_the_other_restarts_and_nobody_who_tries_again_is_left_without_an_answer() throws Exception {
        var running = new AtomicBoolean(true);
        var ordered = ConcurrentHashMap.<String>newKeySet();
        var faults = ConcurrentHashMap.<String>newKeySet();
        Thread officer = Thread.startVirtualThread(() -> {
            for (int i = 0; running.get(); i++) {
                String unit = "rolling-" + i;
                Answer answer =
                        patiently(faults, () -> order(register.commandPort(), unit), () -> order(command2, unit));
                if (answer != null && answer.status() == 201) ordered.add(unit);
                else if (answer != null) faults.add(answer.status() + " " + answer.text());
            }
        });
        Thread reader = Thread.startVirtualThread(() -> {
            String path = "/organisations/twins/structure?effectiveOn=2001-01-01";
            while (running.get()) {
                Answer answer = patiently(
                        faults,
                        () -> RegisterUnderTest.get(query2, path, register.officer()),
                        () -> RegisterUnderTest.get(register.queryPort(), path, register.officer()));
                if (answer != null && answer.status() != 200) faults.add(answer.status() + " " + answer.text());
            }
        });

        restart("command-service", command2, query2 + 2);
        restart("query-service", query2, query2 + 3);
        running.set(false);
        officer.join();
        reader.join();

        assertThat(faults).isEmpty();
        assertThat(ordered).hasSizeGreaterThan(5);
        await().atMost(START).untilAsserted(() -> {
            Set<String> units = new HashSet<>();
            ask(query2, "/organisations/twins/structure?effectiveOn=2001-01-01")
                    .get("units")
                    .forEach(unit -> units.add(unit.get("id").asString()));
            assertThat(units).containsAll(ordered);
        });
    }

    @Test
    void health_and_figures_are_on_the_port_that_is_not_published_and_nowhere_else() throws IOException {
        for (int main : List.of(query2, command2))
            for (String path : List.of("/actuator/health", "/actuator/prometheus", "/actuator/sbom"))
                assertThat(RegisterUnderTest.get(main, path, register.token("admin"))
                                .status())
                        .as(path)
                        .isEqualTo(404);

        for (int management : List.of(query2 + 2, query2 + 3)) {
            assertThat(RegisterUnderTest.get(management, "/actuator/health", register.officer())
                            .status())
                    .isEqualTo(200);
            assertThat(RegisterUnderTest.get(management, "/actuator/prometheus", register.officer())
                            .text())
                    .contains("http_server_requests_seconds_count");
        }
    }

    @Test
    void what_a_service_is_made_of_is_told_to_those_who_run_it() throws IOException {
        assumeThat(RegisterUnderTest.home().resolve("query-service/target/classes/META-INF/sbom"))
                .as("built offline, where no bill of materials is made")
                .isDirectory();
        String bill = "/actuator/sbom/application";

        assertThat(RegisterUnderTest.get(query2 + 3, bill, register.token("admin"))
                        .text())
                .contains("CycloneDX", "spring-boot");
        assertThat(RegisterUnderTest.get(query2 + 3, bill, register.token("viewer"))
                        .status())
                .isEqualTo(403);
    }

    /** The one that does not publish would be wrong to say that nothing was published. */
    @Test
    void both_command_services_tell_the_same_lag_of_the_publisher() {
        for (int port : List.of(register.commandPort(), query2 + 2))
            await().atMost(START)
                    .untilAsserted(
                            () -> assertThat(RegisterUnderTest.get(port, "/actuator/prometheus", register.officer())
                                            .text())
                                    .contains("mandatum_publisher_lag_events 0.0"));
    }

    @Test
    void with_composes_settings_every_line_of_a_log_is_json_and_names_its_request() throws IOException {
        String id = "twin-" + java.util.UUID.randomUUID();
        RegisterUnderTest.post(
                command2, "/organisations", register.officer(), "{\"id\":\"twins\"}", "X-Correlation-Id", id);

        Path log = register.data().resolve("logs").resolve("second-command-service.log");
        await().atMost(START)
                .untilAsserted(() -> assertThat(Files.readString(log)).contains(id));
        JsonNode line = Files.readAllLines(log).stream()
                .filter(candidate -> candidate.contains(id))
                .findFirst()
                .map(new tools.jackson.databind.json.JsonMapper()::readTree)
                .orElseThrow();
        assertThat(line.get("correlation").asString()).isEqualTo(id);
        assertThat(line.get("message").asString()).startsWith("POST /organisations answered 400");
        assertThat(line.at("/service/name").asString()).isEqualTo("command-service");
    }

    /** Its log is held up, so that it is surely in the middle when its instance is killed. */
    @Test
    void a_rebuild_whose_instance_is_killed_leaves_no_trace_and_the_next_one_is_seen_by_both() throws Exception {
        String admin = register.token("admin");
        String live = liveProjection();
        String place;
        try (var owner = database("mandatum_command", "mandatum_owner")) {
            owner.setAutoCommit(false);
            owner.createStatement().execute("lock table event in access exclusive mode");
            place = begun(query2, admin);
            await().atMost(START).until(() -> projections() > 1);
            java.util.Objects.requireNonNull(started.get("query-service"))
                    .destroyForcibly()
                    .waitFor();
        }
        await().atMost(START)
                .untilAsserted(() -> assertThat(rebuild(register.queryPort(), place, admin)
                                .path("code")
                                .asString())
                        .isEqualTo("abandoned"));
        assertThat(liveProjection()).isEqualTo(live);
        await().atMost(START).until(() -> projections() == 1);
        start("query-service", query2, query2 + 3);
        awaitReady(query2 + 3);

        String next = begun(register.queryPort(), admin);
        await().atMost(START)
                .untilAsserted(() -> assertThat(
                                rebuild(query2, next, admin).path("state").asString())
                        .isEqualTo("swapped"));

        assertThat(liveProjection()).isNotEqualTo(live);
        Answer order = order(register.commandPort(), "after-the-swap");
        String path = "/organisations/twins/structure?effectiveOn=2001-01-01&knownAt=" + java.time.Instant.now()
                + "&minPosition=" + order.json().get("position").asInt();
        JsonNode first = ask(register.queryPort(), path);
        assertThat(first.get("units").valueStream().map(unit -> unit.get("id").asString()))
                .contains("after-the-swap");
        assertThat(ask(query2, path)).isEqualTo(first);
    }

    private static String begun(int port, String admin) throws IOException {
        Answer begun = RegisterUnderTest.post(port, "/projection/rebuilds", admin, "{}");
        assertThat(begun.status()).as(begun.text()).isEqualTo(202);
        return begun.response().headers().firstValue("Location").orElseThrow();
    }

    private static JsonNode rebuild(int port, String place, String admin) throws IOException {
        return RegisterUnderTest.get(port, place, admin).json();
    }

    private String liveProjection() throws Exception {
        return one("select live from public.projection");
    }

    /** How many there are that somebody may still ask. */
    private int projections() throws Exception {
        return Integer.parseInt(
                one("select count(*) from pg_namespace, public.projection where nspname ~ '^projection_'"
                        + " and nspname is distinct from previous"));
    }

    private String one(String query) throws Exception {
        try (var connection = database("mandatum_query", "mandatum_query");
                var row = connection.createStatement().executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private Connection database(String name, String role) throws Exception {
        var passwords = new Properties();
        try (var reader = Files.newBufferedReader(register.data().resolve("credentials"))) {
            passwords.load(reader);
        }
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + register.postgreSqlPort() + "/" + name,
                role,
                passwords.getProperty(role));
    }

    private interface Call {
        Answer send() throws IOException;
    }

    /** Tries one, then the other, for as long as a restart may take. */
    private static @Nullable Answer patiently(Set<String> faults, Call one, Call other) {
        long end = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < end)
            for (Call call : List.of(one, other))
                try {
                    Answer answer = call.send();
                    if (answer.status() != 503) return answer;
                } catch (IOException away) {
                    // it is restarting: the other one is asked
                }
        faults.add("no answer within " + START);
        return null;
    }

    /** Sent again with the same key, it is done once. */
    private Answer order(int port, String unit) {
        try {
            return RegisterUnderTest.post(
                    port,
                    "/organisations/twins/changes",
                    register.officer(),
                    "{\"authority\":{\"resolution\":\"twins-charter\"},\"effectiveOn\":\"2000-01-01\",\"changes\":[{\"type\":"
                            + "\"CreateUnit\",\"unit\":\"" + unit + "\",\"kind\":\"office\",\"name\":\"" + unit
                            + "\"}]}",
                    "Idempotency-Key",
                    unit);
        } catch (IOException away) {
            throw new java.io.UncheckedIOException(away);
        }
    }

    private JsonNode ask(int port, String path) throws IOException {
        Answer answer = RegisterUnderTest.get(port, path, register.officer());
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private void restart(String service, int port, int managementPort) throws Exception {
        Process process = java.util.Objects.requireNonNull(started.get(service));
        process.destroy();
        assertThat(process.waitFor(40, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        start(service, port, managementPort);
        awaitReady(managementPort);
    }

    private void start(String service, int port, int managementPort) throws IOException {
        var command = new ArrayList<>(ComposeFile.entryPoint(service));
        command.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.set(
                command.indexOf("/app.jar"),
                RegisterUnderTest.home()
                        .resolve(service + "/target/" + service + "-exec.jar")
                        .toString());
        command.addAll(1, List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"));
        var builder = new ProcessBuilder(command);
        builder.environment().putAll(environment(service, port, managementPort));
        File log = register.data()
                .resolve("logs")
                .resolve("second-" + service + ".log")
                .toFile();
        started.put(
                service,
                builder.redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                        .start());
    }

    /** Compose's, with the addresses and passwords of the register that runs here. */
    private Map<String, String> environment(String service, int port, int managementPort) throws IOException {
        var passwords = new Properties();
        try (var reader = Files.newBufferedReader(register.data().resolve("credentials"))) {
            passwords.load(reader);
        }
        Map<String, String> environment = COMPOSE.environment(
                service,
                Map.of(
                        "postgresql:5432",
                        "127.0.0.1:" + register.postgreSqlPort(),
                        "kafka:9092",
                        "127.0.0.1:" + register.kafkaPort(),
                        "http://localhost:8084/realms/mandatum",
                        register.issuer(),
                        "http://keycloak:8084/realms/mandatum/protocol/openid-connect/certs",
                        register.issuer() + "/oauth2/jwks",
                        "0.0.0.0",
                        "127.0.0.1"));
        environment.put("SERVER_PORT", Integer.toString(port));
        environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(managementPort));
        environment.replace(
                "MANDATUM_LOG_KEYFILE", register.data().resolve("key/log.key").toString());
        environment.replace(
                "MANDATUM_IMPORTS_DIRECTORY", register.data().resolve("imports").toString());
        environment.replaceAll((name, value) -> {
            if (!name.endsWith("_PASSWORD")) return value;
            String owner = name.substring(0, name.length() - "PASSWORD".length());
            String role = environment.getOrDefault(owner + "USERNAME", environment.getOrDefault(owner + "USER", ""));
            return passwords.getProperty(role);
        });
        return environment;
    }

    private void awaitReady(int managementPort) {
        await().atMost(START)
                .ignoreExceptions()
                .until(() -> RegisterUnderTest.get(managementPort, "/actuator/health/readiness", register.officer())
                                .status()
                        == 200);
    }
}
