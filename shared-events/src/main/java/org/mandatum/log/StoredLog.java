package org.mandatum.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import javax.sql.DataSource;

/** The log as it is stored: events, tiles, checkpoints and keys, for whoever may read them. */
public final class StoredLog implements Tiles.Store {
    private final DataSource database;

    public StoredLog(DataSource database) {
        this.database = database;
    }

    /** The database did not answer. */
    public static final class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unavailable(SQLException cause) {
            super("the log's database did not answer: " + cause.getMessage(), cause);
        }
    }

    /** The tree as of now; it does not see what is appended later. */
    public MerkleTree tree() {
        return new MerkleTree(new Tiles(this));
    }

    /** How many leaves the log has, whether signed for or not. */
    public long size() {
        return one(
                        "select number * 256 + octet_length(hashes) / 32 from log_tile where level = 0"
                                + " order by number desc limit 1",
                        row -> row.getLong(1))
                .orElse(0L);
    }

    /** The position of the last event in the log; 0 when there is none. */
    public long lastPosition() {
        return one(
                        "select last_position from log_tile where level = 0 order by number desc limit 1",
                        row -> row.getLong(1))
                .orElse(0L);
    }

    /** @throws NoSuchElementException when the log does not reach so far */
    @Override
    public byte[] tile(int level, long number) {
        return one("select hashes from log_tile where level = ? and number = ?", row -> row.getBytes(1), level, number)
                .orElseThrow(() -> new NoSuchElementException("no tile " + number + " of level " + level));
    }

    /** The newest checkpoint, as it was signed. */
    public Optional<SignedNote> checkpoint() {
        return one(
                "select note from log_checkpoint order by size desc limit 1",
                row -> SignedNote.parse(row.getString(1)));
    }

    /** The checkpoint that was signed when the log had {@code size} leaves. */
    public Optional<SignedNote> checkpoint(long size) {
        return one("select note from log_checkpoint where size = ?", row -> SignedNote.parse(row.getString(1)), size);
    }

    /** The checkpoints of sizes from {@code from} to {@code to}, both included. */
    public List<SignedNote> checkpoints(long from, long to, int limit) {
        return all(
                "select note from log_checkpoint where size between ? and ? order by size limit ?",
                row -> SignedNote.parse(row.getString(1)),
                from,
                to,
                limit);
    }

    /** The keys that have signed this log, the newest first. */
    public List<String> keys() {
        return all("select key from log_key order by added_at desc, key", row -> row.getString(1));
    }

    public Optional<StoredEvent> event(String id) {
        return one("select " + StoredEvent.COLUMNS + " from event where id = ?::uuid", StoredEvent::of, id);
    }

    /** Events after {@code after} up to {@code until}, in the order of position. */
    public List<StoredEvent> events(long after, long until, int limit) {
        return all(
                "select " + StoredEvent.COLUMNS
                        + " from event where position > ? and position <= ? order by position limit ?",
                StoredEvent::of,
                after,
                until,
                limit);
    }

    /** Which leaf the event at {@code position} is, once the log reaches it. */
    public long indexOf(long position) {
        return one("""
                        select number * 256 + (select count(*) from event where position >= first_position and position < ?)
                        from log_tile where level = 0 and first_position <= ? order by first_position desc limit 1
                        """, row -> row.getLong(1), position, position)
                .orElseThrow(() -> new NoSuchElementException("position " + position + " is not in the log"));
    }

    /** The position before that of leaf {@code index}: events after it are that leaf and those behind it. */
    public long positionBefore(long index) {
        return one("""
                        select coalesce((select position from event where position >= first_position
                                         order by position offset ? limit 1), last_position + 1) - 1
                        from log_tile where level = 0 and number = ?
                        """, row -> row.getLong(1), index % Tiles.WIDTH, index / Tiles.WIDTH)
                .orElseGet(this::lastPosition);
    }

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> Optional<T> one(String sql, Reading<T> reading, Object... arguments) {
        return all(sql, reading, arguments).stream().findFirst();
    }

    private <T> List<T> all(String sql, Reading<T> reading, Object... arguments) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) query.setObject(i + 1, arguments[i]);
            var rows = new ArrayList<T>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) rows.add(reading.of(row));
            }
            return rows;
        } catch (SQLException failure) {
            throw new Unavailable(failure);
        }
    }
}
