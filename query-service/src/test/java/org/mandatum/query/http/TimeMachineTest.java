package org.mandatum.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mandatum.access.TestIssuer;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.journal.StructureAsOf;
import org.mandatum.organisation.Change;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.Structure;
import org.mandatum.organisation.Superior;
import org.mandatum.organisation.Unit;
import org.mandatum.query.OnARegisterOfItsOwn;
import org.mandatum.query.index.Indexes;
import org.mandatum.query.projection.Documents;
import org.mandatum.query.projection.Feed;
import org.mandatum.query.projection.RandomHistory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The rows in PostgreSQL, the index (kept current, and filled anew) and the HTTP answer equal the fold, at more than ten
 * thousand points of both clocks of a random history of thousands of units.
 */
@OnARegisterOfItsOwn
class TimeMachineTest {
    private static final int MOMENTS = 90;
    private static final int DAYS = 120;

    @LocalServerPort
    private int port;

    @Autowired
    private Feed feed;

    @Autowired
    private Indexes indexes;

    @Autowired
    private JdbcTemplate jdbc;

    private final HttpClient client = HttpClient.newHttpClient();
    private final String token = TestIssuer.bearer();
    private final Map<Object, String> documents = new HashMap<>();
    private final IdentityHashMap<Object, String> ofThisMoment = new IdentityHashMap<>();

    @Test
    void rows_index_and_answers_are_the_fold() throws IOException, InterruptedException {
        long seed = new Random().nextLong();
        var organisation = new OrganisationId("random");
        var history = new RandomHistory(organisation, seed, 10);
        history.grow(9_000);
        var random = new Random(seed + 1);
        List<RecordedEvent> events = history.events();
        // Fed in batches that cut packages in two, while the index is there and must follow.
        feed.apply(events.subList(0, 10));
        indexes.of(organisation);
        for (int from = 10; from < events.size(); ) {
            int to = Math.min(events.size(), from + 1 + random.nextInt(400));
            feed.apply(events.subList(from, to));
            from = to;
        }
        Map<String, List<Row>> rows = rows(organisation);
        assertThat(jdbc.queryForObject(
                        "select count(distinct id) from unit_version where organisation = ?",
                        Integer.class,
                        organisation.value()))
                .as("seed %d: units in the history", seed)
                .isGreaterThan(2_000);

        for (int moment = 0; moment < MOMENTS; moment++) {
            // Half of the moments are asked of the index that followed, half of one that is filled from the rows.
            if (moment == MOMENTS / 2) indexes.mayBeBehind();
            int packageNumber = random.nextInt(history.packages());
            Instant knownAt = history.recordedAt(packageNumber);
            List<Change> changes = StructureAsOf.changes(events, knownAt);
            Map<String, List<Row>> known = known(rows, knownAt);
            ofThisMoment.clear();
            Structure fold = Structure.empty(organisation);
            int next = 0;
            long version = events.stream()
                    .filter(event -> !event.recordedAt().isAfter(knownAt))
                    .count();
            for (LocalDate day : days(history, packageNumber, random)) {
                while (next < changes.size() && !changes.get(next).effectiveOn().isAfter(day))
                    fold = fold.after(changes.get(next++));
                String when = "seed " + seed + ", effective " + day + ", known " + knownAt;
                assertThat(rowsAt(known, "unit_version", day)).as(when).isEqualTo(texts(fold.units(), Documents::unit));
                assertThat(rowsAt(known, "function_version", day))
                        .as(when)
                        .isEqualTo(texts(fold.functions(), Documents::function));
                assertThat(rowsAt(known, "link_version", day))
                        .as(when)
                        .containsExactlyInAnyOrderElementsOf(texts(fold.links(), Documents::link));
                assertThat(body(organisation, day, knownAt))
                        .as(when)
                        .isEqualTo(answer(fold, organisation, day, knownAt, version, events));
            }
        }
    }

    /** Days in ascending order, half of them near the day of the recording. */
    private static SortedSet<LocalDate> days(RandomHistory history, int known, Random random) {
        int span = (int) (history.lastDay().toEpochDay() - RandomHistory.START.toEpochDay());
        int today = (int) ((long) span * known / history.packages());
        var days = new TreeSet<LocalDate>();
        while (days.size() < DAYS)
            days.add(RandomHistory.START.plusDays(
                    random.nextBoolean() ? random.nextInt(span + 120) - 5 : today + random.nextInt(240) - 120));
        return days;
    }

