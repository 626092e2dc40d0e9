package org.mandatum.command.organisation;

import java.util.List;
import org.mandatum.command.journal.JournalStorageEngine.SnapshotForm;
import org.mandatum.journal.EventJson;
import org.mandatum.journal.EventTypes;
import org.mandatum.organisation.Change;
import org.mandatum.organisation.OrganisationOpened;
import org.mandatum.organisation.StructuralEvent;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * An organisation as of one event: how it was opened, and its changes. All of them, since a back-dated change must be
 * judged against the whole time line.
 */
record OrganisationSnapshot(OrganisationOpened opened, List<Entry> changes) {
    record Entry(String id, long sequence, String type, int revision, JsonNode fact) {
        static Entry of(Change change) {
            EventTypes.EventType type = EventTypes.of(change.fact().getClass());
            return new Entry(
                    change.event(),
                    change.sequence(),
                    type.name(),
                    type.revision(),
                    EventJson.MAPPER.valueToTree(change.fact()));
        }

        Change change() {
            var event = EventTypes.of(type, revision).event();
            return Change.of(id, sequence, (StructuralEvent) EventJson.MAPPER.treeToValue(fact, event));
        }
    }

    /** How it is written down. */
    @Component
    static final class Form implements SnapshotForm<Organisation> {
        @Override
        public String name() {
            return "organisation.1";
        }

        @Override
        public Class<Organisation> aggregate() {
            return Organisation.class;
        }

        @Override
        public String write(Organisation organisation) {
            return EventJson.MAPPER.writeValueAsString(organisation.snapshot());
        }

        @Override
        public Organisation read(String stream, String text) {
            return Organisation.from(stream, EventJson.MAPPER.readValue(text, OrganisationSnapshot.class));
        }
    }
}
