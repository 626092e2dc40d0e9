package org.mandatum.query.projection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Which of the projections in the database answers. Each stands in a schema of its own; a connection sees one of them for as
 * long as it is lent, so that no transaction sees parts of two (ADR 0022).
 */
@Component
public class LiveProjection {
    private static final ScopedValue<String> BESIDE = ScopedValue.newInstance();
    /** An instance that was stopped for a while asks before it believes what it knew; far shorter than the old one is kept. */
    private static final Duration TRUST = Duration.ofSeconds(5);

    private record Known(String schema, int edition, long asked) {}

    /** Is told when another projection has become the live one: what is in memory may be of the old one. */
    public interface SwapListener {
        /** @param otherwise whether the new one answers otherwise; else they were found to be the same, as far as the old one had come */
        void swapped(boolean otherwise);
    }

    private volatile @Nullable Known known;
    private final List<SwapListener> listeners = new CopyOnWriteArrayList<>();
    private final Cache<PGConnection, String> seen =
            Caffeine.newBuilder().weakKeys().build();

    /** From now on, of every swap. */
    public void onSwap(SwapListener listener) {
        listeners.add(listener);
    }

    /** As far as this instance knows; null before the first connection. */
    public @Nullable String schema() {
        Known now = known;
        return now == null ? null : now.schema();
    }

    /** Asks of that projection, whichever is live. Not within a transaction that has begun before. */
    static <T> T beside(String schema, Supplier<T> question) {
        return ScopedValue.where(BESIDE, schema).call(question::get);
    }

    /**
     * To be called first in a transaction that writes: the projection that it sees is the live one, and stays so until the
     * transaction ends.
     *
     * @throws Swapped when it is not the live one any more
     */
    void require(JdbcTemplate jdbc) {
        if (!jdbc.queryForList("select 1 from public.projection where live = current_schema() for share")
                .isEmpty()) return;
        throw swappedMeanwhile();
    }

    /**
     * How often the projection has been replaced by one that answers otherwise, as this transaction sees it; -1 where it
     * {@linkplain Projections.Beside#look looks at one beside}, whose answers are of no edition.
     *
     * @throws Swapped when the projection that it sees is not the live one any more: a transaction that begins now sees that
     */
    public int edition(JdbcTemplate jdbc) {
        if (BESIDE.isBound()) return -1;
        return jdbc
                .queryForList("select edition from public.projection where live = current_schema()", Integer.class)
                .stream()
                .findFirst()
                .orElseThrow(this::swappedMeanwhile);
    }

    /** Whoever asks next asks the database. */
    private Swapped swappedMeanwhile() {
        Known before = known;
        if (before != null) known = new Known(before.schema(), before.edition(), System.nanoTime() - TRUST.toNanos());
        return new Swapped();
    }

    /** Another projection has become the live one. */
    public static final class Swapped extends RuntimeException {
        private static final long serialVersionUID = 1;

        Swapped() {
            super("another projection is live; going on with that one");
        }
    }

    /** Lets a connection see the projection that it is borrowed for. */
    void show(Connection connection) throws SQLException {
        String wanted = BESIDE.isBound() ? BESIDE.get() : live(connection);
        if (wanted == null) return;
        PGConnection physical = connection.unwrap(PGConnection.class);
        if (wanted.equals(seen.getIfPresent(physical))) return;
        try (Statement statement = connection.createStatement()) {
            statement.execute("set search_path to " + wanted + ", public");
        }
        seen.put(physical, wanted);
    }

    private @Nullable String live(Connection connection) throws SQLException {
        Known now = known;
        if (now != null && System.nanoTime() - now.asked() < TRUST.toNanos()) return now.schema();
        return ask(connection);
    }

    /** Null while the schema has not been migrated so far. */
    @Nullable
    String ask(Connection connection) throws SQLException {
        long asked = System.nanoTime();
        try (Statement statement = connection.createStatement()) {
            if (known == null && !isThere(statement)) return null;
            try (ResultSet row = statement.executeQuery("select live, edition from public.projection")) {
                if (!row.next()) return null;
                is(new Known(row.getString(1), row.getInt(2), asked));
                return row.getString(1);
            }
        }
    }

    private void is(Known told) {
        Known before;
        synchronized (this) {
            before = known;
            if (before != null && before.asked() > told.asked()) return;
            known = told;
        }
        if (before == null || before.schema().equals(told.schema())) return;
        boolean otherwise = before.edition() != told.edition();
        listeners.forEach(listener -> listener.swapped(otherwise));
    }

    private static boolean isThere(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select to_regclass('public.projection') is not null")) {
            return row.next() && row.getBoolean(1);
        }
    }
}
