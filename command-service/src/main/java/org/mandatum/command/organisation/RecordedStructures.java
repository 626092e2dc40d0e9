package org.mandatum.command.organisation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mandatum.command.journal.Journal;
import org.mandatum.command.journal.Premises;
import org.mandatum.command.resolution.LegalActs;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.organisation.Correction;
import org.mandatum.organisation.OrganisationEvent;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.OrganisationOpened;
import org.mandatum.organisation.StructuralEvent;
import org.mandatum.organisation.Structure;
import org.mandatum.organisation.Timeline;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Organisations as the journal holds them at this moment. Not through Axon's repository: that would lock the organisation
 * until the asking order commits. What was read once is kept, and only what was recorded since is read again; the asking order
 * rests on it as on a premise.
 */
@Component
final class RecordedStructures implements Structures {
    private final Journal journal;
    private final Cache<OrganisationId, Recorded> known;

    RecordedStructures(Journal journal, @Value("${mandatum.aggregates.cached:500}") long cached) {
        this.journal = journal;
        known = Caffeine.newBuilder().maximumSize(cached).build();
    }

    @Override
    public @Nullable At at(OrganisationId organisation) {
        Recorded recorded = known.get(organisation, Recorded::new);
        recorded.catchUp(journal);
        Premises.restOn(Organisation.stream(organisation), recorded.version());
        return recorded.opened == null ? null : recorded;
    }

    /** A time line takes no two readers at once. */
    private static final class Recorded implements At {
        private final OrganisationId organisation;
        private final Timeline timeline;
        private @Nullable OrganisationOpened opened;
        private long version;

        Recorded(OrganisationId organisation) {
            this.organisation = organisation;
            timeline = new Timeline(organisation);
        }

        synchronized void catchUp(Journal journal) {
            for (RecordedEvent event : journal.stream(Organisation.stream(organisation), version, Long.MAX_VALUE)) {
                switch ((OrganisationEvent) event.event()) {
                    case OrganisationOpened e -> opened = e;
                    case StructuralEvent e -> timeline.add(event.change());
                    case Correction e -> timeline.correct(e);
                }
                version = event.sequence() + 1;
            }
        }

        @Override
        public OrganisationOpened opened() {
            return Objects.requireNonNull(opened);
        }

        @Override
        public synchronized long version() {
            return version;
        }

        @Override
        public synchronized Structure on(LocalDate day) {
            return timeline.on(day);
        }

        @Override
        public synchronized boolean holds(String change) {
            return timeline.change(change) != null;
        }

        @Override
        public synchronized Attempt attempt(
                ChangePackage orders, LegalActs acts, LocalDate today, @Nullable LocalDate day) {
            LocalDate last = orders.items().stream()
                    .map(ChangePackage.Item::effectiveOn)
                    .max(Comparator.naturalOrder())
                    .orElse(today);
            LocalDate on = day != null ? day : last.isBefore(today) ? today : last;
            Structure before = timeline.on(on);
            return switch (Decision.on(orders, opened(), timeline, version, acts, today, on)) {
                case Decision.Rejected rejected -> new Attempt(rejected.reasons(), on, before, null);
                case Decision.Accepted accepted -> new Attempt(List.of(), on, before, accepted.shown());
            };
        }
    }
}
