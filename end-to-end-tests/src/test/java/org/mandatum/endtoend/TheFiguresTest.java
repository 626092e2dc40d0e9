package org.mandatum.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the services tell of themselves, and that the alerts and Grafana's dashboard ask for nothing else. */
@ExtendWith(RegisterUnderTest.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TheFiguresTest {
    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z][a-z0-9_]*)(?:\\{(.*)})? \\S+$");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=~?\"");
    private static final Pattern ASKED = Pattern.compile("\\b([a-z]+_[a-z0-9_]+)\\b(?!\\s*\\()(?:\\{([^}]*)})?");
    private static final Pattern GROUPED = Pattern.compile("\\bby \\(([^)]*)\\)");
    /** What Prometheus itself puts to every sample. */
    private static final Set<String> PROMETHEUS_OWN = Set.of("job", "instance");

    private final Map<String, Map<String, Set<String>>> figures = new HashMap<>();
    private final RegisterUnderTest register;

    TheFiguresTest(RegisterUnderTest register) {
        this.register = register;
    }

    @BeforeAll
    void both_services_are_asked() throws IOException {
        register.ask("/organisations/oas/structure");
        figures.put("command-service", figures(register.commandPort()));
        figures.put("query-service", figures(register.queryPort()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "command-service mandatum_commands_seconds_count outcome type",
                "command-service mandatum_commands_seconds_bucket outcome type le",
                "command-service mandatum_append_seconds_count",
                "command-service mandatum_append_seconds_bucket le",
                "command-service mandatum_publisher_lag_events",
                "command-service mandatum_publisher_lag_seconds",
                "command-service mandatum_log_signed",
                "command-service mandatum_log_alarm",
                "query-service mandatum_projection_lag_events",
                "query-service mandatum_projection_lag_seconds",
                "query-service mandatum_projection_events_total",
                "query-service mandatum_index_requests_total result",
                "query-service mandatum_stream_subscribers",
                "query-service mandatum_webhooks_attempts_total outcome",
                "query-service mandatum_mandates_overdue"
            })
    void a_service_tells_what_is_promised_under_its_name(String promise) {
        String[] words = promise.split(" ");
        Map<String, Set<String>> told = figuresOf(words[0]);

        assertThat(told).containsKey(words[1]);
        assertThat(told.get(words[1])).contains(java.util.Arrays.copyOfRange(words, 2, words.length));
    }

    @Test
    void every_alert_asks_for_figures_that_there_are_and_says_what_to_do() throws IOException {
        JsonNode alerts = yaml("deploy/prometheus/alerts.yml").at("/groups/0/rules");

        assertThat(alerts.size()).isPositive();
        for (JsonNode alert : alerts) {
            assertThat(missing(alert.get("expr").asString()))
                    .as(alert.get("alert").asString())
                    .isEmpty();
            assertThat(alert.at("/annotations/action").asString())
                    .as(alert.get("alert").asString())
                    .isNotBlank();
        }
    }

    @Test
    void every_panel_of_the_dashboard_asks_for_figures_that_there_are() throws IOException {
        JsonNode dashboard = new JsonMapper()
                .readTree(file("deploy/grafana/dashboards/mandatum.json").toFile());

        assertThat(dashboard.get("panels").size()).isPositive();
        for (JsonNode panel : dashboard.get("panels"))
            for (JsonNode target : panel.get("targets"))
                assertThat(missing(target.get("expr").asString()))
                        .as(panel.get("title").asString())
                        .isEmpty();
    }

    @Test
    void every_promised_figure_is_on_the_dashboard_or_in_an_alert() throws IOException {
        String asked = Files.readString(file("deploy/grafana/dashboards/mandatum.json"))
                + Files.readString(file("deploy/prometheus/alerts.yml"));

        assertThat(Stream.of(
                                "mandatum_commands_seconds",
                                "mandatum_append_seconds",
                                "mandatum_publisher_lag_events",
                                "mandatum_publisher_lag_seconds",
                                "mandatum_projection_lag_events",
                                "mandatum_projection_lag_seconds",
                                "mandatum_index_requests_total",
                                "mandatum_stream_subscribers",
                                "mandatum_mandates_overdue")
                        .filter(name -> !asked.contains(name)))
                .isEmpty();
    }

    @Test
    void a_misspelt_figure_or_label_is_noticed() {
        assertThat(missing("max(mandatum_publisher_lag_minutes)")).containsExactly("mandatum_publisher_lag_minutes");
        assertThat(missing("sum by (kind) (rate(mandatum_commands_seconds_count[1m]))"))
                .containsExactly("mandatum_commands_seconds_count by kind");
        assertThat(missing("mandatum_index_requests_total{found=\"hit\"}"))
                .containsExactly("mandatum_index_requests_total{found}");
        assertThat(missing("http_server_requests_seconds_count{job=\"nobody\"}"))
                .containsExactly("http_server_requests_seconds_count");
    }

    /** What an expression asks for and neither service tells. */
    private Set<String> missing(String expression) {
        var missing = new TreeSet<String>();
        List<String> groups = GROUPED.matcher(expression)
                .results()
                .flatMap(group -> Stream.of(group.group(1).split("\\s*,\\s*")))
                .filter(label -> !PROMETHEUS_OWN.contains(label))
                .toList();
        String plain = GROUPED.matcher(expression).replaceAll("");
        for (MatchResult asked : ASKED.matcher(plain).results().toList()) {
            String name = asked.group(1);
            String matchers = asked.group(2) == null ? "" : asked.group(2);
            Set<String> labels = labelsOf(name, matchers);
            if (labels == null) {
                missing.add(name);
                continue;
            }
            for (String label : labelNames(matchers))
                if (!PROMETHEUS_OWN.contains(label) && !labels.contains(label)) missing.add(name + "{" + label + "}");
            for (String label : groups) if (!labels.contains(label)) missing.add(name + " by " + label);
        }
        return missing;
    }

    private @org.jspecify.annotations.Nullable Set<String> labelsOf(String name, String matchers) {
        var labels = new TreeSet<String>();
        boolean told = false;
        for (String service : figures.keySet()) {
            if (matchers.contains("job=") && !matchers.contains("job=\"" + service + "\"")) continue;
            Set<String> here = figuresOf(service).get(name);
            if (here == null) continue;
            told = true;
            labels.addAll(here);
        }
        return told ? labels : null;
    }

    private Map<String, Set<String>> figuresOf(String service) {
        return figures.getOrDefault(service, Map.of());
    }

    /** Names of samples, with the labels that they have. */
    private Map<String, Set<String>> figures(int port) throws IOException {
        var answer = RegisterUnderTest.get(port, "/actuator/prometheus", register.officer());
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        var told = new HashMap<String, Set<String>>();
        SAMPLE.matcher(answer.text())
                .results()
                .forEach(sample -> told.computeIfAbsent(sample.group(1), first -> new TreeSet<>())
                        .addAll(labelNames(sample.group(2) == null ? "" : sample.group(2))));
        return told;
    }

    private static List<String> labelNames(String labels) {
        var names = new ArrayList<String>();
        LABEL.matcher(labels).results().forEach(label -> names.add(label.group(1)));
        return names;
    }

    private static JsonNode yaml(String name) throws IOException {
        try (var reader = Files.newBufferedReader(file(name))) {
            return new JsonMapper().valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).load(reader));
        }
    }

    private static Path file(String name) {
        return RegisterUnderTest.home().resolve(name);
    }
}
