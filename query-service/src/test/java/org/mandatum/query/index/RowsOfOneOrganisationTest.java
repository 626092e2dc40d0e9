package org.mandatum.query.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mandatum.query.projection.Revision.Kind;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What is read of an organisation does not cost what is stored of others, nor of itself before. On a real PostgreSQL. */
class RowsOfOneOrganisationTest {
    private static EmbeddedPostgres postgres;
    private static JdbcTemplate jdbc;
    private static TransactionTemplate transaction;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder().start();
        Flyway.configure().dataSource(postgres.getPostgresDatabase()).load().migrate();
        DataSource database = postgres.getPostgresDatabase();
        jdbc = new JdbcTemplate(database);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @ParameterizedTest
    @EnumSource
    void rows_are_found_in_indexes(Kind kind) {
        // given two hundred organisations of a hundred rows, a third of which are known to hold now
        String table = filled(kind, "timestamptz '2000-01-01Z'");

        // when the rows of one of them are asked for
        List<String> plan = jdbc.queryForList(
                "explain " + StoredRows.rowsOf(kind).replace(" " + kind.table(), " " + table),
                String.class,
                "organisation-7");

        // then both indexes are looked into, and the table is not read from its beginning
        assertThat(plan).anyMatch(step -> step.contains("BitmapOr")).noneMatch(step -> step.contains("Seq Scan"));
    }

    @ParameterizedTest
    @EnumSource
    void what_an_index_has_missed_is_found_without_reading_the_rest(Kind kind) {
        // given one organisation of twenty thousand rows, recorded in the course of two weeks
        String table = filled(kind, "timestamptz '2000-01-01Z' + number * interval '1 minute'");
        jdbc.update("update " + table + " set organisation = 'organisation-7'");
        jdbc.execute("analyze " + table);

        // when the rows of the last hour are asked for
        OffsetDateTime since = OffsetDateTime.parse("2000-01-14T20:20:00Z");
        List<String> plan = Objects.requireNonNull(transaction.execute(status -> {
            jdbc.execute(StoredRows.BY_INDEX);
            return jdbc.queryForList(
                    "explain " + StoredRows.rowsSince(kind).replace(" " + kind.table(), " " + table),
                    String.class,
                    "organisation-7",
                    since,
                    since);
        }));

        // then those are looked up that began and that ceased to be known
        assertThat(plan)
                .anyMatch(step -> step.contains("Index Cond") && step.contains("lower(recorded) >"))
                .anyMatch(step -> step.contains("Index Cond") && step.contains("upper(recorded) >"))
                .noneMatch(step -> step.contains("Seq Scan"));
    }

    /** The table's name; of each organisation a third of the rows are known to hold now. */
    private static String filled(Kind kind, String recordedAt) {
        String table = "projection_1." + kind.table();
        jdbc.execute("truncate " + table);
        jdbc.update("insert into " + table + """
                 (organisation, id, effective, recorded, rank_sequence, rank_part, document)
                select 'organisation-' || number %% 200, 'part-' || number, daterange('2000-01-01', null),
                       tstzrange(recorded_at, case when number %% 3 > 0 then recorded_at + interval '1 minute' end),
                       number, 0, repeat('x', 250)
                  from generate_series(1, 20000) as number, lateral (select %s as recorded_at) as known
                """.formatted(recordedAt));
        jdbc.execute("analyze " + table);
        return table;
    }
}
