package org.mandatum.query.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mandatum.query.projection.Revision.Kind;
import org.springframework.jdbc.core.JdbcTemplate;

/** The first question about one organisation does not read the rows of all others. On a real PostgreSQL. */
class RowsOfOneOrganisationTest {
    private static EmbeddedPostgres postgres;
    private static JdbcTemplate jdbc;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder().start();
        Flyway.configure().dataSource(postgres.getPostgresDatabase()).load().migrate();
        jdbc = new JdbcTemplate(postgres.getPostgresDatabase());
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @ParameterizedTest
    @EnumSource
    void rows_are_found_in_indexes(Kind kind) {
        // given two hundred organisations of a hundred rows, a third of which are known to hold now
        String table = "projection_1." + kind.table();
        jdbc.update("insert into " + table + """
                 (organisation, id, effective, recorded, rank_sequence, rank_part, document)
                select 'organisation-' || number % 200, 'part-' || number, daterange('2000-01-01', null),
                       tstzrange('2000-01-01Z', case when number % 3 = 0 then null else timestamptz '2001-01-01Z' end),
                       number, 0, repeat('x', 250)
                  from generate_series(1, 20000) as number
                """);
        jdbc.execute("analyze " + table);

        // when the rows of one of them are asked for
        List<String> plan = jdbc.queryForList(
                "explain " + Indexes.rowsOf(kind).replace(" " + kind.table(), " " + table),
                String.class,
                "organisation-7");

        // then both indexes are looked into, and the table is not read from its beginning
        assertThat(plan).anyMatch(step -> step.contains("BitmapOr")).noneMatch(step -> step.contains("Seq Scan"));
    }
}
