package org.mandatum.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
import org.mandatum.organisation.UnitId;
import org.mandatum.query.OnARegisterOfItsOwn;
import org.mandatum.query.index.Indexes;
import org.mandatum.query.projection.Documents;
import org.mandatum.query.projection.Feed;
import org.mandatum.query.projection.RandomHistory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The rows in PostgreSQL, the index (kept current, brought into step, and filled anew) and the HTTP answer equal the fold, at more than ten
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
    private final Map<Object, Text> texts = new ConcurrentHashMap<>();
    private final OrganisationId organisation = new OrganisationId("random");
    private final long seed = new Random().nextLong();

    @Test
    void rows_index_and_answers_are_the_fold() {
        var history = new RandomHistory(organisation, seed, 10);
        history.grow(9_000);
        var random = new Random(seed + 1);
        List<RecordedEvent> events = history.events();
        // Fed in batches that cut packages in two, while the index is there and must follow.
        feed.apply(events.subList(0, 10));
        indexes.of(organisation);
        for (int from = 10; from < events.size(); ) {
            int to = Math.min(events.size(), from + 1 + random.nextInt(400));
            // Of what comes then it hears nothing, and takes it in from the rows.
            if (random.nextInt(3) == 0) indexes.mayBeBehind();
            feed.apply(events.subList(from, to));
            indexes.of(organisation);
            from = to;
        }
        Map<String, List<Row>> rows = rows();
        assertThat(jdbc.queryForObject(
                        "select count(distinct id) from unit_version where organisation = ?",
                        Integer.class,
                        organisation.value()))
                .as("seed %d: units in the history", seed)
                .isGreaterThan(2_000);

        // Half of the moments are asked of the index that followed, half of one that is filled from the rows.
        IntStream.range(0, MOMENTS / 2).parallel().forEach(moment -> allIsTheFold(moment, history, rows));
        indexes.forget();
        IntStream.range(MOMENTS / 2, MOMENTS).parallel().forEach(moment -> allIsTheFold(moment, history, rows));
    }

    /** At one moment of knowledge, on many days. */
    private void allIsTheFold(int moment, RandomHistory history, Map<String, List<Row>> rows) {
        var random = new Random(seed + 2 + moment);
        int packageNumber = random.nextInt(history.packages());
        Instant knownAt = history.recordedAt(packageNumber);
        List<RecordedEvent> events = history.events().stream()
                .filter(event -> !event.recordedAt().isAfter(knownAt))
                .toList();
        List<Change> changes = StructureAsOf.changes(events, knownAt);
        Map<String, List<Row>> known = known(rows, knownAt);
        // Most values are there on many days, so that most are found here without looking into them.
        var ofThisMoment = new IdentityHashMap<Object, Text>();
        Structure fold = Structure.empty(organisation);
        int next = 0;
        for (LocalDate day : days(history, packageNumber, random)) {
            while (next < changes.size() && !changes.get(next).effectiveOn().isAfter(day))
                fold = fold.after(changes.get(next++));
            String when = "seed " + seed + ", effective " + day + ", known " + knownAt;
            List<Text> units = texts(fold.units(), Documents::unit, ofThisMoment);
            List<Text> functions = texts(fold.functions(), Documents::function, ofThisMoment);
            List<Text> links = texts(fold.links(), Documents::link, ofThisMoment);
            assertThat(rowsAt(known, "unit_version", day)).as(when).isEqualTo(whole(units));
            assertThat(rowsAt(known, "function_version", day)).as(when).isEqualTo(whole(functions));
            assertThat(rowsAt(known, "link_version", day)).as(when).containsExactlyInAnyOrderElementsOf(whole(links));
            assertThat(body(day, knownAt))
                    .as(when)
                    .isEqualTo(answer(fold, units, functions, links, day, knownAt, events));
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
            List<Text> units,
            List<Text> functions,
            List<Text> links,
            LocalDate day,
            Instant knownAt,
            List<RecordedEvent> events) {
        var held = new HashMap<UnitId, StringJoiner>();
        int each = 0;
        for (var function : fold.functions())
            held.computeIfAbsent(function.holder(), holder -> new StringJoiner(","))
                    .add(functions.get(each++).brief());
        var answer = new StringBuilder(1 << 20);
        answer.append(
                "{\"organisation\":\"" + organisation + "\",\"effectiveOn\":\"" + day + "\",\"knownAt\":\"" + knownAt
                        + "\",\"version\":" + events.size() + ",\"position\":"
                        + events.getLast().position() + ",\"units\":[");
        var superiors = new TreeSet<String>();
        each = 0;
        List<Unit> inOrder = fold.units();
        for (Unit unit : inOrder) {
            unit.reportsTo().stream().map(Superior::id).forEach(superiors::add);
            answer.append(each == 0 ? "" : ",")
                    .append(units.get(each++).brief())
                    .append(",\"functions\":[")
                    .append(held.containsKey(unit.id()) ? held.get(unit.id()).toString() : "")
                    .append("]}");
        }
        inOrder.stream().map(Unit::id).forEach(id -> superiors.remove(id.value()));
        return answer.append("],\"coordination\":[")
                .append(String.join(",", whole(links)))
                .append("],\"organs\":")
                .append(superiors.stream().map(id -> '"' + id + '"').collect(Collectors.joining(",", "[", "]")))
                .append('}')
                .toString();
    }

    private String body(LocalDate day, Instant knownAt) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/organisations/" + organisation
                        + "/structure?effectiveOn=" + day + "&knownAt=" + knownAt))
                .header("Authorization", token);
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .join()
                .body();
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

    private Map<String, List<Row>> rows() {
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

    /**
     * A document as the fold has it.
     *
     * @param whole as rows have it
     * @param brief as it is in a structure: of a unit, to be gone on with, without the causes of each respect; of a function
     *     also without its holder, under which it stands
     */
    private record Text(String whole, String brief) {
        static Text of(Object value, String document) {
            int causes = document.indexOf(",\"causes\":{");
            String brief = document.substring(0, causes < 0 ? document.length() - 1 : causes);
            return new Text(
                    document,
                    value instanceof org.mandatum.organisation.Function function
                            ? (brief + '}').replace(",\"unit\":\"" + function.holder() + '"', "")
                            : brief);
        }
    }

    private <T> List<Text> texts(Collection<T> values, Function<T, Object> document, Map<Object, Text> ofThisMoment) {
        var each = new ArrayList<Text>(values.size());
        for (T value : values)
            each.add(ofThisMoment.computeIfAbsent(
                    value,
                    same -> texts.computeIfAbsent(
                            value, equal -> Text.of(value, document.apply(value).toString()))));
        return each;
    }

    private static List<String> whole(List<Text> texts) {
        return texts.stream().map(Text::whole).toList();
    }
}
