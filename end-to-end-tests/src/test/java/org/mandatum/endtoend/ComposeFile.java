package org.mandatum.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A compose file with its anchors and merges resolved, as an engine reads it; variables stand as they are written. */
record ComposeFile(JsonNode content) {
    /** What a variable is where {@code .env} does not say it. */
    private static final Pattern DEFAULT = Pattern.compile("\\$\\{[A-Z_]+:-([^}]*)}");

    private static final JsonMapper JSON = new JsonMapper();

    static ComposeFile read(String name) {
        try (var reader = Files.newBufferedReader(RegisterUnderTest.home().resolve(name))) {
            return new ComposeFile(JSON.valueToTree(new Yaml(new WithReset()).load(reader)));
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    JsonNode services() {
        return content.get("services");
    }

    /**
     * The environment that a service is started with where {@code .env} says nothing but passwords, each inside address replaced by
     * where it is reached from here.
     */
    Map<String, String> environment(String service, Map<String, String> outside) {
        var environment = new TreeMap<String, String>();
        services().get(service).get("environment").properties().forEach(entry -> {
            String value = DEFAULT.matcher(entry.getValue().asString()).replaceAll("$1");
            for (Map.Entry<String, String> address : outside.entrySet())
                value = value.replace(address.getKey(), address.getValue());
            environment.put(entry.getKey(), value);
        });
        return environment;
    }

    /** The start command of a service's image, as its Dockerfile has it. */
    static List<String> entryPoint(String service) throws IOException {
        Path file = RegisterUnderTest.home().resolve(service).resolve("Dockerfile");
        String line = Files.readAllLines(file).stream()
                .filter(candidate -> candidate.startsWith("ENTRYPOINT "))
                .findFirst()
                .orElseThrow();
        return JSON.readTree(line.substring("ENTRYPOINT ".length()))
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    /** Compose's own tag: what a later file takes back from an earlier one. */
    private static final class WithReset extends SafeConstructor {
        WithReset() {
            super(new LoaderOptions());
            yamlConstructors.put(new Tag("!reset"), new ConstructYamlSeq() {
                @Override
                public Object construct(Node node) {
                    return List.of();
                }
            });
        }
    }
}
