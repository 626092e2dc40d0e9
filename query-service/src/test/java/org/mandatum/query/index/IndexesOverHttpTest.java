package org.mandatum.query.index;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mandatum.access.TestIssuer;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.organisation.Authority;
import org.mandatum.organisation.Grounds;
import org.mandatum.organisation.OrganisationEvent;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.OrganisationOpened;
import org.mandatum.organisation.OrganisationRules;
import org.mandatum.organisation.StructuralEvent.UnitCreated;
import org.mandatum.organisation.StructuralEvent.UnitRenamed;
import org.mandatum.organisation.Unit;
import org.mandatum.organisation.UnitId;
import org.mandatum.organisation.UnitKind;
import org.mandatum.query.LockedTable;
import org.mandatum.query.OnARegisterOfItsOwn;
import org.mandatum.query.projection.Assignment;
import org.mandatum.query.projection.Feed;
import org.mandatum.query.projection.LiveProjection;
import org.mandatum.query.projection.RandomHistory;
import org.mandatum.query.structure.StructureText;
import org.mandatum.value.Name;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How indexes come to hold what the rows hold: filled once, then in step, whatever was missed. On a real PostgreSQL. */
@OnARegisterOfItsOwn(properties = "mandatum.answers.patience=300ms")
class IndexesOverHttpTest {
    private static final AtomicInteger ORGANISATIONS = new AtomicInteger();

    @LocalServerPort
    private int port;

    private static final Grounds GROUNDS = new Grounds(Authority.of("act"), null, null);

    @Autowired
    private Feed feed;

    @Autowired
    private Indexes indexes;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private Assignment assignment;

    @Autowired
    private LiveProjection live;

    private final long seed = new Random().nextLong();
    private final OrganisationId organisation = new OrganisationId("organisation-" + ORGANISATIONS.incrementAndGet());
    private final RandomHistory history = new RandomHistory(organisation, seed, 5);
    private int fed;

    @BeforeEach
    void a_history_of_which_the_beginning_is_projected() {
        history.grow(600);
        feedUpTo(200);
    }

    @Test
    void one_that_may_have_missed_something_takes_in_what_it_lacks() {
        // given an index that was filled
        OrganisationIndex filled = indexes.of(organisation);
        double fills = fills(meters);

        // when it may have missed some of what was projected since, of which it had heard nothing
        indexes.mayBeBehind();
        feedUpTo(300);

        // then it is the same index, brought into step with the rows
        assertThat(indexes.of(organisation)).isSameAs(filled);
        assertIsAsTheRowsAre(filled);

        // and from then on it hears of everything again
        feedUpTo(400);
        assertIsAsTheRowsAre(indexes.of(organisation));
        assertThat(fills(meters)).isEqualTo(fills);
    }

    @Test
    void days_of_all_centuries_are_kept_as_they_are() {
        // given units created on days that calendars count differently
        var calendar = new OrganisationId("calendar-" + organisation);
        List<LocalDate> days = Stream.of(
                        "1000-02-27",
                        "1000-02-28",
                        "1100-02-28",
                        "1300-02-28",
                        "1582-10-04",
                        "1582-10-05",
                        "1582-10-14",
                        "1582-10-15",
                        "9999-12-30")
                .map(LocalDate::parse)
                .toList();
        var facts = new ArrayList<OrganisationEvent>();
        facts.add(new OrganisationOpened(calendar, Name.of("en", "Old"), "en", OrganisationRules.DEFAULT, List.of()));
        for (LocalDate day : days)
            facts.add(new UnitCreated(
                    calendar,
                    new UnitId("since-" + day),
                    new UnitKind("office"),
                    Name.of("en", "Since " + day),
                    null,
                    List.of(),
                    null,
                    false,
                    List.of(),
                    day,
                    GROUNDS));
        feedEach(calendar, 0, facts);

        // when each is renamed the day after, in a later batch
        feedEach(
                calendar,
                facts.size(),
                days.stream()
                        .map(day -> new UnitRenamed(
                                calendar,
                                new UnitId("since-" + day),
                                Name.of("en", "Renamed"),
                                day.plusDays(1),
                                GROUNDS))
                        .toList());

        // then an index that is filled from the rows knows each day
        indexes.forget();
        OrganisationIndex index = indexes.of(calendar);
        assertThat(days).allSatisfy(day -> {
            List<Row<Unit>> life = index.lifeOfUnit("since-" + day, Instant.now());
            assertThat(life).extracting(Row::from).containsExactly(day, day.plusDays(1));
            assertThat(life)
                    .extracting(row -> row.value().name().text("en"))
                    .containsExactly("Since " + day, "Renamed");
        });
    }

