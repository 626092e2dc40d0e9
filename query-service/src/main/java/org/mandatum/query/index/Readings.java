package org.mandatum.query.index;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.mandatum.query.projection.DocumentReader;
import org.mandatum.query.projection.Revision;

/** What rows of one kind say, as values: the same one for rows of one part that say the same. For use by several threads. */
final class Readings {
    private final Revision.Kind kind;
    private final DocumentReader reader = new DocumentReader();
    /** What was read of each part last: a period is often cut short while what holds in it stays the same. */
    private final Map<String, Read> lately = new ConcurrentHashMap<>();

    private record Read(StoredRows.Stored row, Object value) {}

    Readings(Revision.Kind kind) {
        this.kind = kind;
    }

    /** Read by all processors. */
    List<Object> values(List<StoredRows.Stored> rows) {
        return rows.parallelStream().map(this::value).toList();
    }

    Object value(StoredRows.Stored row) {
        Read before = lately.get(row.id());
        Object value = before != null && before.row().saysTheSameAs(row)
                ? before.value()
                : reader.read(kind, row.document(), row.rank());
        lately.put(row.id(), new Read(row, value));
        return value;
    }
}
