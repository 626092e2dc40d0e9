package org.mandatum.command.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.mandatum.command.decision.Refusal;
import org.mandatum.command.organisation.CorrectiveCommand;
import org.mandatum.command.organisation.OpenOrganisation;
import org.mandatum.command.organisation.StructuralCommand;
import org.mandatum.contract.RecordSchemas;
import org.mandatum.journal.EventJson;
import org.mandatum.mandate.Attributes;
import org.mandatum.proposal.ProposedPackage;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What requests may say and what refusals tell, made of the records that read and tell it; kept as fragments of the contract. */
class RequestSchemasTest {
    private static final Path FRAGMENTS = Path.of("src/main/resources/openapi");
    private static final String COMPONENT = "#/components/schemas/";
    private static final String ORDERS = "org.mandatum.command.";

    /** Lists that may not be left out, and how many entries they have at least. */
    private static final Map<String, Integer> LISTS = Map.ofEntries(
            Map.entry("MergeUnits.units", 1),
            Map.entry("SplitUnit.into", 1),
            Map.entry("SetReportingLines.reportsTo", 0),
            Map.entry("LinkCoordination.units", 2),
            Map.entry("UnlinkCoordination.units", 2),
            Map.entry("Amendment.paragraphs", 1),
            Map.entry("AuthorityRule.changes", 1),
            Map.entry("Delegation.changes", 1),
            Map.entry("ProposedPackage.changes", 1));

    private final Map<String, ObjectNode> components = new TreeMap<>();
    private final RecordSchemas schemas = RecordSchemas.given();

    @Test
    void requests_are_described_as_they_are_read() throws IOException {
        add("OpenOrganisation", schemas.of(OpenOrganisation.class));
        changes();
        for (String given : List.of("Adoption", "Amendment", "Rescission"))
            add(given, schemas.of(nested("resolution.ResolutionController", given)));
        mandates();
        proposals();
        schemas.definitions().forEach(this::addUnlessSaidElsewhere);
        LISTS.forEach(this::atLeast);

        kept("requests.json");
    }

    @Test
    void refusals_are_described_with_their_facts() throws IOException {
        RecordSchemas facts = RecordSchemas.answered();
        ObjectNode any = object();
        any.put("description", "A rule that the order would break, with the facts that explain it.");
        ArrayNode oneOf = any.putArray("oneOf");
        ObjectNode mapping =
                any.putObject("discriminator").put("propertyName", "code").putObject("mapping");
        ObjectNode codes =
                object().put("description", "Rules that speak against an order; each is described as a Refusal.");
        codes.put("type", "string");
        ArrayNode listed = codes.putArray("enum");
        for (Class<?> refusal : refusals()) {
            Refusal sample = sample(refusal);
            String name = refusal.getSimpleName() + "Refusal";
            ObjectNode schema = facts.of(refusal);
            var all = (ObjectNode) schema.get("properties");
            ObjectNode properties = object();
            properties
                    .putObject("index")
                    .put("type", "integer")
                    .put("minimum", 0)
                    .put("description", "Which of the package's changes, from 0.");
            properties.putObject("code").put("type", "string").put("const", sample.code());
            properties.putObject("detail").put("type", "string").put("description", "One sentence in English.");
            properties.setAll(all);
            schema.set("properties", properties);
            ArrayNode required =
                    EventJson.MAPPER.createArrayNode().add("index").add("code").add("detail");
            schema.path("required").forEach(required::add);
            schema.set("required", required);
            add(name, schema);
            oneOf.addObject().put("$ref", COMPONENT + name);
            mapping.put(sample.code(), COMPONENT + name);
            listed.add(sample.code());
        }
        add("Refusal", any);
        add("RefusalCode", codes);
        facts.definitions().forEach(this::addUnlessSaidElsewhere);

        assertThat(mapping.size()).as("codes").isEqualTo(refusals().size());
        kept("refusals.json");
    }

