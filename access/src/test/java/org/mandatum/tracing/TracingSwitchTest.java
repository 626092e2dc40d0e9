package org.mandatum.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.otlp.OtlpTracingAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.mock.env.MockEnvironment;

/** Spans cost nothing where nobody collects them. */
class TracingSwitchTest {
    private static final String[] CANDIDATES = {
        OpenTelemetryTracingAutoConfiguration.class.getName(),
        OtlpTracingAutoConfiguration.class.getName(),
        WebMvcAutoConfiguration.class.getName()
    };

    private final MockEnvironment environment = new MockEnvironment();

    @Test
    void without_an_address_nothing_of_tracing_is_set_up() {
        assertThat(wanted()).containsExactly(false, false, true);
    }

    @Test
    void an_empty_address_is_none() {
        environment.setProperty("management.opentelemetry.tracing.export.otlp.endpoint", "");

        assertThat(wanted()).containsExactly(false, false, true);
    }

    @Test
    void with_an_address_all_of_it_is() {
        environment.setProperty(
                "management.opentelemetry.tracing.export.otlp.endpoint", "http://collector:4318/v1/traces");

        assertThat(wanted()).containsExactly(true, true, true);
    }

    @Test
    void without_a_collector_what_is_done_is_done_and_nothing_is_made_of_it() {
        assertThat(Traces.NONE.<String, RuntimeException>during("order", null, () -> "done"))
                .isEqualTo("done");
        assertThat(Traces.NONE.current()).isNull();
        assertThat(Traces.NONE.begin(
                        "publish",
                        io.micrometer.tracing.Span.Kind.PRODUCER,
                        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"))
                .isNull();
    }

    private boolean[] wanted() {
        var tracing = new TracingSwitch();
        tracing.setEnvironment(environment);
        return tracing.match(CANDIDATES, mock(AutoConfigurationMetadata.class));
    }
}
