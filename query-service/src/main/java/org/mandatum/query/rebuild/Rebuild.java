package org.mandatum.query.rebuild;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mandatum.journal.Actor;
import org.mandatum.journal.EventJson;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How far a rebuild has come, and what came of it. Kept by the one thread that makes it. */
final class Rebuild {
    /** An operator needs to know where to look; a projection that is altogether wrong has more than anybody reads. */
    static final int MOST_DIFFERENCES = 1_000;

    enum State {
        PROJECTING,
        VERIFYING,
        SWAPPING,
        SWAPPED,
        /** It answers otherwise than the live one, which stays. */
        DIFFERENT,
        CANCELLED,
        FAILED;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    final String id;
    final boolean swapWhenDifferent;
    private final Actor startedBy;
    private final Instant startedAt = now();
    private final long begun = System.nanoTime();
    private final ArrayNode differences = EventJson.MAPPER.createArrayNode();
    private State state = State.PROJECTING;
    private long events;
    private long of;
    private long perSecond;
    private String verifying = "";
    private int organisations;
    private @Nullable Instant endedAt;
    private @Nullable String code;
    private @Nullable String detail;

    Rebuild(String id, boolean swapWhenDifferent, Actor startedBy) {
        this.id = id;
        this.swapWhenDifferent = swapWhenDifferent;
        this.startedBy = startedBy;
    }

    /** @param more events that have been projected beside the live ones */
    void projected(int more, long of) {
        events += more;
        this.of = Math.max(of, events);
        if (state == State.PROJECTING)
            perSecond = Math.round(events / Math.max(0.001, (System.nanoTime() - begun) / 1e9));
    }

    /** @param what such as {@code structure of oas} */
    void verifies(String what) {
        state = State.VERIFYING;
        verifying = what;
    }

    void verifiedOrganisation() {
        organisations++;
    }

    /** Takes note of what the live projection has otherwise. */
    void differs(ObjectNode difference) {
        if (differences.size() < MOST_DIFFERENCES) differences.add(difference);
    }

    boolean isDifferent() {
        return !differences.isEmpty();
    }

    void swaps() {
        state = State.SWAPPING;
        verifying = "";
    }

    void ended(State how, @Nullable String code, @Nullable String detail) {
        state = how;
        endedAt = now();
        this.code = code;
        this.detail = detail;
    }

    ObjectNode document() {
        ObjectNode document = EventJson.MAPPER.createObjectNode();
        document.put("id", id);
        document.put("state", state.word());
        document.put("startedAt", startedAt.toString());
        document.set("startedBy", EventJson.MAPPER.valueToTree(startedBy));
        document.put("swapWhenDifferent", swapWhenDifferent);
        document.put("events", events);
        document.put("of", of);
        document.put("perSecond", perSecond);
        if (!verifying.isEmpty()) document.put("verifying", verifying);
        document.put("organisationsVerified", organisations);
        document.set("differences", differences);
        if (endedAt != null) document.put("endedAt", endedAt.toString());
        if (code != null) document.put("code", code);
        if (detail != null) document.put("detail", detail);
        return document;
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
