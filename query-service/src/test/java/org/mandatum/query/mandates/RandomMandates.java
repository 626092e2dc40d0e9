package org.mandatum.query.mandates;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.mandatum.event.Event;
import org.mandatum.journal.Actor;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.mandate.Attributes;
import org.mandatum.mandate.MandateClass;
import org.mandatum.mandate.MandateEvent.*;
import org.mandatum.mandate.MandateId;
import org.mandatum.mandate.Priority;
import org.mandatum.mandate.ReportedStatus;
import org.mandatum.organisation.Authority;
import org.mandatum.organisation.Grounds;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.Pillar;
import org.mandatum.organisation.UnitId;
import org.mandatum.value.Name;

/**
 * Lives of mandates, ragged on purpose: steps on any day, several to a package, conclusions of the register that concern
 * days long before. More than the command side would let happen.
 */
final class RandomMandates {
    static final LocalDate START = LocalDate.parse("2010-01-01");
    private static final Instant FIRST = Instant.parse("2015-01-01T08:00:00Z");

    private final OrganisationId organisation;
    private final Random random;
    private final LongSupplier positions;
    private int ids;

    RandomMandates(OrganisationId organisation, Random random, LongSupplier positions) {
        this.organisation = organisation;
        this.random = random;
        this.positions = positions;
    }

    static Instant recordedAt(int minute) {
        return FIRST.plusSeconds(60L * minute);
    }

    /** The log of one mandate. */
    List<RecordedEvent> life(String mandate, int steps, int firstMinute) {
        var id = new MandateId(mandate);
        var log = new ArrayList<RecordedEvent>();
        var day = START.plusDays(random.nextInt(2_000));
        int minute = firstMinute;
        log.add(recorded(id, 0, 0, minute, issued(id, day)));
        while (log.size() <= steps) {
            minute += 1 + random.nextInt(500);
            day = day.plusDays(random.nextInt(120));
            int together = 1 + random.nextInt(3) / 2;
            for (int remaining = together - 1; remaining >= 0; remaining--)
                log.add(recorded(id, log.size(), remaining, minute, step(id, day)));
        }
        return log;
    }

    private MandateIssued issued(MandateId id, LocalDate day) {
        return new MandateIssued(
                id,
                organisation,
                Name.of("en", "Report on " + random.nextInt(50)),
                null,
                random.nextBoolean() ? day.plusDays(random.nextInt(400)) : null,
                attributes(),
                day,
                grounds());
    }

    private Event step(MandateId id, LocalDate day) {
        LocalDate earlier = day.minusDays(random.nextInt(200));
        return switch (random.nextInt(16)) {
            case 0, 1 -> new MandateAssigned(id, organisation, unit(), List.of(unit()), day, grounds());
            case 2, 3 ->
                new ProgressReported(
                        id,
                        organisation,
                        unit(),
                        ReportedStatus.IN_PROGRESS,
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        null,
                        random.nextInt(4) == 0 ? day.plusDays(random.nextInt(300)) : null,
                        day,
                        grounds());
            case 4 -> new ImplementationClaimed(id, organisation, unit(), null, List.of(), List.of(), day, grounds());
            case 5 -> new ImplementationVerified(id, organisation, null, day, grounds());
            case 6 -> new VerificationRefused(id, organisation, "not yet", day, grounds());
            case 7 -> new MandateClosed(id, organisation, null, day, grounds());
            case 8 -> new MandateReopened(id, organisation, "again", day, grounds());
            case 9 ->
                new MandateRenewed(id, organisation, random.nextBoolean() ? day.plusDays(200) : null, day, grounds());
            case 10 ->
                new MandateAdapted(
                        id,
                        organisation,
                        Name.of("es", "Informe " + random.nextInt(50)),
                        null,
                        day.plusDays(random.nextInt(300)),
                        attributes(),
                        day,
                        grounds());
            case 11 -> new MandateTransferred(id, organisation, unit(), unit(), List.of(), "e", earlier, grounds());
            case 12 -> new MandateLeftUnassigned(id, organisation, unit(), List.of(), "e", earlier, grounds());
            case 13 -> new OverdueRaised(id, organisation, earlier, earlier.plusDays(1), grounds());
            case 14 -> new MandateLapsed(id, organisation, null, day, grounds());
            default -> new MandateRetired(id, organisation, null, day.plusYears(random.nextInt(2)), grounds());
        };
    }

    private RecordedEvent recorded(MandateId id, int sequence, int remaining, int minute, Event event) {
        return new RecordedEvent(
                "mandate-event-" + organisation + "-" + ids++,
                id.value(),
                sequence,
                positions.getAsLong(),
                remaining,
                recordedAt(minute),
                null,
                null,
                actor(),
                event);
    }

    private @Nullable Actor actor() {
        return random.nextInt(3) == 0 ? null : new Actor("https://id", "s" + random.nextInt(4), null);
    }

    private UnitId unit() {
        return new UnitId("unit-" + random.nextInt(6));
    }

    private Grounds grounds() {
        return new Grounds(Authority.of("res-" + random.nextInt(8)), null, null);
    }

    private Attributes attributes() {
        return new Attributes(
                pick(Priority.values()),
                pick(MandateClass.values()),
                pick(Pillar.values()),
                null,
                null,
                List.of("word" + random.nextInt(9)),
                null,
                null);
    }

    private <E> @Nullable E pick(E[] values) {
        return random.nextInt(4) == 0 ? null : values[random.nextInt(values.length)];
    }
}
