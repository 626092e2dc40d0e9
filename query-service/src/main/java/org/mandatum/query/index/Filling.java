package org.mandatum.query.index;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.mandatum.query.projection.DocumentReader;
import org.mandatum.query.projection.Revision;

/** Fills an index from the projection's rows. Not for use by several threads. */
final class Filling {
    private final OrganisationIndex index;
    private final DocumentReader reader = new DocumentReader();
    /** What was read of each part last: a period is often cut short while what holds in it stays the same. */
    private final Map<String, Read> lately = new ConcurrentHashMap<>();

    private record Read(StoredRows.Stored row, Object value) {}

    /** @param edition see {@link OrganisationIndex#edition} */
    Filling(int edition) {
        index = new OrganisationIndex(edition);
    }

    /** Rows of one table; of one kind they come in the order of {@code recordedAt}. */
    void rows(Revision.Kind kind, List<StoredRows.Stored> rows) {
        List<Object> values = rows.parallelStream().map(row -> value(kind, row)).toList();
        for (int i = 0; i < rows.size(); i++) index.load(kind, values.get(i), rows.get(i));
    }

    /** No more rows of that kind will come. */
    void end() {
        lately.clear();
    }

    /** What the row says, as a value that is the same for rows of one part that say the same. */
    Object value(Revision.Kind kind, StoredRows.Stored row) {
        Read before = lately.get(row.id());
        Object value = before != null && before.row().saysTheSameAs(row)
                ? before.value()
                : reader.read(kind, row.document(), row.rank());
        lately.put(row.id(), new Read(row, value));
        return value;
    }

    void recorded(Instant recordedAt, long version, long position) {
        index.addPackage(recordedAt, version, position);
    }

    OrganisationIndex index() {
        index.loaded();
        return index;
    }
}
