package org.mandatum.query.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.StructuralEvent.FunctionRedistributed;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The rows equal the fold, for every day and every moment of knowledge. On a real PostgreSQL. */
class ProjectionTest {
    private static final AtomicInteger ORGANISATIONS = new AtomicInteger();
    private static EmbeddedPostgres postgres;
    private static JdbcTemplate jdbc;
    private static TransactionTemplate transaction;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder().start();
        var dataSource = postgres.getPostgresDatabase();
        Flyway.configure().dataSource(dataSource).load().migrate();
        var seeing = new ProjectionConnections.Seeing(dataSource, new LiveProjection());
        jdbc = new JdbcTemplate(seeing);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(seeing));
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Test
    void an_event_that_comes_twice_has_no_further_effect() {
        var organisation = new OrganisationId("twice");
        var history = new RandomHistory(organisation, 7, 4);
        history.grow(40);
        var projector = projector();
        apply(projector, history.events());
        List<String> once = everything(organisation);

        apply(projector, history.events().subList(3, 20));

        assertThat(everything(organisation)).isEqualTo(once).isNotEmpty();
    }

    @Test
    void a_missing_event_stops_the_projection_and_nothing_of_the_batch_stays() {
        var organisation = new OrganisationId("gap");
        var history = new RandomHistory(organisation, 8, 4);
        history.grow(20);
        var projector = projector();
        apply(projector, history.events().subList(0, 5));
        List<String> before = everything(organisation);

        assertThatThrownBy(() -> apply(projector, history.events().subList(6, 10)))
                .isInstanceOf(Projector.Gap.class)
                .hasMessageContaining("expected sequence 5, got 6");

        assertThat(everything(organisation)).isEqualTo(before);
    }

    @Test
    void a_package_that_comes_in_pieces_makes_the_same_rows_as_one_that_comes_whole() {
        var organisation = new OrganisationId("pieces");
        var history = new RandomHistory(organisation, 9, 4);
        history.grow(300);
        var projector = projector();
        for (RecordedEvent event : history.events()) apply(projector, List.of(event));
        List<String> inPieces = everything(organisation);
        List<String> logInPieces = log(organisation);
        forget(organisation);

        apply(projector(), history.events());

        assertThat(history.events())
                .anyMatch(event -> event.remaining() > 0 && event.event() instanceof FunctionRedistributed);
        assertThat(log(organisation)).isEqualTo(logInPieces).isNotEmpty();
        assertThat(everything(organisation)).isEqualTo(inPieces).isNotEmpty();
    }

    @Test
    void what_held_on_no_day_makes_no_row() {
        var organisation = new OrganisationId("same-day");
        var history = new RandomHistory(organisation, 10, 4);
        history.grow(300);

        apply(projector(), history.events());

        for (Revision.Kind kind : Revision.Kind.values())
            assertThat(jdbc.queryForList(
                            "select id from " + kind.table() + " where organisation = ? and isempty(effective)",
                            String.class,
                            organisation.value()))
                    .as(kind.table())
                    .isEmpty();
    }

    private static List<String> log(OrganisationId organisation) {
        return jdbc.queryForList(
                "select (to_jsonb(event) - 'cloud_event')::text from event where organisation = ? order by position",
                String.class,
                organisation.value());
    }

    private static void forget(OrganisationId organisation) {
        jdbc.update("delete from event where organisation = ?", organisation.value());
        jdbc.update("delete from stream where name = ?", "/organisations/" + organisation);
        for (Revision.Kind kind : Revision.Kind.values())
            jdbc.update("delete from " + kind.table() + " where organisation = ?", organisation.value());
    }

    private static Projector projector() {
        return new Projector(jdbc, List.of());
    }

    private static void apply(Projector projector, List<RecordedEvent> events) {
        transaction.executeWithoutResult(
                status -> projector.take(Feed.arrivals(events), () -> {}).write(jdbc));
    }

    private static List<String> documents(String table, OrganisationId organisation, LocalDate day, Instant knownAt) {
        return jdbc.queryForList(
                "select document from " + table + " where organisation = ? and effective @> ?::date"
                        + " and recorded @> ?::timestamptz order by rank_sequence, rank_part",
                String.class,
                organisation.value(),
                Date.valueOf(day),
                knownAt.atOffset(ZoneOffset.UTC));
    }

    private static List<String> everything(OrganisationId organisation) {
        return jdbc.queryForList(
                "select id || effective || recorded || document from unit_version where organisation = ? order by 1",
                String.class,
                organisation.value());
    }

    private static List<String> texts(Stream<? extends Object> documents) {
        return documents.map(Object::toString).toList();
    }
}
