package org.mandatum.query.mandates;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mandatum.journal.EventJson;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.journal.WorkflowAsOf;
import org.mandatum.mandate.Mandate;
import org.mandatum.mandate.MandateEvent;
import org.mandatum.organisation.UnitId;
import org.mandatum.query.projection.Follower;
import org.mandatum.query.workflow.VersionTable;
import org.mandatum.query.workflow.VersionTable.Column;
import org.mandatum.value.Code;
import org.mandatum.value.Name;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Keeps the rows of mandates. */
@Component
class MandateRows implements Follower {
    /** Characters that are searched: the words of a row take less than the mebibyte that PostgreSQL allows them. */
    private static final int LONGEST_TEXT = 100_000;

    private final VersionTable<Mandate> table;

    MandateRows(JdbcTemplate jdbc) {
        table = new VersionTable<>(
                jdbc,
                "mandate_version",
                recorded -> ((MandateEvent) recorded.event()).effectiveOn(),
                WorkflowAsOf::mandate,
                columns());
    }

    @Override
    public void follow(List<RecordedEvent> events) {
        table.follow(events.stream()
                .filter(recorded -> recorded.event() instanceof MandateEvent)
                .toList());
    }

    @Override
    public List<String> amiss(Collection<List<RecordedEvent>> logs, LocalDate effectiveOn) {
        return table.amiss(
                logs.stream()
                        .filter(log -> log.getFirst().event() instanceof MandateEvent)
                        .toList(),
                effectiveOn);
    }

    private static List<Column<Mandate>> columns() {
        return List.of(
                new Column<>("organisation", mandate -> mandate.organisation().value()),
                new Column<>("status", mandate -> mandate.state().code()),
                new Column<>("open", mandate -> mandate.state().open()),
                new Column<>("awaited", Mandate::awaited),
                new Column<>("unassigned", Mandate::unassigned),
                new Column<>("due_on", Mandate::dueOn),
                new Column<>("issued_on", Mandate::issuedOn),
                new Column<>("renewed_on", Mandate::lastRenewedOn),
                new Column<>("lead", mandate -> text(mandate.lead())),
                new Column<>("units", MandateRows::units),
                new Column<>("acts", MandateRows::acts),
                new Column<>("priority", mandate -> code(mandate.attributes().priority())),
                new Column<>("class", mandate -> code(mandate.attributes().mandateClass())),
                new Column<>("pillar", mandate -> code(mandate.attributes().pillar())),
                new Column<>("function", mandate -> text(mandate.attributes().function())),
                new Column<>("recurring", mandate -> mandate.attributes().recurrence() != null),
                new Column<>("keywords", MandateRows::keywords),
                new Column<>("title", mandate -> mandate.title().text("en")),
                new Column<>("search", "mandate_words(?::jsonb)", MandateRows::words),
                new Column<>("document", mandate -> MandateDocument.of(mandate).toString()));
    }

    /** What it says in each language, and all of it without accents, as people type. */
    private static String words(Mandate mandate) {
        ObjectNode words = EventJson.MAPPER.createObjectNode();
        var all = new StringJoiner(" ");
        Name text = mandate.text();
        for (String language : Name.LANGUAGES) {
            var own = new StringJoiner(" ");
            Stream.of(mandate.title(), text == null ? mandate.title() : text)
                    .distinct()
                    .map(name -> name.byLanguage().get(language))
                    .filter(Objects::nonNull)
                    .forEach(own::add);
            words.put(language, own.toString());
            all.add(own.toString());
        }
        mandate.attributes().keywords().forEach(all::add);
        words.put(
                "plain",
                plain(all.length() > LONGEST_TEXT ? all.toString().substring(0, LONGEST_TEXT) : all.toString()));
        return words.toString();
    }

    private static String[] units(Mandate mandate) {
        SequencedSet<String> units = new LinkedHashSet<>();
        UnitId lead = mandate.lead();
        if (lead != null) units.add(lead.value());
        mandate.units().forEach(unit -> units.add(unit.value()));
        return units.toArray(String[]::new);
    }

    private static String[] acts(Mandate mandate) {
        return mandate.provisions().stream()
                .map(provision -> provision.authority().resolution().value())
                .distinct()
                .toArray(String[]::new);
    }

    private static String[] keywords(Mandate mandate) {
        return mandate.attributes().keywords().stream()
                .map(MandateRows::plain)
                .distinct()
                .toArray(String[]::new);
    }

    /** In small letters without accents, as people type. */
    static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
    }

    private static @Nullable String code(@Nullable Enum<?> constant) {
        return constant == null ? null : Code.of(constant);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
