package org.mandatum.command.journal;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import org.axonframework.common.IdentifierFactory;

/**
 * Ids of messages, which are those of the events. They sort by the moment of their making (UUID version 7, RFC 9562 section 5.7), so that
 * an index of them grows at its end and not in all of its pages at once. Axon finds it as a service.
 */
public final class OrderedIds extends IdentifierFactory {
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

    @Override
    public String generateIdentifier() {
        return ids.generate().toString();
    }
}
