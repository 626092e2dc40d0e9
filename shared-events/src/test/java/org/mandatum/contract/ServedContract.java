package org.mandatum.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mandatum.journal.EventJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A service's OpenAPI document, to hold requests and answers against. Says what is wrong with path and pointer. */
public final class ServedContract {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final String JSON = "application/json";

    private final JsonNode document;
    private final List<Call> calls = new ArrayList<>();
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    public ServedContract(JsonNode document) {
        this.document = document;
        for (var path : document.get("paths").properties())
            for (var operation : path.getValue().properties())
                calls.add(new Call(operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue()));
        // What is said word by word comes before what is a variable.
        calls.sort(Comparator.comparingInt(
                call -> call.path().replaceAll("[^{*]", "").length()));
    }

    /** A call as documented. */
    public record Call(String method, String path, JsonNode operation) {
        boolean is(String wantedMethod, String wantedPath) {
            String pattern = Pattern.quote(path)
                    .replaceAll("\\{\\w+}", "\\\\E[^/]+\\\\Q")
                    .replace("**", "\\E.*\\Q");
            return method.equals(wantedMethod) && wantedPath.matches(pattern);
        }
    }

    public List<Call> calls() {
        return List.copyOf(calls);
    }

    public JsonNode document() {
        return document;
    }

    /** What a reference within the document leads to; the node itself where it is none. */
    public JsonNode resolved(JsonNode node) {
        JsonNode at = node;
        while (at.has("$ref")) at = document.at(at.get("$ref").asString().substring(1));
        return at;
    }

    /** What the document does not say of this answer; null where it is as documented. */
    public @Nullable String unlike(String method, String path, int status, @Nullable String type, byte[] body) {
        String what = method + " " + path + " answered " + status + ": ";
        Call call = call(method, path);
        boolean problem = status >= 400;
        if (call == null && !problem) return null; // the service's own, such as its health
        JsonNode content;
        if (call == null) content = document.at("/components/responses/Problem/content");
        else {
            JsonNode responses = call.operation().get("responses");
            JsonNode response = responses.get(Integer.toString(status));
            if (response == null && !problem) return what + "no such answer is documented";
            content = resolved(response == null ? responses.get("default") : response)
                    .path("content");
        }
        if (body.length == 0) return content.isEmpty() || status == 304 ? null : what + "there is no body";
        String essence = essence(type);
        JsonNode media = content.get(essence);
        if (media == null) media = content.get("*/*");
        if (media == null) return what + "the type " + essence + " is not documented";
        if (!essence.equals(JSON) && !essence.endsWith("+json")) return null; // lines of JSON are no JSON
        List<Error> errors = schema(media.get("schema")).validate(new String(body, UTF_8), InputFormat.JSON);
        return errors.isEmpty() ? null : what + told(errors) + " in " + shortened(new String(body, UTF_8));
    }

    /** What the document does not say of this request; null where it is as documented. */
    public @Nullable String unlike(String method, String path, @Nullable String type, byte[] body) {
        Call call = call(method, path);
        if (call == null || body.length == 0) return null;
        JsonNode media = call.operation().at("/requestBody/content").get(essence(type));
        if (media == null) return method + " " + path + " took the type " + type + ", which is not documented";
        if (!essence(type).equals(JSON)) return null;
        JsonNode said;
        try {
            said = EventJson.MAPPER.readTree(body);
        } catch (JacksonException unreadable) {
            return method + " " + path + " took what is no JSON: " + shortened(new String(body, UTF_8));
        }
        withoutNulls(said);
        List<Error> errors = schema(media.get("schema")).validate(said.toString(), InputFormat.JSON);
        return errors.isEmpty()
                ? null
                : method + " " + path + " took: " + told(errors) + " in " + shortened(new String(body, UTF_8));
    }

    /** In a request, null says what leaving out says. */
    private static void withoutNulls(JsonNode json) {
        if (json instanceof ObjectNode object)
            for (String name : List.copyOf(object.propertyNames()))
                if (object.get(name).isNull()) object.remove(name);
        json.forEach(ServedContract::withoutNulls);
    }

    public @Nullable Call call(String method, String path) {
        return calls.stream().filter(call -> call.is(method, path)).findFirst().orElse(null);
    }

    private Schema schema(JsonNode wanted) {
        return schemas.computeIfAbsent(wanted.toString(), one -> {
            ObjectNode schema = EventJson.MAPPER.createObjectNode();
            schema.set("components", document.get("components"));
            schema.setAll((ObjectNode) wanted);
            return REGISTRY.getSchema(schema.toString(), InputFormat.JSON);
        });
    }

    private static String told(List<Error> errors) {
        return errors.stream()
                .limit(5)
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .reduce((one, other) -> one + "; " + other)
                .orElse("");
    }

    private static String essence(@Nullable String type) {
        return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static String shortened(String text) {
        return text.length() <= 2_000 ? text : text.substring(0, 2_000) + "…";
    }
}
