package org.mandatum.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mandatum.journal.EventJson;
import org.mandatum.organisation.Superior;
import org.mandatum.organisation.UnitKind;
import org.mandatum.value.Evidence;
import org.mandatum.value.Name;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON Schemas (2020-12) of records: of what {@link EventJson} writes, or of what a request may say. Made of the records, so that
 * they cannot tell of a field that is not there; strict, so that a test notices one that is not told.
 */
public final class RecordSchemas {
    private static final String SLUG = "^[a-z0-9][a-z0-9._-]{0,127}$";
    private static final String KIND = "^[a-z][a-z0-9 -]{0,63}$";

    private final boolean written;
    private final String references;
    private final Map<String, ObjectNode> definitions = new TreeMap<>();

    private RecordSchemas(boolean written, String references) {
        this.written = written;
        this.references = references;
    }

    /** Of events and other records as they are written; with their definitions under {@code $defs}. */
    public static RecordSchemas written() {
        return new RecordSchemas(true, "#/$defs/");
    }

    /** Of the facts of an answer; definitions are components of the service's OpenAPI document. */
    public static RecordSchemas answered() {
        return new RecordSchemas(true, "#/components/schemas/");
    }

    /** Of requests, which may say some things in short; definitions are components of the service's OpenAPI document. */
    public static RecordSchemas given() {
        return new RecordSchemas(false, "#/components/schemas/");
    }

    /** What the schemas that were made so far refer to, by name. */
    public Map<String, ObjectNode> definitions() {
        return definitions;
    }

    /** An object with a property for each component, and no other. */
    public ObjectNode of(Class<?> record) {
        ObjectNode schema = object();
        describe(schema, record);
        schema.put("type", "object");
        Map<String, String> told = Javadoc.ofComponents(record);
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        boolean emptyIsAbsent = emptyIsAbsent(record);
        for (RecordComponent component : record.getRecordComponents()) {
            JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
            String name = named == null ? component.getName() : named.value();
            ObjectNode property = of(component.getAnnotatedType());
            String description = told.get(component.getName());
            if (description != null) property.put("description", description);
            properties.set(name, property);
            boolean list = Collection.class.isAssignableFrom(component.getType());
            boolean mayBeLeftOut = component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                    || (list && (!written || emptyIsAbsent))
                    || (component.getType() == boolean.class && !written);
            if (!mayBeLeftOut) required.add(name);
        }
        if (required.isEmpty()) schema.remove("required");
        schema.put("additionalProperties", false);
        return schema;
    }

    private static boolean emptyIsAbsent(Class<?> record) {
        JsonInclude inclusion = record.getAnnotation(JsonInclude.class);
        return inclusion != null && inclusion.value() == JsonInclude.Include.NON_EMPTY;
    }

    private ObjectNode of(AnnotatedType annotated) {
        if (annotated instanceof AnnotatedParameterizedType generic
                && generic.getType() instanceof ParameterizedType type
                && Collection.class.isAssignableFrom((Class<?>) type.getRawType())) {
            ObjectNode list = object().put("type", "array");
            list.set("items", of(generic.getAnnotatedActualTypeArguments()[0]));
            return list;
        }
        return value(raw(annotated.getType()));
    }

    private static Class<?> raw(Type type) {
        return (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
    }

    private ObjectNode value(Class<?> type) {
        if (type == String.class) return object().put("type", "string");
        if (type == boolean.class || type == Boolean.class) return object().put("type", "boolean");
        if (type == int.class || type == long.class || type == Long.class)
            return object().put("type", "integer").put("format", type == int.class ? "int32" : "int64");
        if (type == LocalDate.class) return object().put("type", "string").put("format", "date");
        if (type == Instant.class) return object().put("type", "string").put("format", "date-time");
        if (type == Period.class) return object().put("type", "string").put("format", "duration");
        if (Map.class.isAssignableFrom(type)) return object().put("type", "object");
        if (JsonNode.class.isAssignableFrom(type)) return object(); // anything
        boolean inShort =
                !written && List.of(Name.class, Superior.class, Evidence.class).contains(type);
        String name = type.getSimpleName() + (inShort ? "Given" : "");
        if (!definitions.containsKey(name)) {
            definitions.put(name, object()); // for one that contains itself
            definitions.put(name, inShort ? object() : defined(type));
        }
        return object().put("$ref", references + name);
    }

    private ObjectNode defined(Class<?> type) {
        if (type.isEnum()) {
            ObjectNode schema = object();
            describe(schema, type);
            schema.put("type", "string");
            ArrayNode codes = schema.putArray("enum");
            for (Object constant : type.getEnumConstants()) codes.add(EventJson.MAPPER.valueToTree(constant));
            return schema;
        }
        if (type == Name.class) return name();
        if (!type.isRecord()) throw new IllegalArgumentException(type + " has no schema");
        if (Arrays.stream(type.getRecordComponents())
                .noneMatch(component -> component.getAccessor().isAnnotationPresent(JsonValue.class))) return of(type);
        ObjectNode schema = object();
        describe(schema, type);
        return schema.put("type", "string").put("pattern", type == UnitKind.class ? KIND : SLUG);
    }

    private static ObjectNode name() {
        ObjectNode schema = object();
        schema.put("description", "What it is called, by language: at least one.");
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        for (String language : List.of("en", "es", "pt", "fr"))
            properties.putObject(language).put("type", "string").put("minLength", 1);
        schema.put("minProperties", 1);
        schema.put("additionalProperties", false);
        return schema;
    }

    private static void describe(ObjectNode schema, Class<?> type) {
        String told = Javadoc.of(type);
        if (!told.isEmpty()) schema.put("description", told);
    }

    private static ObjectNode object() {
        return EventJson.MAPPER.createObjectNode();
    }
}
