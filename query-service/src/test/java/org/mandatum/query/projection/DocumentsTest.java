package org.mandatum.query.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mandatum.journal.EventJson;
import org.mandatum.organisation.CoordinationLink;
import org.mandatum.organisation.EndedFunction;
import org.mandatum.organisation.EndedLink;
import org.mandatum.organisation.EndedUnit;
import org.mandatum.organisation.Function;
import org.mandatum.organisation.OrganisationId;
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
        List<Object> parts = Revisions.of(organisation, history.events()).stream()
                .flatMap(revision -> revision.entries().stream())
                .flatMap(entry -> entry.asserted().stream())
                .map(Revision.Period::value)
                .toList();
        assertThat(parts).hasSizeGreaterThan(1_000);

        // when each is kept as a row keeps it, and read back
        var encoder = DocumentWriter.Encoder.kept();
        var reader = new Documents.Reader();

        // then nothing of it is lost
        for (Object part : parts) {
            String kept = new String(encoder.encoded(part), StandardCharsets.UTF_8);
            assertThat(read(reader, kept, part)).as("seed %d, %s", seed, kept).isEqualTo(part);
        }
    }

    private static Object read(Documents.Reader reader, String kept, Object part) {
        var json = EventJson.MAPPER.readTree(kept);
        return switch (part) {
            case Unit unit -> reader.unit(json, unit.rank());
            case EndedUnit ended -> reader.ended(json, ended.last().rank());
            case Function function -> reader.function(json, function.rank());
            case EndedFunction ended -> reader.endedFunction(json, ended.last().rank());
            case CoordinationLink link -> reader.link(json);
            case EndedLink ended -> reader.endedLink(json);
            default -> throw new IllegalArgumentException(part.getClass().getName());
        };
    }
}
