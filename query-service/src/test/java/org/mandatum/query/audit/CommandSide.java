package org.mandatum.query.audit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.mandatum.journal.EventJson;
import org.mandatum.journal.EventTypes;
import org.mandatum.journal.RecordedEvent;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.transaction.support.TransactionTemplate;

/** The command side's database, with the log as the register keeps it. */
public final class CommandSide implements AutoCloseable {
    private static final Pattern QUOTED_ID = Pattern.compile("\"([a-z]+-\\d+)\"");

    private final EmbeddedPostgres postgres;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    /** A history of chance numbers its events; the log wants UUIDs, also where a correction names a change. */
    private final Map<String, String> ids = new HashMap<>();

    private CommandSide(EmbeddedPostgres postgres) {
        this.postgres = postgres;
        DataSource database = postgres.getPostgresDatabase();
        Flyway.configure()
                .dataSource(database)
                .locations("filesystem:../command-service/src/main/resources/db/migration")
                .load()
                .migrate();
        jdbc = new JdbcTemplate(database);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
    }

    public static CommandSide start() {
        try {
            return new CommandSide(EmbeddedPostgres.builder().start());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Lets the query side see it. */
    public void tell(DynamicPropertyRegistry registry) {
        registry.add("mandatum.log.datasource.url", this::url);
        registry.add("mandatum.log.datasource.username", () -> "postgres");
    }

    public String url() {
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    public JdbcTemplate jdbc() {
        return jdbc;
    }

    public TransactionTemplate transaction() {
        return transaction;
    }

    /** As the register does: a package in one transaction; position and time are the database's. */
    public List<RecordedEvent> record(List<RecordedEvent> events) {
        var recorded = new ArrayList<RecordedEvent>();
        var open = new ArrayList<RecordedEvent>();
        for (RecordedEvent event : events) {
            open.add(event);
            if (event.remaining() > 0) continue;
            transaction.executeWithoutResult(status -> open.forEach(next -> recorded.add(record(next))));
            open.clear();
        }
        return recorded;
    }

    /** The log's tree grows over what was recorded, as the sequencer lets it. The hashes are nobody's. */
    public void settle() {
        jdbc.update("insert into log_tile (level, number, first_position, last_position, hashes)"
                + " select 0, (select coalesce(max(number), -1) + 1 from log_tile), min(position), max(position),"
                + " sha256('nobody') from event"
                + " where position > (select coalesce(max(last_position), 0) from log_tile) having count(*) > 0");
    }

    private RecordedEvent record(RecordedEvent event) {
        var type = EventTypes.of(event.event().getClass());
        String id = UUID.nameUUIDFromBytes(event.id().getBytes(StandardCharsets.UTF_8))
                .toString();
        ids.put(event.id(), id);
        String payload = QUOTED_ID.matcher(EventJson.write(event.event())).replaceAll(this::id);
        var result = new AtomicReference<RecordedEvent>();
        jdbc.query(
                "insert into event (id, stream, sequence, remaining, type, revision, recorded_at, position, payload, metadata)"
                        + " values (?::uuid, ?, ?, ?, ?, ?, now(), 0, ?::jsonb, '{}') returning position, recorded_at",
                row -> {
                    result.set(new RecordedEvent(
                            id,
                            event.stream(),
                            event.sequence(),
                            row.getLong("position"),
                            event.remaining(),
                            row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                            null,
                            null,
                            null,
                            EventJson.read(type, payload)));
                },
                id,
                event.source().substring(1),
                event.sequence(),
                event.remaining(),
                type.name(),
                type.revision(),
                payload);
        return Objects.requireNonNull(result.get());
    }

    private String id(MatchResult quoted) {
        return "\"" + ids.getOrDefault(quoted.group(1), quoted.group(1)) + "\"";
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