    private void feedEach(OrganisationId of, long first, List<? extends OrganisationEvent> facts) {
        var events = new ArrayList<RecordedEvent>();
        for (int i = 0; i < facts.size(); i++)
            events.add(new RecordedEvent(
                    of + "-" + (first + i),
                    of.value(),
                    first + i,
                    feed.nextPosition(),
                    0,
                    Instant.parse("2020-01-01T00:00:00Z").plusSeconds(first + i),
                    null,
                    null,
                    null,
                    facts.get(i)));
        feed.apply(events);
    }

    @Test
    void what_is_final_is_answered_by_one_that_may_be_behind() throws Exception {
        // given an index that may have missed something, while the rows cannot be read
        OrganisationIndex filled = indexes.of(organisation);
        indexes.mayBeBehind();
        Instant beforeTheLast = requireNonNull(filled.last()).recordedAt().minusNanos(1_000);
        LockedTable locked = stallTheRowsOf("stream");
        try {
            // when a moment is asked about before which nothing can come any more
            var answering = CompletableFuture.supplyAsync(() -> indexes.of(organisation, beforeTheLast));

            // then nobody waits
            assertThat(answering).succeedsWithin(Duration.ofSeconds(20)).isSameAs(filled);
        } finally {
            locked.close();
        }
    }

    @Test
    void one_that_has_missed_nothing_stays_as_it_is() {
        OrganisationIndex filled = indexes.of(organisation);
        double fills = fills(meters);

        indexes.mayBeBehind();

        assertThat(indexes.of(organisation)).isSameAs(filled);
        assertIsAsTheRowsAre(filled);
        assertThat(fills(meters)).isEqualTo(fills);
    }

    @Test
    void what_another_instance_projects_is_taken_in_bit_by_bit() {
        // given an instance to which the projection tells nothing
        var ownMeters = new SimpleMeterRegistry();
        Indexes elsewhere = indexesOfAnotherInstance(ownMeters, 0.5);
        elsewhere.of(organisation);

        // when it is asked after every few events, some of which end amidst a package
        var random = new Random(seed);
        while (fed < 400) {
            feedUpTo(Math.min(400, fed + 1 + random.nextInt(20)));

            // then it says what the rows say
            assertIsAsTheRowsAre(elsewhere.of(organisation));
        }
        assertThat(fills(ownMeters)).isEqualTo(1);
        assertThat(caughtUp(ownMeters)).isGreaterThan(5);
    }

    @Test
    void at_the_start_those_of_large_organisations_are_filled_before_anybody_asks() {
        // given an instance that starts
        var ownMeters = new SimpleMeterRegistry();
        Indexes started = indexesOfAnotherInstance(ownMeters, 0.5);

        // when organisations of a hundred events are large
        new FillingAhead(started, jdbc, live, 100).fill();

        // then the first question finds the index
        double fills = fills(ownMeters);
        assertIsAsTheRowsAre(started.of(organisation));
        assertThat(fills(ownMeters)).isEqualTo(fills);
    }

    @Test
    void at_the_start_nothing_is_filled_that_is_small_or_does_not_fit() {
        var ownMeters = new SimpleMeterRegistry();

        new FillingAhead(indexesOfAnotherInstance(ownMeters, 0.5), jdbc, live, 1_000).fill();
        new FillingAhead(indexesOfAnotherInstance(ownMeters, 0), jdbc, live, 100).fill();

        assertThat(fills(ownMeters)).isZero();
    }

    @Test
    void one_whose_rows_were_replaced_is_filled_anew() {
        // given another projection, which its edition tells from the one before
        OrganisationIndex before = indexes.of(organisation);
        jdbc.update("update public.projection set edition = edition + 1");

        // when it may be behind
        indexes.mayBeBehind();

        // then nothing of what was in memory is taken over
        assertThat(indexes.of(organisation)).isNotSameAs(before);
        assertThat(indexes.of(organisation).edition()).isEqualTo(before.edition() + 1);
    }

