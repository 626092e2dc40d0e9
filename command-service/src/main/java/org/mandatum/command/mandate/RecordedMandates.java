package org.mandatum.command.mandate;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mandatum.command.journal.Journal;
import org.mandatum.command.journal.Premises;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.mandate.Mandate;
import org.mandatum.mandate.MandateEvent;
import org.mandatum.mandate.MandateId;
import org.springframework.stereotype.Component;

/** The mandates as the journal holds them at this moment; not through Axon's repository, which would lock them. */
@Component
final class RecordedMandates implements Mandates {
    private final Journal journal;

    RecordedMandates(Journal journal) {
        this.journal = journal;
    }

    @Override
    public @Nullable Mandate find(MandateId id) {
        Mandate mandate = null;
        List<RecordedEvent> log = journal.stream(MandateFile.stream(id), 0, Long.MAX_VALUE);
        for (RecordedEvent recorded : log)
            mandate = Mandate.after(mandate, (MandateEvent) recorded.event(), recorded.actor());
        Premises.restOn(MandateFile.stream(id), log.size());
        return mandate;
    }
}
