package org.mandatum.query.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mandatum.organisation.EndedFunction;
import org.mandatum.organisation.EndedUnit;
import org.mandatum.organisation.Function;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.Rank;
import org.mandatum.organisation.Unit;

/** What rows keep of the parts of a structure. */
class DocumentsTest {
    static long[] seeds() {
        return new long[] {1, new Random().nextLong()};
    }

    /** An index that was filled from rows must not answer otherwise than one that has followed the log. */
    @ParameterizedTest
    @MethodSource("seeds")
    void what_is_read_back_equals_what_was_written(long seed) {
        // given a history with every kind of change, organs as superiors, functions with evidence of their own
        var organisation = new OrganisationId("random");
        var history = new RandomHistory(organisation, seed, 5);
        history.grow(1_000);
        List<Revision.Entry> entries = Revisions.of(organisation, history.events()).stream()
                .flatMap(revision -> revision.entries().stream())
                .toList();
        assertThat(entries).extracting(Revision.Entry::kind).contains(Revision.Kind.values());

        // when each part is kept as a row keeps it, and read back
        var encoder = DocumentWriter.Encoder.kept();
        var reader = new DocumentReader();

        // then nothing of it is lost
        for (Revision.Entry entry : entries)
            for (Revision.Period period : entry.asserted()) {
                String kept = new String(encoder.encoded(period.value()), StandardCharsets.UTF_8);
                assertThat(reader.read(entry.kind(), kept, rank(period.value())))
                        .as("seed %d, %s", seed, kept)
                        .isEqualTo(period.value());
            }
    }

    private static Rank rank(Object part) {
        return switch (part) {
            case Unit unit -> unit.rank();
            case EndedUnit ended -> ended.last().rank();
            case Function function -> function.rank();
            case EndedFunction ended -> ended.last().rank();
            default -> new Rank(0, 0);
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"id\":\"treasury\",\"kind\":\"office\"}",
                "{\"id\":\"treasury\",\"colour\":\"blue\"}",
                "{\"id\":\"treasury\""
            })
    void what_is_no_document_is_not_taken_for_one(String kept) {
        var reader = new DocumentReader();
        assertThatThrownBy(() -> reader.read(Revision.Kind.UNIT, kept, new Rank(1, 0)))
                .isInstanceOf(RuntimeException.class);
    }
}
