package org.mandatum.command.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.SnapshotTrigger;
import org.axonframework.messaging.MetaData;
import org.junit.jupiter.api.Test;
import org.mandatum.command.journal.JournalStorageEngine;

class GrowthTest {
    private static final String STREAM = "organisations/oas";

    private final List<Long> lengths = new ArrayList<>();
    private long length;
    private final SnapshotTrigger trigger =
            new Growth((aggregate, stream) -> lengths.add(length), 1_000).prepareTrigger(Organisation.class);

    @Test
    void snapshots_come_every_thousand_events_and_further_apart_as_the_log_grows() {
        // given a log that grows event by event to 10,000
        record(10_000, MetaData.emptyInstance());

        // then there are more than a thousand between snapshots once a quarter of the log is more
        assertThat(lengths).containsExactly(1_000L, 2_000L, 3_000L, 4_000L, 5_333L, 7_110L, 9_479L);
    }

    @Test
    void an_import_does_not_ask_for_any() {
        // given a log that grows by an import
        record(10_000, MetaData.with(JournalStorageEngine.PACKAGE, 0));
        assertThat(lengths).isEmpty();

        // when it grows by a quarter, one change at a time
        record(3_334, MetaData.emptyInstance());

        // then it is time again
        assertThat(lengths).containsExactly(13_333L);
    }

    private void record(int events, MetaData metaData) {
        for (int i = 0; i < events; i++) {
            length++;
            trigger.eventHandled(
                    new GenericDomainEventMessage<>("Organisation", STREAM, length - 1, "an event", metaData));
        }
    }
}
