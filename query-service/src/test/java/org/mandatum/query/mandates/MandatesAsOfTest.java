package org.mandatum.query.mandates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.journal.WorkflowAsOf;
import org.mandatum.mandate.Mandate;
import org.mandatum.mandate.MandateState;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.UnitId;
import org.mandatum.query.OnARegisterOfItsOwn;
import org.mandatum.query.http.AsOf;
import org.mandatum.query.projection.Feed;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** The rows of mandates equal the fold, on every day and at every moment of knowledge. On a real PostgreSQL. */
@OnARegisterOfItsOwn
class MandatesAsOfTest {
    private static final int MINUTES = 8_000;

    @Autowired
    private Feed feed;

    @Autowired
    private Mandates mandates;

    @Autowired
    private JdbcTemplate jdbc;

    @Test
    void the_board_is_the_fold_on_any_day_as_known_at_any_moment() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        var organisation = new OrganisationId("ragged");
        Map<String, List<RecordedEvent>> logs = logs(organisation, random, 40, 14);
        feedCutAnywhere(logs, random);

        for (int i = 0; i < 400; i++) {
            AsOf asOf = new AsOf(
                    RandomMandates.START.plusDays(random.nextInt(5_000)),
                    RandomMandates.recordedAt(random.nextInt(MINUTES)),
                    true);
            List<Mandate> fold = fold(logs, asOf);
            assertThat(documents(Filter.of(organisation.value(), asOf), asOf))
                    .as("on %s as known at %s, seed %d", asOf.effectiveOn(), asOf.knownAt(), seed)
                    .containsExactlyElementsOf(documents(fold, mandate -> true, asOf));
            assertThat(documents(
                            Filter.of(organisation.value(), asOf).and("awaited and due_on < ?", asOf.effectiveOn()),
                            asOf))
                    .as("overdue on %s as known at %s, seed %d", asOf.effectiveOn(), asOf.knownAt(), seed)
                    .containsExactlyElementsOf(documents(fold, mandate -> mandate.overdue(asOf.effectiveOn()), asOf));
            assertThat(documents(Filter.of(organisation.value(), asOf).and("? = any(units)", "unit-3"), asOf))
                    .as("with unit-3 on %s as known at %s, seed %d", asOf.effectiveOn(), asOf.knownAt(), seed)
                    .containsExactlyElementsOf(documents(fold, MandatesAsOfTest::withUnit3, asOf));
            assertThat(mandates.counts(Filter.of(organisation.value(), asOf), asOf)
                            .status())
                    .as("counts on %s as known at %s, seed %d", asOf.effectiveOn(), asOf.knownAt(), seed)
                    .isEqualTo(counted(fold));
        }
    }

    @Test
    void what_comes_twice_has_no_further_effect() {
        var random = new Random(5);
        Map<String, List<RecordedEvent>> logs = logs(new OrganisationId("twice"), random, 3, 6);
        feedCutAnywhere(logs, random);
        List<String> once = rows("twice");

        logs.values().forEach(feed::apply);

        assertThat(rows("twice")).isEqualTo(once).isNotEmpty();
    }

    private Map<String, List<RecordedEvent>> logs(OrganisationId organisation, Random random, int count, int steps) {
        var source = new RandomMandates(organisation, random, feed::nextPosition);
        var logs = new LinkedHashMap<String, List<RecordedEvent>>();
        for (int i = 0; i < count; i++) {
            String id = organisation + "-" + i;
            logs.put(id, source.life(id, random.nextInt(steps), random.nextInt(2_000)));
        }
        return logs;
    }

    /** As Kafka would: in batches of any size, with no regard to packages or mandates. */
    private void feedCutAnywhere(Map<String, List<RecordedEvent>> logs, Random random) {
        List<RecordedEvent> all = logs.values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(RecordedEvent::recordedAt).thenComparingLong(RecordedEvent::sequence))
                .toList();
        for (int from = 0; from < all.size(); ) {
            int to = Math.min(all.size(), from + 1 + random.nextInt(40));
            feed.apply(all.subList(from, to));
            from = to;
        }
    }

    private static List<Mandate> fold(Map<String, List<RecordedEvent>> logs, AsOf asOf) {
        return logs.values().stream()
                .flatMap(log -> Stream.ofNullable(WorkflowAsOf.mandate(log, asOf.effectiveOn(), asOf.knownAt())))
                .sorted(Comparator.comparing(Mandate::id))
                .toList();
    }

    private static List<String> documents(List<Mandate> fold, Predicate<Mandate> which, AsOf asOf) {
        return fold.stream()
                .filter(which)
                .map(mandate ->
                        MandateDocument.on(asOf, MandateDocument.of(mandate)).toString())
                .toList();
    }

    private List<String> documents(Filter filter, AsOf asOf) {
        return mandates.all(filter, asOf).stream().map(Object::toString).toList();
    }

    private static boolean withUnit3(Mandate mandate) {
        var unit = new UnitId("unit-3");
        return unit.equals(mandate.lead()) || mandate.units().contains(unit);
    }

    private static Map<String, Long> counted(List<Mandate> fold) {
        var counts = new LinkedHashMap<String, Long>();
        fold.stream().map(Mandate::state).map(MandateState::code).forEach(code -> counts.merge(code, 1L, Long::sum));
        return counts;
    }

    private List<String> rows(String organisation) {
        return jdbc.queryForList(
                "select id || effective || recorded || document from mandate_version where organisation = ? order by 1",
                String.class,
                organisation);
    }
}