    /** What the service should say, written down from the fold. */
    private String answer(
            Structure fold,
            OrganisationId organisation,
            LocalDate day,
            Instant knownAt,
            long version,
            List<RecordedEvent> events) {
        var held = fold.functions().stream().collect(Collectors.groupingBy(function -> function.holder()));
        var superiors = new TreeSet<String>();
        String units = fold.units().stream()
                .map(unit -> {
                    unit.reportsTo().stream().map(Superior::id).forEach(superiors::add);
                    return brief(text(unit, Documents::unit))
                            + held.getOrDefault(unit.id(), List.of()).stream()
                                    .map(function -> (brief(text(function, Documents::function)) + "}")
                                            .replace(",\"unit\":\"" + unit.id() + "\"", ""))
                                    .collect(Collectors.joining(",", ",\"functions\":[", "]}"));
                })
                .collect(Collectors.joining(","));
        fold.units().stream().map(Unit::id).forEach(id -> superiors.remove(id.value()));
        return "{\"organisation\":\"" + organisation + "\",\"effectiveOn\":\"" + day + "\",\"knownAt\":\"" + knownAt
                + "\",\"version\":" + version + ",\"position\":"
                + events.get((int) version - 1).position() + ",\"units\":[" + units + "],\"coordination\":["
                + fold.links().stream().map(link -> text(link, Documents::link)).collect(Collectors.joining(","))
                + "],\"organs\":"
                + superiors.stream().map(id -> '"' + id + '"').collect(Collectors.joining(",", "[", "]")) + "}";
    }

    /** The document without its end, and without the causes of each respect. */
    private static String brief(String document) {
        int causes = document.indexOf(",\"causes\":{");
        return document.substring(0, causes < 0 ? document.length() - 1 : causes);
    }

    private String body(OrganisationId organisation, LocalDate day, Instant knownAt)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/organisations/" + organisation
                        + "/structure?effectiveOn=" + day + "&knownAt=" + knownAt))
                .header("Authorization", token);
        HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    /** A row as PostgreSQL holds it. */
    private record Row(
            LocalDate from,
            @Nullable LocalDate until,
            Instant recordedFrom,
            @Nullable Instant recordedUntil,
            long sequence,
            int part,
            String document) {
        boolean covers(LocalDate day) {
            return !from.isAfter(day) && (until == null || day.isBefore(until));
        }

        boolean isKnownAt(Instant moment) {
            return !recordedFrom.isAfter(moment) && (recordedUntil == null || moment.isBefore(recordedUntil));
        }
    }

    private Map<String, List<Row>> rows(OrganisationId organisation) {
        var rows = new HashMap<String, List<Row>>();
        for (String table : List.of("unit_version", "function_version", "link_version"))
            rows.put(
                    table,
                    jdbc.query(
                            "select lower(effective) as from_day, upper(effective) as until_day, lower(recorded) as recorded,"
                                    + " upper(recorded) as superseded, rank_sequence, rank_part, document from " + table
                                    + " where organisation = ?",
                            (row, number) -> {
                                Date until = row.getDate("until_day");
                                OffsetDateTime superseded = row.getObject("superseded", OffsetDateTime.class);
                                return new Row(
                                        row.getDate("from_day").toLocalDate(),
                                        until == null ? null : until.toLocalDate(),
                                        row.getObject("recorded", OffsetDateTime.class)
                                                .toInstant(),
                                        superseded == null ? null : superseded.toInstant(),
                                        row.getLong("rank_sequence"),
                                        row.getInt("rank_part"),
                                        shown(row.getString("document")));
                            },
                            organisation.value()));
        return rows;
    }

    private static Map<String, List<Row>> known(Map<String, List<Row>> rows, Instant moment) {
        var known = new HashMap<String, List<Row>>();
        rows.forEach((table, all) -> known.put(
                table,
                all.stream()
                        .filter(row -> row.isKnownAt(moment))
                        .sorted(Comparator.comparingLong(Row::sequence).thenComparingInt(Row::part))
                        .toList()));
        return known;
    }

    private static List<String> rowsAt(Map<String, List<Row>> known, String table, LocalDate day) {
        return known.getOrDefault(table, List.of()).stream()
                .filter(row -> row.covers(day))
                .map(Row::document)
                .toList();
    }

    /** Without what rows keep beside, at their end, and answers do not show. */
    private static String shown(String document) {
        int unshown = document.lastIndexOf(",\"unshown\":{");
        return unshown < 0 ? document : document.substring(0, unshown) + '}';
    }

    private <T> List<String> texts(List<T> values, Function<T, Object> document) {
        var texts = new ArrayList<String>(values.size());
        for (T value : values) texts.add(text(value, document));
        return texts;
    }

    /** Most values are there at many points; each is written down once. */
    private <T> String text(T value, Function<T, Object> document) {
        return ofThisMoment.computeIfAbsent(
                value,
                same -> documents.computeIfAbsent(
                        value, equal -> document.apply(value).toString()));
    }
}