    @Test
    void whoever_waits_too_long_is_told_how_far_it_is_and_need_not_wait_from_the_beginning() throws Exception {
        double fills = fills(meters);
        LockedTable locked = stallTheRowsOf("function_version");
        try {
            // when a question comes while the index cannot be filled
            HttpResponse<String> answer = structure();

            // then it is told so
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("1");
            JsonNode problem = new JsonMapper().readTree(answer.body());
            assertThat(problem.get("code").asString()).isEqualTo("index-filling");
            assertThat(problem.get("organisation").asString()).isEqualTo(organisation.value());
            assertThat(problem.get("percent").asString()).isEqualTo("0");
            assertThat(problem.get("detail").asString())
                    .isEqualTo(
                            "What is known of " + organisation + " is being read into memory, 0 % so far; ask again.");

            // and so is the next one
            assertThat(structure().statusCode()).isEqualTo(503);
        } finally {
            locked.close();
        }

        // and once it is filled, which it was once, there is an answer
        await().until(() -> structure().statusCode() == 200);
        assertThat(fills(meters)).isEqualTo(fills + 1);
        assertIsAsTheRowsAre(indexes.of(organisation));
    }

    @Test
    void what_is_missed_while_it_is_being_filled_is_not_lost() throws Exception {
        // given an index that is being filled
        LockedTable locked = stallTheRowsOf("function_version");
        assertThatThrownBy(() -> indexes.of(organisation)).isInstanceOf(StillFilling.class);

        // when it may have missed something meanwhile, and what is projected then waits as well
        indexes.mayBeBehind();
        Thread projecting = Thread.startVirtualThread(() -> feedUpTo(300));
        locked.close();
        projecting.join();

        // then it says what the rows say, and goes on to
        assertIsAsTheRowsAre(indexes.awaited(organisation));
        feedUpTo(400);
        assertIsAsTheRowsAre(indexes.awaited(organisation));
    }

    @Test
    void after_a_failure_the_next_question_begins_anew() {
        // given rows that cannot be read
        jdbc.execute("alter table link_version rename to link_version_elsewhere");
        try {
            assertThatThrownBy(() -> indexes.of(organisation)).isInstanceOf(DataAccessException.class);
        } finally {
            jdbc.execute("alter table link_version_elsewhere rename to link_version");
        }

        assertIsAsTheRowsAre(indexes.of(organisation));
    }

    /** To which the projection tells nothing. */
    private Indexes indexesOfAnotherInstance(MeterRegistry ownMeters, double shareOfMemory) {
        return new Indexes(jdbc, assignment, live, transactions, ownMeters, shareOfMemory, Duration.ofMinutes(1));
    }

    private void assertIsAsTheRowsAre(OrganisationIndex index) {
        OrganisationIndex rows = indexes.fromRows(organisation);
        assertThat(index.last()).isEqualTo(rows.last());
        var random = new Random(seed + fed);
        List<RecordedEvent> events = history.events().subList(0, fed);
        int days = (int) (history.lastDay().toEpochDay() - RandomHistory.START.toEpochDay()) + 60;
        for (int i = 0; i < 40; i++) {
            var knownAt = events.get(i % 2 == 0 ? fed - 1 - random.nextInt(10) : random.nextInt(fed))
                    .recordedAt();
            LocalDate day = RandomHistory.START.plusDays(random.nextInt(days));
            assertThat(new String(
                            StructureText.shown(index, day, knownAt).json(), java.nio.charset.StandardCharsets.UTF_8))
                    .as("seed %d, effective %s, known %s", seed, day, knownAt)
                    .isEqualTo(new String(
                            StructureText.shown(rows, day, knownAt).json(), java.nio.charset.StandardCharsets.UTF_8));
        }
        for (var unit :
                rows.at(history.lastDay(), events.getLast().recordedAt()).units()) {
            String id = unit.id().value();
            assertThat(lives(index, id)).as("seed %d, %s", seed, id).isEqualTo(lives(rows, id));
        }
    }

    private List<String> lives(OrganisationIndex index, String unit) {
        var now = history.events().get(fed - 1).recordedAt();
        return java.util.stream.Stream.concat(
                        index.lifeOfUnit(unit, now).stream()
                                .map(row -> row.from() + " " + row.until() + " " + row.value()),
                        index.endsOfUnit(unit, now).stream()
                                .map(row -> row.from() + " " + row.until() + " " + row.value()))
                .toList();
    }

    private void feedUpTo(int events) {
        feed.apply(history.events().subList(fed, events));
        fed = events;
    }

    private static double fills(MeterRegistry meters) {
        return meters.counter("mandatum.index.requests", "result", "miss").count();
    }

    private static double caughtUp(MeterRegistry meters) {
        return meters.counter("mandatum.index.requests", "result", "behind").count();
    }

    private LockedTable stallTheRowsOf(String table) throws InterruptedException {
        return new LockedTable(jdbc, new TransactionTemplate(transactions), table);
    }

    private HttpResponse<String> structure() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + port + "/organisations/" + organisation + "/structure"))
                .header("Authorization", TestIssuer.bearer());
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
