package org.mandatum.query.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mandatum.log.Annex;
import org.springframework.jdbc.core.JdbcTemplate;

/** A webhook that has had everything up to position 12, but for what died at 7 and 11, in a register that is carried elsewhere. */
class WebhooksElsewhereTest {
    private static EmbeddedPostgres postgres;
    private static int registers;

    @TempDir
    private Path directory;

    private final List<String> told = new ArrayList<>();
    private String database = "";

    @BeforeAll
    static void a_register_with_a_webhook() throws IOException {
        postgres = EmbeddedPostgres.builder().start();
        Flyway.configure().dataSource(postgres.getPostgresDatabase()).load().migrate();
        var jdbc = new JdbcTemplate(postgres.getPostgresDatabase());
        jdbc.update(
                "insert into webhook (id, organisation, url, secret, unit, registered_by, delivered_position)"
                        + " values ('hook', 'oas', 'https://receiver.invalid/', ?, 'cidh', 'ana', 12)",
                Secret.made().text());
        jdbc.update("insert into webhook_dead_letter (webhook, position, type, attempts, last_status, last_error)"
                + " values ('hook', 7, 'UnitRenamed', 9, 500, 'broken'), ('hook', 11, 'UnitMoved', 9, null, 'late')");
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void an_empty_register() {
        database = "register_" + ++registers;
        new JdbcTemplate(postgres.getPostgresDatabase()).execute("create database " + database);
    }

    @Test
    void it_comes_disabled_with_no_secret_that_anybody_knows_and_not_further_than_the_log_that_it_goes_with()
            throws IOException {
        Path annex = annexUpTo(10);
        assertThat(Files.readString(annex)).doesNotContain("whsec_", "secret");

        assertThat(restore(annex)).as(told.toString()).isZero();

        assertThat(told.getLast()).startsWith("1 webhooks, disabled until");
        Map<String, Object> webhook = there().queryForMap("select * from webhook");
        assertThat(webhook)
                .contains(
                        entry("id", "hook"),
                        entry("organisation", "oas"),
                        entry("url", "https://receiver.invalid/"),
                        entry("unit", "cidh"),
                        entry("registered_by", "ana"),
                        entry("state", "disabled"),
                        entry("delivered_position", 10L));
        assertThat(webhook.get("last_error")).asString().contains("give the receiver a new secret, then reactivate it");
        assertThat(webhook.get("secret"))
                .isNotEqualTo(new JdbcTemplate(postgres.getPostgresDatabase())
                        .queryForObject("select secret from webhook", String.class));
        assertThat(there().queryForList("select position, type, last_status from webhook_dead_letter"))
                .containsExactly(Map.of("position", 7L, "type", "UnitRenamed", "last_status", 500));
    }

    @Test
    void a_register_that_has_webhooks_and_an_annex_that_is_cut_are_left_as_they_are() throws IOException {
        Path annex = annexUpTo(12);
        String whole = Files.readString(annex);
        Files.writeString(annex, whole.substring(0, whole.indexOf("{\"end\"")));
        assertThat(restore(annex)).isEqualTo(1);
        assertThat(told.getLast()).contains("annex.ndjson, line 5: the file was cut");
        assertThat(there().queryForList("select id from webhook")).isEmpty();

        Files.writeString(annex, whole);
        assertThat(restore(annex)).isZero();
        assertThat(restore(annex)).isEqualTo(1);
        assertThat(told.getLast()).contains("there are webhooks already");
    }

    private Path annexUpTo(long position) throws IOException {
        Path file = directory.resolve("annex.ndjson");
        try (OutputStream out = Files.newOutputStream(file)) {
            var annex = new Annex.Writer(out, KeptBeside.OF, position);
            new KeptBeside(new JdbcTemplate(postgres.getPostgresDatabase())).write(annex, position);
            annex.end();
        }
        return file;
    }

    private int restore(Path annex) {
        return RestoreProgram.run(
                new String[] {"restore", annex.toString()},
                Map.of(
                        "SPRING_DATASOURCE_URL",
                        postgres.getJdbcUrl("postgres", database),
                        "SPRING_DATASOURCE_USERNAME",
                        "postgres"),
                told::add);
    }

    private JdbcTemplate there() {
        return new JdbcTemplate(postgres.getDatabase("postgres", database));
    }
}