    private void changes() {
        ObjectNode change = object();
        change.put(
                "description",
                "One act of structure: what, and where it differs from the package, from which day and on what"
                        + " grounds.");
        ArrayNode oneOf = change.putArray("oneOf");
        ObjectNode mapping =
                change.putObject("discriminator").put("propertyName", "type").putObject("mapping");
        for (Class<?> order : concat(StructuralCommand.class, CorrectiveCommand.class)) {
            String type = order.getSimpleName();
            ObjectNode schema = schemas.of(order);
            var properties = (ObjectNode) schema.get("properties");
            if (order == StructuralCommand.MergeUnits.class) intoEither(properties, schema);
            ObjectNode all = object();
            all.putObject("type").put("type", "string").put("const", type);
            all.setAll(properties);
            beside(all, List.of("effectiveOn", "note", "evidence"));
            schema.set("properties", all);
            // The package's date will do for a correction too.
            ArrayNode required = EventJson.MAPPER.createArrayNode().add("type");
            schema.path("required").forEach(field -> {
                if (!field.asString().equals("effectiveOn")) required.add(field);
            });
            schema.set("required", required);
            add(type, schema);
            oneOf.addObject().put("$ref", COMPONENT + type);
            mapping.put(type, COMPONENT + type);
        }
        add("Change", change);
        ObjectNode whole = schemas.of(nested("organisation.ChangeReader", "Outer"));
        ObjectNode list = ((ObjectNode) whole.get("properties")).putObject("changes");
        list.put("type", "array").put("minItems", 1).put("maxItems", 10_000);
        list.putObject("items").put("$ref", COMPONENT + "Change");
        whole.put("description", "Changes that are decided together: all of them or none.");
        whole.putArray("required").add("authority").add("changes");
        add("ChangePackage", whole);
    }

    /** In the request, the unit that there is and the one that is to be stand in one field. */
    private static void intoEither(ObjectNode properties, ObjectNode schema) {
        properties.remove("established");
        ObjectNode into = properties.putObject("into");
        into.put("description", "The id of a unit in force, or a new unit.");
        ArrayNode either = into.putArray("oneOf");
        either.addObject().put("$ref", COMPONENT + "Id");
        either.addObject().put("$ref", COMPONENT + "NewUnit");
        schema.putArray("required").add("into");
    }

    private void mandates() throws IOException {
        ObjectNode attributes = (ObjectNode) schemas.of(Attributes.class).get("properties");
        ObjectNode issue = schemas.of(nested("mandate.MandateReader", "Issued"));
        var fields = (ObjectNode) issue.get("properties");
        fields.setAll(attributes);
        beside(fields, List.of("effectiveOn", "authority", "evidence", "note"));
        ObjectNode history = fields.putObject("history").put("type", "array").put("maxItems", 1_000);
        history.put("description", "What was done with it until now: each step named as its path is, with its day.");
        ObjectNode step = history.putObject("items").put("type", "object");
        step.putArray("required").add("step").add("effectiveOn");
        ObjectNode named = step.putObject("properties").putObject("step").put("type", "string");
        ArrayNode steps = named.putArray("enum");
        ((ArrayNode) issue.get("required")).add("authority");
        add("MandateIssue", issue);
        for (var order : byPath("mandate.MandateOrder").entrySet()) {
            steps.add(order.getKey());
            ObjectNode schema = schemas.of(order.getValue());
            var own = (ObjectNode) schema.get("properties");
            if (own.has("attributes")) {
                own.remove("attributes");
                own.setAll(attributes);
                schema.put("minProperties", 2);
            }
            beside(own, List.of("effectiveOn", "authority", "evidence", "note"));
            if (List.of("renewal", "adaptation", "merger", "replacement", "retirement")
                    .contains(order.getKey())) schema.withArray("required").add("authority");
            add("Mandate" + order.getValue().getSimpleName(), schema);
        }
    }

