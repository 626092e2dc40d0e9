package org.mandatum.command.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** The roles of an installation: one owns, one appends, one reads. The services never are the first. */
class RolesTest {
    private static EmbeddedPostgres postgres;
    private static HikariDataSource appender;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = EmbeddedPostgres.builder().start();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String role : new String[] {"mandatum_owner", "mandatum_command", "mandatum_reader"})
                statement.execute("create role " + role + " login");
            statement.execute("create database mandatum_command owner mandatum_owner");
            statement.execute("revoke all on database mandatum_command from public");
            statement.execute("grant connect on database mandatum_command to mandatum_command, mandatum_reader");
        }
        Flyway.configure().dataSource(as("mandatum_owner")).load().migrate();
        var pool = new HikariConfig();
        pool.setDataSource(as("mandatum_command"));
        appender = new HikariDataSource(pool);
        try (Connection writer = appender.getConnection()) {
            JournalUnderTest.record(writer, "resolutions/a", 0, 2);
        }
    }

    @AfterAll
    static void stop() throws IOException {
        appender.close();
        postgres.close();
    }

    @Test
    void the_appender_records_and_reads() {
        assertThat(JournalUnderTest.on(appender).settledAfter(0, 10)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update event set payload = '{}'",
                "delete from event",
                "truncate event",
                "drop table event",
                "alter table event disable trigger all",
                "alter table event disable trigger append_only",
                "drop trigger append_only on event",
                "create or replace function refuse_change() returns trigger language plpgsql as 'begin return new; end'",
                "set session_replication_role = replica",
                "alter role mandatum_command set session_replication_role = replica",
                "select setval('event_position', 1)",
                "update log_checkpoint set note = ''",
                "delete from log_tile",
                "delete from log_key",
                "set role mandatum_owner",
                "create table mine (id integer)",
                "delete from flyway_schema_history"
            })
    void the_appender_can_do_nothing_else_to_what_is_recorded(String attempt) {
        assertThatThrownBy(() -> new JdbcTemplate(as("mandatum_command")).execute(attempt))
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refused -> assertThat(refused.getSQLState()).isEqualTo("42501"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into event select * from event",
                "update event set payload = '{}'",
                "delete from event",
                "insert into log_key (key) values ('mine')",
                "select * from submission",
                "select nextval('event_position')"
            })
    void the_reader_only_reads_and_only_the_log(String attempt) {
        assertThat(new JdbcTemplate(as("mandatum_reader")).queryForList("select id from event"))
                .hasSize(2);
        assertThatThrownBy(() -> new JdbcTemplate(as("mandatum_reader")).execute(attempt))
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    @Test
    void every_table_that_a_migration_brings_is_granted_and_none_is_owned() {
        var jdbc = new JdbcTemplate(appender);

        Stream<String> unusable = jdbc
                .queryForList(
                        "select tablename from pg_tables where schemaname = 'public' and tablename <> 'flyway_schema_history'"
                                + " and not has_table_privilege(schemaname || '.' || tablename, 'select, insert')",
                        String.class)
                .stream();

        assertThat(unusable).isEmpty();
        assertThat(jdbc.queryForList(
                        "select relname from pg_class where relowner = 'mandatum_command'::regrole", String.class))
                .isEmpty();
    }

    private static DataSource as(String role) {
        return postgres.getDatabase(role, "mandatum_command");
    }
}
