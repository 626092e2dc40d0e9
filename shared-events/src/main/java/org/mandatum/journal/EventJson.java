package org.mandatum.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.mandatum.event.Event;
import org.mandatum.journal.EventTypes.EventType;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

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
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .addModule(new SimpleModule().addDeserializer(String.class, new OnlyText()))
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private EventJson() {}

    public static String write(Event event) {
        return MAPPER.writeValueAsString(event);
    }

    public static Event read(EventType type, String json) {
        return MAPPER.readValue(json, type.event());
    }

    /**
     * A number is no text, even if it could be written as one. Jackson's own reader also takes a list within a list of texts
     * for its elements and then loses its place (seen with 3.1.7), so that nobody can be told where the list stood.
     */
    private static final class OnlyText extends StdScalarDeserializer<String> {
        private OnlyText() {
            super(String.class);
        }

        @Override
        public @Nullable String deserialize(JsonParser json, DeserializationContext context) {
            return json.hasToken(JsonToken.VALUE_STRING)
                    ? json.getString()
                    : (String) context.handleUnexpectedToken(String.class, json);
        }
    }
}
