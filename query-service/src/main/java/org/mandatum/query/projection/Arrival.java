package org.mandatum.query.projection;

import org.mandatum.journal.CloudEvent;
import org.mandatum.journal.RecordedEvent;

/** An event as it came, and as it was written. */
record Arrival(RecordedEvent event, String cloudEvent) {
    static Arrival of(String cloudEvent) {
        return new Arrival(CloudEvent.read(cloudEvent), cloudEvent);
    }
}
