package org.mandatum.command.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The journal without its service around it, for the tests of what stands on it. */
public final class JournalUnderTest {
    private JournalUnderTest() {}

    public static Journal on(DataSource database) {
        return new Journal(new JdbcTemplate(database));
    }

    /** As if this process had appended something. */
    public static void wake(Journal journal) {
        journal.appended();
    }

    /** Events of a stream, each a package of its own, in the transaction of the connection. */
    public static void record(Connection writer, String stream, long first, int count) throws SQLException {
        try (PreparedStatement insert = writer.prepareStatement("""
                insert into event (id, stream, sequence, remaining, type, revision, recorded_at, position, payload, metadata)
                select gen_random_uuid(), ?, ? + n, 0, 'ResolutionRescinded', 1, now(), 0,
                       jsonb_build_object('resolution', 'a', 'by', 'b' || n, 'effectiveOn', '1970-01-01'), '{}'
                from generate_series(0, ? - 1) n
                """)) {
            insert.setString(1, stream);
            insert.setLong(2, first);
            insert.setInt(3, count);
            insert.executeUpdate();
        }
    }
}
