package org.mandatum.command.log;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mandatum.log.Hash;
import org.mandatum.log.StoredEvent;
import org.mandatum.log.Tiles;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Appends leaves to the tiles, within the transaction of the caller. Nothing that is there is hashed again. */
final class Leaves {
    private final JdbcTemplate jdbc;

    Leaves(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    private record Tail(long number, int count) {}

    /** The events that follow the last one in the log, in the order of position. */
    void append(List<StoredEvent> events) {
        Tail tail = tail(0);
        for (int next = 0; next < events.size(); ) {
            List<StoredEvent> chunk = events.subList(next, Math.min(events.size(), next + Tiles.WIDTH - tail.count()));
            byte[] hashes = new byte[chunk.size() * Hash.LENGTH];
            for (int i = 0; i < chunk.size(); i++)
                System.arraycopy(chunk.get(i).leafHash().bytes(), 0, hashes, i * Hash.LENGTH, Hash.LENGTH);
            write(0, tail, hashes, chunk.getFirst().position(), chunk.getLast().position());
            next += chunk.size();
            tail = after(0, tail, chunk.size());
        }
    }

    private void append(int level, Hash hash) {
        Tail tail = tail(level);
        write(level, tail, hash.bytes(), null, null);
        after(level, tail, 1);
    }

    private void write(int level, Tail tail, byte[] hashes, @Nullable Long first, @Nullable Long last) {
        if (tail.count() == 0)
            jdbc.update(
                    "insert into log_tile (level, number, first_position, last_position, hashes) values (?, ?, ?, ?, ?)",
                    level,
                    tail.number(),
                    first,
                    last,
                    hashes);
        else
            jdbc.update(
                    "update log_tile set hashes = hashes || ?, last_position = ? where level = ? and number = ?",
                    hashes,
                    last,
                    level,
                    tail.number());
    }

    /** Where the level goes on after {@code count} hashes more; a tile that is full becomes a hash of the level above. */
    private Tail after(int level, Tail tail, int count) {
        if (tail.count() + count < Tiles.WIDTH) return new Tail(tail.number(), tail.count() + count);
        byte[] full = jdbc.queryForObject(
                "select hashes from log_tile where level = ? and number = ?", byte[].class, level, tail.number());
        if (full == null) throw new EmptyResultDataAccessException(1);
        append(level + 1, Tiles.root(full));
        return new Tail(tail.number() + 1, 0);
    }

    private Tail tail(int level) {
        return jdbc
                .query(
                        "select number, octet_length(hashes) / 32 from log_tile where level = ? order by number desc limit 1",
                        (row, number) -> row.getInt(2) == Tiles.WIDTH
                                ? new Tail(row.getLong(1) + 1, 0)
                                : new Tail(row.getLong(1), row.getInt(2)),
                        level)
                .stream()
                .findFirst()
                .orElse(new Tail(0, 0));
    }
}
