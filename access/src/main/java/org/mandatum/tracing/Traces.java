package org.mandatum.tracing;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import org.jspecify.annotations.Nullable;
import org.mandatum.tracing.Correlation.Work;

/**
 * Spans of what is done for an order on its way through both services, where somebody collects them. Where nobody does, none is
 * made (ADR 0024). From one service to the next, and through the log of events, goes a {@code traceparent} (W3C Trace Context).
 */
public final class Traces {
    /** The header of requests, and of the records in Kafka, that says what they are part of. */
    public static final String HEADER = "traceparent";

    /** Nobody collects. */
    public static final Traces NONE = new Traces(null, null);

    private final @Nullable Tracer tracer;
    private final @Nullable Propagator propagator;

    Traces(@Nullable Tracer tracer, @Nullable Propagator propagator) {
        this.tracer = tracer;
        this.propagator = propagator;
    }

    /** A span that ends elsewhere than it began. */
    public static final class Open {
        private final Span span;

        private Open(Span span) {
            this.span = span;
        }

        public String traceparent() {
            return Traces.traceparent(span.context());
        }

        /** @param failure null: it went well */
        public void end(@Nullable Throwable failure) {
            if (failure != null) span.error(failure);
            span.end();
        }
    }

    /** What the calling thread does now, as a {@code traceparent}; null when nobody collects it. */
    public @Nullable String current() {
        TraceContext context = context();
        return context == null || !Boolean.TRUE.equals(context.sampled()) ? null : traceparent(context);
    }

    /** The trace that the calling thread works for; null when there is none. */
    @Nullable
    String currentId() {
        TraceContext context = context();
        return context == null ? null : context.traceId();
    }

    /** Does it in a span: part of what the calling thread does, or else of {@code parent}, or else of nothing. */
    public <T, E extends Exception> T during(String name, @Nullable String parent, Work<T, E> work) throws E {
        if (tracer == null) return work.run();
        Open open = context() == null ? begin(name, Span.Kind.SERVER, parent) : null;
        Span span = open == null ? tracer.nextSpan().name(name).start() : open.span;
        Tracer.SpanInScope scope = tracer.withSpan(span);
        try {
            return work.run();
        } catch (Exception failure) {
            span.error(failure);
            throw failure;
        } finally {
            scope.close();
            span.end();
        }
    }

    /** A part of {@code parent}; null when that is no traceparent, or nobody collects. */
    public @Nullable Open begin(String name, Span.Kind kind, @Nullable String parent) {
        if (propagator == null || parent == null || !Correlation.isTraceparent(parent)) return null;
        return new Open(propagator
                .extract(parent, (text, header) -> header.equals(HEADER) ? text : null)
                .name(name)
                .kind(kind)
                .start());
    }

    private @Nullable TraceContext context() {
        return tracer == null ? null : tracer.currentTraceContext().context();
    }

    private static String traceparent(TraceContext context) {
        return "00-" + context.traceId() + "-" + context.spanId() + "-"
                + (Boolean.TRUE.equals(context.sampled()) ? "01" : "00");
    }
}
