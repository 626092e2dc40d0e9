package org.mandatum.command.organisation;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mandatum.command.journal.JournalStorageEngine.SnapshotForm;
import org.mandatum.journal.EventJson;
import org.mandatum.journal.EventTypes;
import org.mandatum.organisation.Change;
import org.mandatum.organisation.OrganisationOpened;
import org.mandatum.organisation.StructuralEvent;
import org.mandatum.organisation.Timeline;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * An organisation as of one event: how it was opened, and its changes. All of them, since a back-dated change must be
 * judged against the whole time line.
 *
 * @param version how many events its log held
 * @param annulled ids of the events that recorded changes which were annulled
 */
record OrganisationSnapshot(OrganisationOpened opened, long version, List<Entry> changes, List<String> annulled) {
    /**
     * @param effectiveOn the date to which it was corrected; absent when it stands as recorded
     * @param fact itself, until it is written
     */
    record Entry(
            String id,
            long sequence,
            String type,
            int revision,
            @Nullable LocalDate effectiveOn,
            JsonNode fact) {
        static Entry of(Change change) {
            EventTypes.EventType type = EventTypes.of(change.fact().getClass());
            return new Entry(
                    change.event(),
                    change.sequence(),
                    type.name(),
                    type.revision(),
                    change.effectiveOn().equals(change.fact().effectiveOn()) ? null : change.effectiveOn(),
                    JsonNodeFactory.instance.pojoNode(change.fact()));
        }

        Change change() {
            var event = EventTypes.of(type, revision).event();
            Change change = Change.of(id, sequence, (StructuralEvent) EventJson.MAPPER.treeToValue(fact, event));
            return effectiveOn == null ? change : change.correctedTo(effectiveOn);
        }
    }

    Timeline timeline() {
        var timeline = new Timeline(opened.organisation(), annulled);
        changes.forEach(entry -> timeline.add(entry.change()));
        return timeline;
    }

    /** How it is written down. */
    @Component
    static final class Form implements SnapshotForm<OrganisationSnapshot, Organisation> {
        @Override
        public String name() {
            return "organisation.2";
        }

        @Override
        public Class<OrganisationSnapshot> snapshot() {
            return OrganisationSnapshot.class;
        }

        @Override
        public String write(OrganisationSnapshot snapshot) {
            return EventJson.MAPPER.writeValueAsString(snapshot);
        }

        @Override
        public Organisation read(String stream, String text) {
            return Organisation.from(stream, EventJson.MAPPER.readValue(text, OrganisationSnapshot.class));
        }
    }
}
