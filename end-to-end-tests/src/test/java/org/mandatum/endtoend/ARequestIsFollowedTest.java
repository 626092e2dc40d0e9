package org.mandatum.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mandatum.endtoend.RegisterUnderTest.Answer;
import org.mandatum.endtoend.SpanCollector.Span;

/** What an operator sees of one order, from the request to the answers that show what came of it. */
@ExtendWith(RegisterUnderTest.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ARequestIsFollowedTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RegisterUnderTest register;
    private String organisation = "";

    ARequestIsFollowedTest(RegisterUnderTest register) {
        this.register = register;
    }

    @BeforeEach
    void a_new_name() {
        organisation = "followed-" + UUID.randomUUID();
    }

    @Test
    void its_id_stands_in_the_log_lines_of_both_services_and_in_what_is_recorded() throws IOException {
        String id = "desk-7/" + UUID.randomUUID();

        Answer answer = open("X-Correlation-Id", id);

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.response().headers().firstValue("X-Correlation-Id")).hasValue(id);
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(lines("command-service", id))
                    .anyMatch(line -> line.contains("POST /organisations answered 201"))
                    .anyMatch(line -> line.contains("published 1 events, up to position "
                            + answer.json().get("position").asLong()));
            assertThat(lines("query-service", id))
                    .anyMatch(line -> line.contains("projected 1 events, up to position "
                            + answer.json().get("position").asLong()));
        });
        assertThat(register.ask("/organisations/" + organisation + "/events")
                        .at("/events/0/correlationid")
                        .asString())
                .isEqualTo(id);
    }

    @Test
    void an_id_of_ten_kilobytes_is_replaced_by_one_of_the_registers_own() throws IOException {
        String long10k = "x".repeat(5_000) + "-" + UUID.randomUUID();

        Answer answer = open("X-Correlation-Id", long10k);

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        String id = answer.response().headers().firstValue("X-Correlation-Id").orElseThrow();
        assertThat(id).hasSizeLessThan(40);
        await().atMost(PATIENCE).until(() -> !lines("query-service", id).isEmpty());
        assertThat(lines("command-service", long10k)).isEmpty();
    }

    @Test
    void its_spans_in_both_services_are_one_trace_and_hang_together() throws IOException {
        String trace = UUID.randomUUID().toString().replace("-", "");

        Answer answer = open("traceparent", "00-" + trace + "-b7ad6b7169203331-01");

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.response().headers().firstValue("X-Correlation-Id")).hasValue(trace);
        await().atMost(PATIENCE)
                .until(() -> register.spans().ofTrace(trace).stream()
                        .anyMatch(span -> span.name().equals("project")));
        await().atMost(PATIENCE)
                .until(() -> register.spans().ofTrace(trace).stream()
                        .anyMatch(span -> span.name().equals("append")));
        List<Span> spans = register.spans().ofTrace(trace);
        Span request = named(spans, "http post /organisations");
        Span order = named(spans, "OpenOrganisation");
        Span publish = named(spans, "publish");
        assertThat(request.parent()).isEqualTo("b7ad6b7169203331");
        assertThat(order.parent()).isEqualTo(request.id());
        assertThat(named(spans, "append").parent()).isEqualTo(order.id());
        assertThat(publish.parent()).isEqualTo(request.id());
        assertThat(named(spans, "project")).satisfies(project -> {
            assertThat(project.parent()).isEqualTo(publish.id());
            assertThat(project.service()).isEqualTo("query-service");
        });
        assertThat(List.of(request, order, publish)).extracting(Span::service).containsOnly("command-service");
    }

    private Answer open(String header, String value) throws IOException {
        return register.command(
                "/organisations", "{\"id\":\"" + organisation + "\",\"name\":\"Followed\"}", header, value);
    }

    private static Span named(List<Span> spans, String name) {
        assertThat(spans).extracting(Span::name).contains(name);
        return spans.stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<String> lines(String service, String id) throws IOException {
        try (var lines = Files.lines(register.data().resolve("logs").resolve(service + ".log"))) {
            return lines.filter(line -> line.contains(id)).toList();
        }
    }
}
