package org.mandatum.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.function.Function;
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
            .addModule(new SimpleModule()
                    .addDeserializer(String.class, new OnlyText<>(String.class, text -> text))
                    .addDeserializer(LocalDate.class, new OnlyText<>(LocalDate.class, LocalDate::parse))
                    .addDeserializer(Period.class, new OnlyText<>(Period.class, Period::parse)))
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
     * What is written as a text, and in no other way: a number is no text, even if it could be written as one. Jackson's own
     * readers take an empty list or an empty text for a day that is missing, and lose their place where a list stands within a list of
     * texts, so that nobody can be told where (seen with 3.1.7).
     */
    private static final class OnlyText<T> extends StdScalarDeserializer<T> {
        private final Function<String, T> meaning;

        private OnlyText(Class<T> type, Function<String, T> meaning) {
            super(type);
            this.meaning = meaning;
        }

        @Override
        public @Nullable T deserialize(JsonParser json, DeserializationContext context) {
            if (!json.hasToken(JsonToken.VALUE_STRING)) return unexpected(json, context);
            String text = json.getString();
            try {
                return meaning.apply(text);
            } catch (DateTimeException unfit) {
                throw context.weirdStringException(text, handledType(), String.valueOf(unfit.getMessage()));
            }
        }

        @SuppressWarnings("unchecked") // it throws, or answers with what it was asked for
        private @Nullable T unexpected(JsonParser json, DeserializationContext context) {
            return (T) context.handleUnexpectedToken(handledType(), json);
        }
    }
}