    private void proposals() throws IOException {
        ObjectNode content = schemas.of(ProposedPackage.class);
        ((ObjectNode) content.get("properties"))
                .putObject("changes")
                .put("type", "array")
                .put("minItems", 1)
                .putObject("items")
                .put("$ref", COMPONENT + "Change");
        add("ProposedPackage", content);
        ObjectNode draft = schemas.of(nested("proposal.ProposalReader", "Draft"));
        var fields = (ObjectNode) draft.get("properties");
        fields.remove("content");
        fields.putObject("package").put("$ref", COMPONENT + "ProposedPackage");
        draft.putArray("required").add("organisation").add("title").add("package");
        add("ProposalDraft", draft.deepCopy());
        fields.remove(List.of("id", "organisation"));
        draft.putArray("required").add("title").add("package");
        add("ProposalEdit", draft);
        for (var order : byPath("proposal.ProposalOrder").entrySet()) {
            ObjectNode schema = schemas.of(order.getValue());
            beside((ObjectNode) schema.get("properties"), List.of("effectiveOn", "authority"));
            if (order.getKey().equals("enactment")) schema.withArray("required").add("authority");
            add("Proposal" + order.getValue().getSimpleName(), schema);
        }
    }

    private static void beside(ObjectNode properties, List<String> names) {
        for (String name : names)
            switch (name) {
                case "effectiveOn" ->
                    properties.putObject(name).put("type", "string").put("format", "date");
                case "authority" -> properties.putObject(name).put("$ref", COMPONENT + "Authority");
                case "evidence" -> properties.putObject(name).put("$ref", COMPONENT + "EvidenceGiven");
                default -> properties.putObject(name).put("type", "string");
            }
    }

    private void add(String name, ObjectNode schema) {
        components.put(name, schema);
    }

    /** What the services' common fragments say already is not said again. */
    private void addUnlessSaidElsewhere(String name, ObjectNode schema) {
        if (!List.of(
                        "Name",
                        "NameGiven",
                        "SuperiorGiven",
                        "Superior",
                        "EvidenceGiven",
                        "Evidence",
                        "Source",
                        "Authority")
                .contains(name)) components.putIfAbsent(name, schema);
    }

    private void atLeast(String list, int least) {
        String[] names = list.split("\\.");
        ObjectNode schema = Objects.requireNonNull(components.get(names[0]));
        var field = (ObjectNode) schema.get("properties").get(names[1]);
        field.put("minItems", least);
        if (least == 2) field.put("maxItems", 2);
        ArrayNode required = schema.withArray("required");
        if (required.valueStream().noneMatch(known -> known.asString().equals(names[1]))) required.add(names[1]);
    }

    private void kept(String fragment) throws IOException {
        ObjectNode whole = object();
        ObjectNode all = whole.putObject("components").putObject("schemas");
        components.forEach(all::set);
        String made = EventJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(whole) + "\n";
        Path file = FRAGMENTS.resolve(fragment);
        if (!Files.exists(file)) {
            Files.writeString(file, made);
            fail(file + " did not exist and was written now: read it, and commit it if it is right");
        }
        assertThat(Files.readString(file))
                .as("%s: delete it and run this again to renew it", file)
                .isEqualTo(made);
    }

    private static List<Class<?>> refusals() {
        return concat(Refusal.class.getPermittedSubclasses()).stream()
                .sorted(java.util.Comparator.comparing(Class::getSimpleName))
                .toList();
    }

    /** One without facts: its code is the same for all. */
    private static Refusal sample(Class<?> refusal) {
        try {
            var constructor = refusal.getDeclaredConstructors()[0];
            constructor.setAccessible(true);
            return (Refusal) constructor.newInstance(new Object[refusal.getRecordComponents().length]);
        } catch (ReflectiveOperationException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static Class<?> nested(String outer, String name) {
        try {
            return Arrays.stream(Class.forName(ORDERS + outer).getDeclaredClasses())
                    .filter(type -> type.getSimpleName().equals(name))
                    .findFirst()
                    .orElseThrow();
        } catch (ClassNotFoundException gone) {
            throw new IllegalStateException(gone);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Class<?>> byPath(String orders) {
        try {
            var field = Class.forName(ORDERS + orders).getField("BY_PATH");
            field.setAccessible(true);
            return new TreeMap<>((Map<String, Class<?>>) field.get(null));
        } catch (ReflectiveOperationException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static List<Class<?>> concat(Class<?>... sealed) {
        var all = new ArrayList<Class<?>>();
        for (Class<?> one : sealed) all.addAll(Arrays.asList(one.getPermittedSubclasses()));
        return all;
    }

    private static ObjectNode object() {
        return EventJson.MAPPER.createObjectNode();
    }
}
