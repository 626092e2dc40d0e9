package org.mandatum.query.webhooks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mandatum.log.Annex;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/**
 * Receivers and dead letters, for a register that is carried elsewhere: without their secrets, and disabled where they arrive,
 * so that a copy which somebody only tries out sends nothing to anybody (ADR 0025).
 */
final class KeptBeside {
    static final String OF = "query-service";
    private static final String WEBHOOK = "webhook";
    private static final String DEAD_LETTER = "deadLetter";
    private static final String RESTORED =
            "restored from an export: give the receiver a new secret, then reactivate it; nothing was sent since";

    /** @param deliveredPosition not behind the end of the log that goes with it: what follows there are other events */
    private record Receiver(
            String id,
            String organisation,
            String url,
            @Nullable String type,
            @Nullable String unit,
            @Nullable String resolution,
            Instant registeredAt,
            @Nullable String registeredBy,
            long deliveredPosition) {}

    private record Undelivered(
            String webhook,
            long position,
            String type,
            int attempts,
            @Nullable Integer lastStatus,
            @Nullable String lastError,
            Instant diedAt) {}

    private static final RowMapper<Undelivered> UNDELIVERED = (row, number) -> new Undelivered(
            row.getString("webhook"),
            row.getLong("position"),
            row.getString("type"),
            row.getInt("attempts"),
            row.getObject("last_status", Integer.class),
            row.getString("last_error"),
            row.getObject("died_at", OffsetDateTime.class).toInstant());

    private final JdbcTemplate jdbc;

    KeptBeside(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void write(Annex.Writer annex, long position) throws IOException {
        List<Receiver> receivers = jdbc.query(
                "select * from webhook order by registered_at, id",
                (row, number) -> new Receiver(
                        row.getString("id"),
                        row.getString("organisation"),
                        row.getString("url"),
                        row.getString("type"),
                        row.getString("unit"),
                        row.getString("resolution"),
                        row.getObject("registered_at", OffsetDateTime.class).toInstant(),
                        row.getString("registered_by"),
                        Math.min(row.getLong("delivered_position"), position)));
        for (Receiver receiver : receivers) annex.write(WEBHOOK, receiver);
        for (Receiver receiver : receivers)
            for (Undelivered letter : jdbc.query(
                    "select * from webhook_dead_letter where webhook = ? and position <= ? order by position",
                    UNDELIVERED,
                    receiver.id(),
                    position)) annex.write(DEAD_LETTER, letter);
    }

    /** Brings an annex in, in the transaction of the caller. Answers how many receivers there are in it. */
    int restore(Path file) throws IOException {
        Annex.read(
                file,
                OF,
                List.of(
                        new Annex.Kind<>(WEBHOOK, Receiver.class, (receiver, lines) -> bringIn(receiver)),
                        new Annex.Kind<>(DEAD_LETTER, Undelivered.class, (letter, lines) -> bringIn(letter))));
        Integer receivers = jdbc.queryForObject("select count(*) from webhook", Integer.class);
        return receivers == null ? 0 : receivers;
    }

    private void bringIn(Receiver receiver) {
        jdbc.update(
                "insert into webhook (id, organisation, url, secret, type, unit, resolution, state, registered_at,"
                        + " registered_by, delivered_position, last_error) values (?, ?, ?, ?, ?, ?, ?, 'disabled', ?, ?, ?, ?)",
                receiver.id(),
                receiver.organisation(),
                receiver.url(),
                Secret.made().text(), // known to nobody
                receiver.type(),
                receiver.unit(),
                receiver.resolution(),
                receiver.registeredAt().atOffset(ZoneOffset.UTC),
                receiver.registeredBy(),
                receiver.deliveredPosition(),
                RESTORED);
    }

    private void bringIn(Undelivered letter) {
        jdbc.update(
                "insert into webhook_dead_letter (webhook, position, type, attempts, last_status, last_error, died_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                letter.webhook(),
                letter.position(),
                letter.type(),
                letter.attempts(),
                letter.lastStatus(),
                letter.lastError(),
                letter.diedAt().atOffset(ZoneOffset.UTC));
    }
}
