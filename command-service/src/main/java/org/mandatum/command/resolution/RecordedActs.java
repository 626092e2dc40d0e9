package org.mandatum.command.resolution;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.mandatum.command.journal.Journal;
import org.mandatum.command.journal.Premises;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.resolution.ResolutionEvent;
import org.mandatum.resolution.ResolutionId;
import org.springframework.stereotype.Component;

/**
 * The acts, as last read. Not through Axon's repository: that would lock the act until the citing change commits, and many
 * organisations cite one act. What was read may be behind what another order records meanwhile, so each order rests on it
 * as on a premise; when that does not hold any more, the act is read again.
 */
@Component
final class RecordedActs implements LegalActs {
    private final Journal journal;
    private final Cache<ResolutionId, Known> known =
            Caffeine.newBuilder().maximumSize(10_000).build();

    RecordedActs(Journal journal) {
        this.journal = journal;
    }

    private record Known(LegalAct act, long length) {}

    @Override
    public @Nullable LegalAct find(ResolutionId id) {
        if (!CurrentUnitOfWork.isStarted()) return asItIsNow(id);
        Known found = known.get(id, this::read);
        if (found == null) return null;
        Premises.restOn(Resolution.stream(id), found.length());
        CurrentUnitOfWork.get().onRollback(order -> known.invalidate(id));
        return found.act();
    }

    /** Nothing that only looks would notice that an act is behind. */
    private @Nullable LegalAct asItIsNow(ResolutionId id) {
        Known now = read(id);
        return now == null ? null : now.act();
    }

    private @Nullable Known read(ResolutionId id) {
        LegalAct act = null;
        List<RecordedEvent> log = journal.stream(Resolution.stream(id), 0, Long.MAX_VALUE);
        for (RecordedEvent recorded : log) act = LegalAct.after(act, (ResolutionEvent) recorded.event());
        return act == null ? null : new Known(act, log.size());
    }

    @Override
    public boolean issued(String mandate, OrganisationId organisation) {
        return journal.stream("mandates/" + mandate, 0, 0).stream()
                .anyMatch(first -> organisation.equals(first.organisation()));
    }
}
