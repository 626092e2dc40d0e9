package org.mandatum.query.http;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mandatum.journal.EventJson;
import org.mandatum.value.Name;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns names by language into texts, and notes in which languages it answered. */
public final class Languages {
    private final @Nullable String wanted;
    private final Set<String> used = new TreeSet<>();

    /** @param wanted null: names stay objects by language */
    public Languages(@Nullable String wanted) {
        this.wanted = wanted;
    }

    /** Replaces every field {@code name}, {@code title} or {@code text} that is an object by its text, all the way down. */
    public <T extends JsonNode> T apply(T json) {
        if (wanted == null) return json;
        if (json instanceof ObjectNode object)
            for (String field :
                    object.propertyStream().map(java.util.Map.Entry::getKey).toList()) {
                // Under "causes", "name" is not a name but why it is what it is.
                if (field.equals("causes")) continue;
                JsonNode value = object.get(field);
                if (value.isObject() && isName(field)) object.put(field, text(value));
                else apply(value);
            }
        else if (json.isArray()) json.forEach(this::apply);
        return json;
    }

    /** The name in the language that is wanted; null when names stay objects by language. */
    public @Nullable String text(Name name) {
        if (wanted == null) return null;
        used.add(name.languageFor(wanted));
        return name.text(wanted);
    }

    /** For {@code Content-Language}; empty when names stayed objects. */
    public String contentLanguage() {
        return String.join(", ", used);
    }

    private static boolean isName(String field) {
        return field.equals("name") || field.equals("title") || field.equals("text") || field.endsWith("Name");
    }

    private String text(JsonNode json) {
        return java.util.Objects.requireNonNull(text(EventJson.MAPPER.treeToValue(json, Name.class)));
    }
}
