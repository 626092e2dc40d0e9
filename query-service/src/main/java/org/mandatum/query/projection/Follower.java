package org.mandatum.query.projection;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.mandatum.journal.RecordedEvent;

/** Makes rows of its own of what has come, in the transaction that moves the offsets: exactly once in effect. */
public interface Follower {
    /**
     * The log and how far each stream has come stand in their tables already. Whatever is thrown rolls all of it back, and it
     * comes again.
     *
     * @param events whole packages, in the order of their logs
     */
    void follow(List<RecordedEvent> events);

    /**
     * Of which of these logs the rows are not what the log makes of them, on a day as known at its end.
     *
     * @param logs whole ones, of any kind
     * @return ids; those of logs that it makes no rows of are never among them
     */
    default List<String> amiss(Collection<List<RecordedEvent>> logs, LocalDate effectiveOn) {
        return List.of();
    }
}
