package org.mandatum.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.core.util.Yaml31;
import io.swagger.v3.oas.models.OpenAPI;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * What is said of the calls, their requests and answers: fragments of an OpenAPI document, one for each feature, in
 * {@code openapi/} of every module. Put together, objects are joined and lists follow one another; nothing is said in two ways.
 */
final class Descriptions {
    private static final String FRAGMENTS = "classpath*:openapi/*.*";

    private Descriptions() {}

    static OpenAPI read() {
        try {
            ObjectMapper yaml = Yaml31.mapper();
            ObjectNode whole = yaml.createObjectNode();
            for (Resource fragment : fragments())
                try (InputStream in = fragment.getInputStream()) {
                    join(whole, (ObjectNode) yaml.readTree(in));
                }
            return Json31.mapper().treeToValue(whole, OpenAPI.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<Resource> fragments() throws IOException {
        return Arrays.stream(new PathMatchingResourcePatternResolver().getResources(FRAGMENTS))
                .sorted(Comparator.comparing(fragment -> String.valueOf(fragment.getFilename())))
                .toList();
    }

    private static void join(ObjectNode whole, ObjectNode part) {
        part.properties().forEach(entry -> {
            JsonNode there = whole.get(entry.getKey());
            JsonNode more = entry.getValue();
            if (more.equals(there)) return;
            if (there instanceof ObjectNode object && more instanceof ObjectNode fields) join(object, fields);
            else if (there instanceof ArrayNode list && more instanceof ArrayNode entries) list.addAll(entries);
            else if (there == null) whole.set(entry.getKey(), more);
            else throw new IllegalStateException(entry.getKey() + " is said twice in the fragments of openapi/");
        });
    }
}
