package org.mandatum.benchmarks.figures;

import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.mandatum.benchmarks.figures.Points.Point;

/** What somebody would do who had the projection's tables and no query service: ask for the rows, both clocks in SQL. */
final class SqlPeer implements AutoCloseable {
    private static final List<String> TABLES = List.of("unit_version", "function_version");
    private static final String ROWS = "select id, document from %s where organisation = ?"
            + " and effective @> ?::date and recorded @> ?::timestamptz";
    private static final String DIFFERENCE = "select coalesce(one.id, other.id), one.document, other.document"
            + " from (" + ROWS + ") one full join (" + ROWS + ") other on one.id = other.id"
            + " where one.document is distinct from other.document";

    private final Connection connection;
    private final String organisation;
    private final List<PreparedStatement> rows = new ArrayList<>();
    private final List<PreparedStatement> differences = new ArrayList<>();

    SqlPeer(Connection connection, String organisation) throws SQLException {
        this.connection = connection;
        this.organisation = organisation;
        index();
        for (String table : TABLES) {
            rows.add(connection.prepareStatement(ROWS.formatted(table)));
            differences.add(connection.prepareStatement(DIFFERENCE.formatted(table, table)));
        }
    }

    /** The index that a good engineer would lay over the tables; the register itself has no use for it. */
    private void index() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("create extension if not exists btree_gist");
            for (String table : TABLES) {
                statement.execute("create index if not exists " + table + "_as_of on " + table
                        + " using gist (organisation, effective, recorded)");
                statement.execute("analyze " + table);
            }
        }
    }

    /** Fetches every unit and function in force; how many units that were. */
    int structure(Point point) throws SQLException {
        int units = 0;
        for (PreparedStatement statement : rows) {
            bind(statement, 1, point.effectiveOn(), point);
            int fetched = fetch(statement, 2);
            if (statement.equals(rows.getFirst())) units = fetched;
        }
        return units;
    }

    /** Fetches every unit and function that is another one a year later; how many those are. */
    int yearsDifference(Point point) throws SQLException {
        int differing = 0;
        for (PreparedStatement statement : differences) {
            bind(statement, 1, point.effectiveOn(), point);
            bind(statement, 4, point.effectiveOn().plusYears(1), point);
            differing += fetch(statement, 3);
        }
        return differing;
    }

    private void bind(PreparedStatement statement, int first, LocalDate day, Point point) throws SQLException {
        statement.setString(first, organisation);
        statement.setDate(first + 1, Date.valueOf(day));
        OffsetDateTime knownAt = point.knownAt().atOffset(ZoneOffset.UTC);
        statement.setObject(first + 2, knownAt);
    }

    private static int fetch(PreparedStatement statement, int columns) throws SQLException {
        int count = 0;
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                for (int column = 1; column <= columns; column++) result.getString(column);
                count++;
            }
        }
        return count;
    }

    /** Without the index again, so that what is projected next does not pay for it. */
    @Override
    public void close() throws SQLException {
        try (var statement = connection.createStatement()) {
            for (String table : TABLES) statement.execute("drop index " + table + "_as_of");
        }
        connection.close();
    }
}
