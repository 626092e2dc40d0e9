package org.mandatum.command.journal;

import org.mandatum.event.Event;
import org.mandatum.journal.EventTypes;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * What an order would record is more than fits into one message: Kafka takes a mebibyte unless it is told otherwise, and an event
 * that cannot be published would hold up all that come after it. Nothing is recorded.
 */
public final class EventTooLarge extends DataIntegrityViolationException {
    private static final long serialVersionUID = 1;
    /** Bytes of an event's data; the rest of the message is the envelope's. */
    static final int LARGEST = 1_000_000;

    EventTooLarge(Event event, long bytes) {
        super(EventTypes.of(event.getClass()).name() + " would be an event of " + bytes + " bytes; the largest has "
                + LARGEST + ". Say less in one order.");
    }
}
