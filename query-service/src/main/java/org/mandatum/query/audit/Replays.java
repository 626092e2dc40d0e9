package org.mandatum.query.audit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.mandatum.journal.EventJson;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.journal.StructureAsOf;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.query.http.Problem;
import org.mandatum.query.index.Indexes;
import org.mandatum.query.index.OrganisationIndex;
import org.mandatum.query.projection.Arrivals;
import org.mandatum.query.structure.StructureText;
import org.mandatum.tracing.Correlation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Rebuilds structures from the log alone, and holds what is shown against them. */
@Service
class Replays {
    private static final Logger LOG = LoggerFactory.getLogger(Replays.class);
    /** A replay holds an organisation's whole history in memory until it is folded, and then an index of it. */
    private static final int AT_ONCE = 2;

    static final Duration KEPT = Duration.ofMinutes(30);
    private static final long MOST_BYTES_KEPT = 64L << 20;
    /** Each weighs something, so that their number is bounded as well. */
    private static final int WEIGHT_OF_ONE = 4_096;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final OrganisationLog log;
    private final Indexes indexes;
    private final Arrivals arrivals;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final Cache<String, Replay> kept;

    @Autowired
    Replays(OrganisationLog log, Indexes indexes, Arrivals arrivals) {
        this(log, indexes, arrivals, Ticker.systemTicker());
    }

    /** @param time by which they are kept */
    Replays(OrganisationLog log, Indexes indexes, Arrivals arrivals, Ticker time) {
        kept = Caffeine.newBuilder()
                .maximumWeight(MOST_BYTES_KEPT)
                .weigher((String id, Replay replay) -> WEIGHT_OF_ONE + replay.weight())
                .expireAfterWrite(KEPT)
                .ticker(time)
                .build();
        this.log = log;
        this.indexes = indexes;
        this.arrivals = arrivals;
    }

    /** @throws Problem 404 when nothing was recorded by then, 429 when too many run, 503 when the log is not seen from here */
    Replay begin(OrganisationId organisation, LocalDate effectiveOn, Instant knownAt) {
        long events = log.size(organisation, knownAt);
        if (events == 0) throw Problem.unknown("organisation", organisation.value());
        if (!places.tryAcquire())
            throw Problem.of(
                            HttpStatus.TOO_MANY_REQUESTS,
                            "replays-busy",
                            "This instance makes at most " + AT_ONCE
                                    + " replays at once; ask again when one has ended.")
                    .comingSoon();
        var replay = new Replay(UUID.randomUUID().toString(), organisation, effectiveOn, knownAt, events);
        kept.put(replay.id, replay);
        Thread.ofVirtual().name("replay-" + replay.id).start(Correlation.carriedBy(() -> {
            try {
                run(replay);
            } finally {
                places.release();
            }
        }));
        return replay;
    }

    /** @throws Problem 404 when there is none, or none any more */
    Replay of(OrganisationId organisation, String id) {
        Replay replay = kept.getIfPresent(id);
        if (replay == null || !replay.organisation.equals(organisation))
            throw Problem.of(
                    HttpStatus.NOT_FOUND,
                    "unknown-replay",
                    "No such replay is kept on this instance; one is kept for " + KEPT.toMinutes()
                            + " minutes at most. Ask for it anew: it comes to the same.");
        return replay;
    }

    /** What had been recorded by the moment of a replay. */
    List<RecordedEvent> events(Replay replay) {
        return log.read(replay.organisation, replay.knownAt, read -> {});
    }

    private void run(Replay replay) {
        try {
            Attempt attempt;
            do attempt = attempt(replay);
            // What was committed after it was read, with a time before the replay's, is no disagreement.
            while (!attempt.agrees() && log.size(replay.organisation, replay.knownAt) != attempt.events());
            replay.ended("done", attempt.answer());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            failed(replay, "interrupted", "The service was stopped; ask for the replay anew.");
        } catch (NotProjected behind) {
            failed(
                    replay,
                    "not-yet-projected",
                    "The projection has not come to position " + behind.position + "; ask anew.");
        } catch (RuntimeException failure) {
            LOG.error("replay {} of {} failed", replay.id, replay.organisation, failure);
            failed(replay, "replay-failed", "The log could not be replayed; the reason was logged.");
        }
        // Weighed anew.
        if (kept.getIfPresent(replay.id) != null) kept.put(replay.id, replay);
    }

    private static void failed(Replay replay, String code, String detail) {
        ObjectNode facts = EventJson.MAPPER.createObjectNode();
        facts.put("code", code);
        facts.put("detail", detail);
        replay.ended("failed", facts);
    }

    private record Attempt(long events, boolean agrees, ObjectNode answer) {}

    private Attempt attempt(Replay replay) throws InterruptedException {
        Folded folded = folded(replay);
        if (!arrivals.await(() -> indexes.awaited(replay.organisation).position() >= folded.position(), PATIENCE))
            throw new NotProjected(folded.position());
        String digest = folded.structure().digest();
        ArrayNode differences = EventJson.MAPPER.createArrayNode();
        String ofRows = held(folded, digest, shown(indexes.fromRows(replay.organisation), replay), "rows", differences);
        String ofAnswers =
                held(folded, digest, shown(indexes.awaited(replay.organisation), replay), "answers", differences);
        boolean agrees = digest.equals(ofRows) && digest.equals(ofAnswers);
        ObjectNode answer = EventJson.MAPPER.createObjectNode();
        answer.put("events", folded.events());
        answer.put("position", folded.position());
        answer.put("digest", digest);
        answer.put("agrees", agrees);
        answer.put("projectionDigest", ofRows);
        answer.put("answersDigest", ofAnswers);
        answer.set("differences", differences);
        answer.putRawValue("structure", folded.structure().raw());
        return new Attempt(folded.events(), agrees, answer);
    }

    /**
     * What the log makes, without the log.
     *
     * @param position of the last event
     */
    private record Folded(StructureText structure, long events, long position) {}

    private Folded folded(Replay replay) {
        List<RecordedEvent> events = log.read(replay.organisation, replay.knownAt, replay::hasRead);
        return new Folded(
                StructureText.folded(
                        StructureAsOf.fold(replay.organisation, events, replay.effectiveOn, replay.knownAt)),
                events.size(),
                events.getLast().position());
    }

    /** The digest of what is shown; where it is another, what differs. */
    private static String held(
            Folded folded, String digest, StructureText shown, String shownBy, ArrayNode differences) {
        String other = shown.digest();
        if (!other.equals(digest))
            differences.addAll(Agreement.differences(folded.structure().tree(), shown.tree(), shownBy));
        return other;
    }

    private static StructureText shown(OrganisationIndex index, Replay replay) {
        return StructureText.shown(index, replay.effectiveOn, replay.knownAt);
    }

    private static final class NotProjected extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final long position;

        NotProjected(long position) {
            this.position = position;
        }
    }
}
