package org.mandatum.query.webhooks;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mandatum.query.log.LogRows;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Repository;

/** The receivers, how far each has come, and what was given up. */
@Repository
class Webhooks {
    private static final String SELECT =
            "select *, (select count(*) from webhook_dead_letter where webhook = webhook.id) as dead_letters from webhook ";
    private static final RowMapper<Webhook> WEBHOOK = (row, number) -> webhook(row);

    private final JdbcTemplate jdbc;

    Webhooks(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void register(
            String id,
            String organisation,
            URI url,
            Secret secret,
            LogRows.Filter filter,
            long after,
            @Nullable String by) {
        jdbc.update(
                "insert into webhook (id, organisation, url, secret, type, unit, resolution, delivered_position, registered_by)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                organisation,
                url.toString(),
                secret.text(),
                filter.type(),
                filter.unit(),
                filter.resolution(),
                after,
                by);
    }

    List<Webhook> of(String organisation) {
        return jdbc.query(SELECT + "where organisation = ? order by registered_at, id", WEBHOOK, organisation);
    }

    Optional<Webhook> find(String organisation, String id) {
        return jdbc.query(SELECT + "where organisation = ? and id = ?", WEBHOOK, organisation, id).stream()
                .findFirst();
    }

    void remove(String id) {
        jdbc.update("delete from webhook where id = ?", id);
    }

    /** The old secret signs too until {@code until}, so that the receiver can change over. */
    void replaceSecret(String id, Secret secret, Instant until) {
        jdbc.update(
                "update webhook set earlier_secret = secret, earlier_secret_until = ?, secret = ? where id = ?",
                Timestamp.from(until),
                secret.text(),
                id);
    }

    void reactivate(String id) {
        jdbc.update(
                "update webhook set state = 'active', attempts = 0, next_attempt_at = now(), last_error = null where id = ?",
                id);
    }

    /** Takes receivers for whom there may be news and whom nobody serves; they are this instance's until {@code duration}. */
    List<Webhook> claim(int most, Duration duration) {
        List<String> claimed = jdbc.queryForList("""
                update webhook set claimed_until = now() + ? * interval '1 millisecond'
                where id in (
                    select id from webhook
                    where state = 'active' and next_attempt_at <= now() and claimed_until <= now()
                      and exists (select 1 from event
                                  where event.organisation = webhook.organisation
                                    and event.position > webhook.delivered_position)
                    order by next_attempt_at limit ? for update skip locked)
                returning id
                """, String.class, duration.toMillis(), most);
        return claimed.isEmpty()
                ? List.of()
                : jdbc.query(SELECT + "where id = any (?)", WEBHOOK, (Object) claimed.toArray(String[]::new));
    }

    void release(String id) {
        jdbc.update("update webhook set claimed_until = '-infinity' where id = ?", id);
    }

    void delivered(String id, long position, @Nullable Integer status) {
        jdbc.update(
                "update webhook set delivered_position = ?, attempts = 0, next_attempt_at = now(), last_status = ?,"
                        + " last_error = null where id = ? and delivered_position < ?",
                position,
                status,
                id,
                position);
    }

    void failed(String id, int attempts, Duration pause, Sender.Attempt attempt) {
        jdbc.update(
                "update webhook set attempts = ?, next_attempt_at = now() + ? * interval '1 millisecond', last_status = ?,"
                        + " last_error = ? where id = ?",
                attempts,
                pause.toMillis(),
                attempt.status(),
                attempt.error(),
                id);
    }

    void disable(String id, Sender.Attempt attempt) {
        jdbc.update(
                "update webhook set state = 'disabled', last_status = ?, last_error = ? where id = ?",
                attempt.status(),
                "the receiver answered that it is gone",
                id);
    }

    /** Gives an event up; what follows it is next. To be called in a transaction. */
    void giveUp(String id, LogRows.Line line, int attempts, Sender.Attempt attempt) {
        jdbc.update(
                "insert into webhook_dead_letter (webhook, position, type, attempts, last_status, last_error)"
                        + " values (?, ?, ?, ?, ?, ?) on conflict do nothing",
                id,
                line.position(),
                line.type(),
                attempts,
                attempt.status(),
                attempt.error());
        delivered(id, line.position(), attempt.status());
    }

    List<Webhook.DeadLetter> deadLetters(String id, long after, long limit) {
        return jdbc.query(
                "select * from webhook_dead_letter where webhook = ? and position > ? order by position limit ?",
                (row, number) -> new Webhook.DeadLetter(
                        row.getLong("position"),
                        row.getString("type"),
                        row.getInt("attempts"),
                        row.getObject("last_status", Integer.class),
                        row.getString("last_error"),
                        row.getObject("died_at", OffsetDateTime.class).toInstant()),
                id,
                after,
                limit);
    }

    /** A dead letter was delivered after all. */
    void revived(String id, long position) {
        jdbc.update("delete from webhook_dead_letter where webhook = ? and position = ?", id, position);
    }

    void failedAgain(String id, long position, Sender.Attempt attempt) {
        jdbc.update(
                "update webhook_dead_letter set attempts = attempts + 1, last_status = ?, last_error = ?"
                        + " where webhook = ? and position = ?",
                attempt.status(),
                attempt.error(),
                id,
                position);
    }

    private static Webhook webhook(ResultSet row) throws SQLException {
        var secrets = new ArrayList<Secret>(2);
        secrets.add(new Secret(row.getString("secret")));
        OffsetDateTime until = row.getObject("earlier_secret_until", OffsetDateTime.class);
        if (until != null && until.isAfter(OffsetDateTime.now(until.getOffset())))
            secrets.add(new Secret(row.getString("earlier_secret")));
        return new Webhook(
                row.getString("id"),
                row.getString("organisation"),
                URI.create(row.getString("url")),
                List.copyOf(secrets),
                new LogRows.Filter(row.getString("type"), row.getString("unit"), row.getString("resolution")),
                Webhook.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getObject("registered_at", OffsetDateTime.class).toInstant(),
                row.getLong("delivered_position"),
                row.getInt("attempts"),
                row.getObject("next_attempt_at", OffsetDateTime.class).toInstant(),
                row.getObject("last_status", Integer.class),
                row.getString("last_error"),
                row.getLong("dead_letters"));
    }
}
