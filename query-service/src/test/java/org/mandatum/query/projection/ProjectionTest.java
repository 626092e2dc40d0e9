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
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.journal.StructureAsOf;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.Structure;
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
        jdbc = new JdbcTemplate(dataSource);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    /** One seed that found a fault (a link that only the old course of things had made), and a new one every time. */
    static long[] seeds() {
        return new long[] {-8297583555340255775L, new Random().nextLong()};
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_rows_of_any_day_as_known_at_any_moment_are_the_fold(long seed) {
        var organisation = new OrganisationId("random-" + ORGANISATIONS.incrementAndGet());
        var history = new RandomHistory(organisation, seed);
        history.grow(300);
        var random = new Random(seed + 1);
        var projector = projector();

        // In batches that cut packages in two, and sometimes with a restart in between.
        for (int from = 0; from < history.events().size(); ) {
            int to = Math.min(history.events().size(), from + 1 + random.nextInt(7));
            apply(projector, history.events().subList(from, to));
            if (random.nextInt(10) == 0) projector = projector();
            from = to;
        }

        for (int point = 0; point < 800; point++) {
            int known = random.nextInt(history.packages());
            LocalDate day = RandomHistory.START.plusDays(random.nextInt(520) - 10);
            Instant knownAt = history.recordedAt(known);
            Structure fold = StructureAsOf.fold(organisation, history.events(), day, knownAt);
            String when = "seed " + seed + ", effective " + day + ", known after package " + known;
            assertThat(documents("unit_version", organisation, day, knownAt))
                    .as(when)
                    .isEqualTo(texts(fold.units().stream().map(Documents::unit)));
            assertThat(documents("function_version", organisation, day, knownAt))
                    .as(when)
                    .isEqualTo(texts(fold.functions().stream().map(Documents::function)));
            assertThat(documents("link_version", organisation, day, knownAt))
                    .as(when)
                    .containsExactlyInAnyOrderElementsOf(
                            texts(fold.links().stream().map(Documents::link)));
        }
    }

    @Test
    void an_event_that_comes_twice_has_no_further_effect() {
        var organisation = new OrganisationId("twice");
        var history = new RandomHistory(organisation, 7);
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
        var history = new RandomHistory(organisation, 8);
        history.grow(20);
        var projector = projector();
        apply(projector, history.events().subList(0, 5));
        List<String> before = everything(organisation);

        assertThatThrownBy(() -> apply(projector, history.events().subList(6, 10)))
                .isInstanceOf(Projector.Gap.class)
                .hasMessageContaining("expected sequence 5, got 6");

        assertThat(everything(organisation)).isEqualTo(before);
    }

    private static Projector projector() {
        return new Projector(jdbc, new Timelines(jdbc));
    }

    private static void apply(Projector projector, List<RecordedEvent> events) {
        transaction.executeWithoutResult(status -> projector.apply(events));
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
