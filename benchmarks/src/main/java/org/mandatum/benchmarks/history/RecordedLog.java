package org.mandatum.benchmarks.history;

import com.fasterxml.uuid.UUIDClock;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import org.mandatum.event.Event;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.organisation.Organ;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.OrganisationOpened;
import org.mandatum.organisation.OrganisationRules;
import org.mandatum.organisation.StructuralEvent;
import org.mandatum.resolution.OrganId;
import org.mandatum.resolution.ResolutionEvent.ResolutionAdopted;
import org.mandatum.resolution.ResolutionId;
import org.mandatum.value.Name;

/**
 * The register's log as the publisher would send it: the acts, the openings, then the packages of all organisations in
 * turn. Made as it is read, so that a million events need no memory.
 */
public final class RecordedLog implements Iterator<RecordedEvent> {
    private final Random random;
    private final Queue<RecordedEvent> ready = new ArrayDeque<>();
    private final Queue<Run> runs = new ArrayDeque<>();
    private final Map<String, Long> lengths = new HashMap<>();
    private final TimeBasedEpochGenerator ids;
    private long position;

    private record Run(OrganisationId organisation, History history) {}

    /**
     * @param seed of the histories
     * @param firstPosition the position of the first event; the others follow without gaps. Logs that begin at different
     *     positions have no event id in common, so that one register can take in several
     */
    public RecordedLog(List<Extent> extents, long seed, long firstPosition) {
        random = new Random(seed + firstPosition * 31);
        position = firstPosition;
        // They sort by position, as those that the command service gives.
        ids = new TimeBasedEpochGenerator(random, new UUIDClock() {
            @Override
            public long currentTimeMillis() {
                return position;
            }
        });
        extents.stream().map(Extent::acts).distinct().forEach(this::adopt);
        for (Extent extent : extents) {
            open(extent.organisation());
            runs.add(new Run(extent.organisation(), new History(extent, random.nextLong())));
        }
    }

    /** One organisation with this many changes, under the id {@code organisation}. */
    public static RecordedLog ofOne(String organisation, long changes, long seed, long firstPosition) {
        return new RecordedLog(List.of(Extent.of(organisation, changes, organisation + "-act-")), seed, firstPosition);
    }

    /** Many organisations, named {@code prefix-0} and on, which share these changes evenly and cite the same acts. */
    public static RecordedLog ofMany(String prefix, int organisations, long changes, long seed, long firstPosition) {
        var extents = new ArrayList<Extent>();
        for (int i = 0; i < organisations; i++)
            extents.add(Extent.of(prefix + "-" + i, changes / organisations, prefix + "-act-"));
        return new RecordedLog(extents, seed, firstPosition);
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && !runs.isEmpty()) {
            Run run = runs.remove();
            if (!run.history().hasNext()) continue;
            Instant recordedAt = run.history().nextRecordedAt();
            record(run.organisation().value(), run.history().next(), recordedAt);
            runs.add(run);
        }
        return !ready.isEmpty();
    }

    @Override
    public RecordedEvent next() {
        if (!hasNext()) throw new java.util.NoSuchElementException("the log has ended");
        return ready.remove();
    }

    private void adopt(String acts) {
        for (ResolutionAdopted act : acts(acts))
            record(
                    act.resolution().value(),
                    List.of(act),
                    act.adoptedOn().atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** One act a year, from the first year of a history to the one into which future-dated changes reach. */
    public static List<ResolutionAdopted> acts(String prefix) {
        var acts = new ArrayList<ResolutionAdopted>();
        for (int year = History.FIRST_DAY.getYear(); year <= History.LAST_DAY.getYear() + 1; year++)
            acts.add(new ResolutionAdopted(
                    new ResolutionId(prefix + year),
                    "resolution",
                    "AG/RES. " + year,
                    new OrganId("general-assembly"),
                    null,
                    Name.of("en", "Strengthening of the General Secretariat, " + year),
                    LocalDate.of(year, 1, 1),
                    null,
                    List.of(),
                    null,
                    List.of(),
                    null,
                    null));
        return acts;
    }

    /** How the register of one of these organisations is opened. */
    public static OrganisationOpened opening(OrganisationId organisation) {
        return new OrganisationOpened(
                organisation,
                Name.of("en", "Organisation " + organisation),
                "en",
                OrganisationRules.DEFAULT,
                List.of(new Organ(new OrganId("permanent-council"), Name.of("en", "Permanent Council"))));
    }

    private void open(OrganisationId organisation) {
        // The eve, so that the first change is recorded later.
        Instant eve =
                History.FIRST_DAY.minusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        record(organisation.value(), List.of(opening(organisation)), eve);
    }

    private void record(String stream, List<? extends Event> facts, Instant recordedAt) {
        long first = lengths.getOrDefault(stream, 0L);
        lengths.put(stream, first + facts.size());
        for (int i = 0; i < facts.size(); i++) {
            Event fact = facts.get(i);
            ready.add(new RecordedEvent(
                    ids.generate().toString(),
                    stream,
                    first + i,
                    position++,
                    facts.size() - 1 - i,
                    recordedAt,
                    fact instanceof StructuralEvent ? "bench" : null,
                    null,
                    null,
                    fact));
        }
    }
}
