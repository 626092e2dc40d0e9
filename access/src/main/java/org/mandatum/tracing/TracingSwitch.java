package org.mandatum.tracing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/** Without an address for spans nothing of Spring Boot's tracing is set up, so that it costs nothing (ADR 0024). */
final class TracingSwitch implements AutoConfigurationImportFilter, EnvironmentAware {
    private static final List<String> ADDRESSES =
            List.of("management.opentelemetry.tracing.export.otlp.endpoint", "management.opentelemetry.otlp.endpoint");

    private boolean on;

    @Override
    public void setEnvironment(Environment environment) {
        on = ADDRESSES.stream()
                .map(environment::getProperty)
                .anyMatch(address -> address != null && !address.isBlank());
    }

    @Override
    public boolean[] match(@Nullable String[] autoConfigurations, AutoConfigurationMetadata metadata) {
        boolean[] wanted = new boolean[autoConfigurations.length];
        for (int i = 0; i < wanted.length; i++) wanted[i] = on || !isTracing(autoConfigurations[i]);
        return wanted;
    }

    private static boolean isTracing(@Nullable String autoConfiguration) {
        return autoConfiguration != null
                && (autoConfiguration.startsWith("org.springframework.boot.micrometer.tracing.")
                        || autoConfiguration.startsWith("org.springframework.boot.opentelemetry."));
    }
}
