package org.mandatum.command.journal;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.mandatum.event.Event;
import org.mandatum.journal.Actor;
import org.mandatum.journal.EventJson;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.tracing.Traces;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Axon's view of the journal: aggregates are loaded from it and append to it. Not Axon's own JDBC engine, since the table
 * is ours: {@code jsonb}, stable type names instead of class names, positions from the trigger (ADR 0003).
 */
@Component
public class JournalStorageEngine implements EventStorageEngine {
    /**
     * Metadata of an event whose transaction holds several packages: events of one stream with equal values here, one after
     * the other, are one package. Without it, all events of a stream in a transaction are. It is not stored.
     */
    public static final String PACKAGE = "package";

    private static final long ALL = Long.MAX_VALUE;
    private static final String APPENDED = JournalStorageEngine.class.getName();

    private final Journal journal;
    private final Appender appender;
    private final JdbcTemplate jdbc;
    private final Timer appends;
    private final Traces traces;
    private final Map<String, SnapshotForm<?, ?>> snapshotForms = new HashMap<>();

    JournalStorageEngine(
            Journal journal,
            Appender appender,
            JdbcTemplate jdbc,
            List<SnapshotForm<?, ?>> forms,
            MeterRegistry meters,
            Traces traces) {
        this.journal = journal;
        this.appender = appender;
        this.jdbc = jdbc;
        this.traces = traces;
        appends = Timer.builder("mandatum.append")
                .description("From handing events to the store until they are durable")
                .register(meters);
        forms.forEach(form -> snapshotForms.put(form.name(), form));
    }

    /** How a snapshot {@code S} is written down, and read again as the aggregate {@code A} that it was taken of. */
    public interface SnapshotForm<S, A> {
        /** Stable name and revision; a snapshot of another form is left unread. */
        String name();

        Class<S> snapshot();

        String write(S snapshot);

        A read(String stream, String text);
    }

    @Override
    public void appendEvents(List<? extends EventMessage<?>> messages) {
        if (messages.isEmpty()) return;
        var events = new ArrayList<Journal.NewEvent>(messages.size());
        int[] remaining = remaining(messages);
        for (int i = 0; i < messages.size(); i++) {
            var message = (DomainEventMessage<?>) messages.get(i);
            events.add(new Journal.NewEvent(
                    message.getIdentifier(),
                    stream(message),
                    message.getSequenceNumber(),
                    remaining[i],
                    (Event) message.getPayload(),
                    EventJson.MAPPER.writeValueAsString(cause(message))));
        }
        refuseSecondAppend();
        var recording = new Journal.Recording(events, Submissions.ofTheOrder(), Premises.ofTheOrder());
        List<RecordedEvent> recorded = Objects.requireNonNull(
                appends.record(() -> traces.during("append", null, () -> appender.append(recording))));
        String stream = events.getFirst().stream();
        if (stream.equals(events.getLast().stream())) journal.keepAtHand(stream, recorded);
    }

    /** What is appended is durable at once: a second part of the same order would not stand or fall with the first. */
    private static void refuseSecondAppend() {
        if (!CurrentUnitOfWork.isStarted()) return;
        if (CurrentUnitOfWork.get().root().resources().put(APPENDED, true) != null)
            throw new IllegalStateException("an order records all its events at once");
    }

    /** {@link ConcurrencyException} when what the order under way was decided on has changed meanwhile: decide again. */
    public void requirePremises() {
        if (!journal.hold(Premises.ofTheOrder()))
            throw new ConcurrencyException("what was decided on has changed meanwhile: " + Premises.ofTheOrder());
    }

    private static String stream(EventMessage<?> message) {
        return ((DomainEventMessage<?>) message).getAggregateIdentifier();
    }

    /** How many events of the same package follow each. */
    private static int[] remaining(List<? extends EventMessage<?>> messages) {
        int[] remaining = new int[messages.size()];
        for (int i = messages.size() - 2; i >= 0; i--) {
            remaining[i] = together(messages.get(i), messages.get(i + 1)) ? remaining[i + 1] + 1 : 0;
        }
        return remaining;
    }

    private static boolean together(EventMessage<?> message, EventMessage<?> next) {
        return stream(message).equals(stream(next))
                && Objects.equals(
                        message.getMetaData().get(PACKAGE), next.getMetaData().get(PACKAGE));
    }

    private static Map<String, Object> cause(DomainEventMessage<?> message) {
        var cause = new HashMap<String, Object>();
        for (String key : List.of("correlation", "causation", "actor"))
            if (message.getMetaData().get(key) != null)
                cause.put(key, message.getMetaData().get(key));
        return cause;
    }

    @Override
    public DomainEventStream readEvents(String stream, long firstSequence) {
        String type = stream.substring(0, stream.indexOf('/'));
        return DomainEventStream.of(journal.stream(stream, firstSequence, ALL).stream()
                .map(event -> message(type, stream, event))
                .toList());
    }

    private static DomainEventMessage<?> message(String type, String stream, RecordedEvent event) {
        return new GenericDomainEventMessage<>(
                type, stream, event.sequence(), event.event(), by(event.actor()), event.id(), event.recordedAt());
    }

    private static Map<String, ?> by(@Nullable Actor actor) {
        return actor == null ? Map.of() : Map.of("actor", actor);
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String stream) {
        return Optional.ofNullable(
                jdbc.queryForObject("select max(sequence) from event where stream = ?", Long.class, stream));
    }

    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        SnapshotForm<?, ?> form = snapshotForms.values().stream()
                .filter(candidate -> candidate.snapshot().isInstance(snapshot.getPayload()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no snapshot form for " + snapshot.getPayloadType()));
        jdbc.update(
                """
                insert into snapshot (stream, sequence, type, payload) values (?, ?, ?, ?)
                on conflict (stream) do update
                set sequence = excluded.sequence, type = excluded.type, payload = excluded.payload
                where snapshot.sequence < excluded.sequence or snapshot.type <> excluded.type
                """,
                snapshot.getAggregateIdentifier(),
                snapshot.getSequenceNumber(),
                form.name(),
                written(form, snapshot));
    }

    private static <S> String written(SnapshotForm<S, ?> form, DomainEventMessage<?> snapshot) {
        return form.write(Objects.requireNonNull(form.snapshot().cast(snapshot.getPayload())));
    }

    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String stream) {
        return jdbc
                .query(
                        "select sequence, type, payload from snapshot where stream = ?",
                        (row, number) -> {
                            SnapshotForm<?, ?> form = snapshotForms.get(row.getString("type"));
                            if (form == null) return Optional.<DomainEventMessage<?>>empty();
                            String type = stream.substring(0, stream.indexOf('/'));
                            return Optional.<DomainEventMessage<?>>of(new GenericDomainEventMessage<>(
                                    type,
                                    stream,
                                    row.getLong("sequence"),
                                    form.read(stream, row.getString("payload"))));
                        },
                        stream)
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Nobody tracks the log through Axon's event store; the publisher reads {@link Journal#settledAfter}. */
    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(@Nullable TrackingToken token, boolean mayBlock) {
        throw new UnsupportedOperationException("the log is tracked behind the barrier, see Journal.settledAfter");
    }
}
