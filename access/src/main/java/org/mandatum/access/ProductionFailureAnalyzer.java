package org.mandatum.access;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Has the refusal to start printed as two lines instead of a stack trace. */
final class ProductionFailureAnalyzer extends AbstractFailureAnalyzer<Production.Unsafe> {
    @Override
    protected @Nullable FailureAnalysis analyze(Throwable whole, Production.Unsafe cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Set it, for example by the environment variable of that name.",
                cause);
    }
}
