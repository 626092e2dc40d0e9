package org.mandatum.command.http;

import jakarta.servlet.http.HttpServletRequest;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.mandatum.access.Person;
import org.mandatum.command.journal.Journal;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.organisation.OrganisationId;
import org.springframework.stereotype.Component;

/** Whether a person's token reaches what a path names without naming its organisation. */
@Component
public class Reach {
    private final Journal journal;

    Reach(Journal journal) {
        this.journal = journal;
    }

    /**
     * @param stream the log of a mandate or proposal
     * @throws AggregateNotFoundException when there is none
     */
    public void require(HttpServletRequest request, String stream) {
        RecordedEvent first = journal.stream(stream, 0, 0).stream()
                .findFirst()
                .orElseThrow(() -> new AggregateNotFoundException(stream, "nothing is recorded there"));
        OrganisationId organisation = first.organisation();
        if (organisation != null) Person.of(request).requireScope(organisation.value());
    }
}
