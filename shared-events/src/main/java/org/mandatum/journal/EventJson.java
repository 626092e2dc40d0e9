package org.mandatum.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.mandatum.event.Event;
import org.mandatum.journal.EventTypes.EventType;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The JSON of events: strict when read, nothing absent written. */
public final class EventJson {
    /** Far more than anything of the register has, and far less than would cost anyone anything. */
    private static final int DEEPEST = 50;

    private static final int LONGEST_TEXT = 1_000_000;
    private static final int LONGEST_NUMBER = 100;

    /** The mapper that every module uses for the register's own records. Default typing is off and stays off. */
    public static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(LONGEST_TEXT)
                            .maxNumberLength(LONGEST_NUMBER)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private EventJson() {}

    public static String write(Event event) {
        return MAPPER.writeValueAsString(event);
    }

    public static Event read(EventType type, String json) {
        return MAPPER.readValue(json, type.event());
    }
}
