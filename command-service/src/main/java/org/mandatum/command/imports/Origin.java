package org.mandatum.command.imports;

import org.axonframework.messaging.MetaData;
import org.mandatum.journal.Actor;

/**
 * Where the events of an import come from.
 *
 * @param importId what brought each of them about
 * @param correlation the request that brought the file
 * @param actor who sent it
 */
record Origin(String importId, String correlation, Actor actor) {
    /** As every event keeps it. */
    MetaData metaData() {
        return MetaData.with("correlation", correlation)
                .and("causation", importId)
                .and("actor", actor);
    }
}
