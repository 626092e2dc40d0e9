package org.mandatum.tracing;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mandatum.journal.RecordedEvent;
import org.slf4j.MDC;

/**
 * The id by which a request is followed until everybody knows what came of it. It comes with the request or is made, is told in
 * the answer, kept with the events and carried with them; every log line that is written on the way has it (ADR 0024).
 */
public final class Correlation {
    /** In which a sender may name it, and in which every answer tells it. */
    public static final String HEADER = "X-Correlation-Id";
    /** What log lines call it. */
    public static final String IN_LOGS = "correlation";

    private static final int MOST_TOLD = 100;
    private static final String IN_REQUEST = Correlation.class.getName();

    /** Nothing that could pass for another line of a log, or for markup, and nothing long. */
    private static final Pattern FIT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@+=~-]{0,127}");
    /** W3C Trace Context, section 3.2. */
    private static final Pattern TRACEPARENT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private Correlation() {}

    /** Something to be done. */
    public interface Work<T, E extends Exception> {
        T run() throws E;
    }

    /** Does it so that its log lines tell for which request it is done; null: for none. */
    public static <T, E extends Exception> T during(@Nullable String id, Work<T, E> work) throws E {
        String before = MDC.get(IN_LOGS);
        set(id);
        try {
            return work.run();
        } finally {
            set(before);
        }
    }

    /**
     * Tells of events by the request that they go back to; of a backlog, in which nobody follows a single request, at once.
     *
     * @param tell writes a log line for the events of one request, in their order
     */
    public static void tellEach(List<RecordedEvent> events, Consumer<List<RecordedEvent>> tell) {
        var requests = new LinkedHashMap<@Nullable String, List<RecordedEvent>>();
        for (RecordedEvent event : events)
            requests.computeIfAbsent(event.correlation(), first -> new ArrayList<>())
                    .add(event);
        if (requests.size() > MOST_TOLD) tell.accept(events);
        else
            requests.forEach((id, itsEvents) -> during(id, () -> {
                tell.accept(itsEvents);
                return itsEvents;
            }));
    }

    /** For another thread, which shall go on for the request that the calling thread works for. */
    public static Runnable carriedBy(Runnable work) {
        String id = MDC.get(IN_LOGS);
        return () -> during(id, () -> {
            work.run();
            return work;
        });
    }

    /** The id of a request that has come in; null where none was given to it, outside of a service. */
    public static @Nullable String of(HttpServletRequest request) {
        return (String) request.getAttribute(IN_REQUEST);
    }

    /**
     * Gives a request its id: the sender's if it is fit to stand in a log, else that of the trace which it is part of, else one of
     * our own.
     */
    static String give(HttpServletRequest request, @Nullable String trace) {
        String id = sent(request);
        if (id == null) id = trace == null ? UUID.randomUUID().toString() : trace;
        request.setAttribute(IN_REQUEST, id);
        return id;
    }

    static boolean isTraceparent(String text) {
        return TRACEPARENT.matcher(text).matches();
    }

    private static @Nullable String sent(HttpServletRequest request) {
        String id = request.getHeader(HEADER);
        if (id != null && FIT.matcher(id).matches()) return id;
        String traceparent = request.getHeader("traceparent");
        if (traceparent == null) return null;
        Matcher parts = TRACEPARENT.matcher(traceparent);
        return parts.matches() ? parts.group(1) : null;
    }

    /** What the calling thread does from now on is done for this request; null: for none. */
    static void set(@Nullable String id) {
        if (id == null) MDC.remove(IN_LOGS);
        else MDC.put(IN_LOGS, id);
    }
}
