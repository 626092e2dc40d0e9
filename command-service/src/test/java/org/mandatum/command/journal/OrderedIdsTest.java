package org.mandatum.command.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.common.IdentifierFactory;
import org.axonframework.eventhandling.GenericEventMessage;
import org.junit.jupiter.api.Test;

class OrderedIdsTest {
    @Test
    void the_ids_of_events_sort_in_the_order_in_which_they_are_made() {
        var ids = Stream.generate(() -> GenericEventMessage.asEventMessage("something happened"))
                .limit(1_000)
                .map(event -> event.getIdentifier())
                .toList();

        assertThat(ids).isSorted().doesNotHaveDuplicates();
        assertThat(ids).extracting(id -> UUID.fromString(id).version()).containsOnly(7);
    }

    @Test
    void axon_finds_them() {
        assertThat(IdentifierFactory.getInstance()).isInstanceOf(OrderedIds.class);
    }
}
