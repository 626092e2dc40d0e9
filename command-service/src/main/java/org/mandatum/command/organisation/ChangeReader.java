package org.mandatum.command.organisation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mandatum.command.http.BadRequest;
import org.mandatum.command.http.Body;
import org.mandatum.journal.EventJson;
import org.mandatum.organisation.Authority;
import org.mandatum.organisation.Grounds;
import org.mandatum.proposal.ProposedPackage;
import org.mandatum.value.Evidence;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads a package as the contract words it. */
public final class ChangeReader {
    private static final int MOST_CHANGES = 10_000;
    private static final List<String> BESIDE = List.of("type", "effectiveOn", "note", "evidence");

    private ChangeReader() {}

    /** The request's own fields; {@code changes} are read one by one. */
    private record Outer(
            @Nullable Authority authority,
            @Nullable LocalDate effectiveOn,
            @Nullable String note,
            @Nullable Evidence evidence,
            @Nullable JsonNode changes) {}

    /** What any change may say besides its own fields, overriding the package's. */
    private record Beside(
            @Nullable LocalDate effectiveOn,
            @Nullable String note,
            @Nullable Evidence evidence) {}

    /** {@code BadRequest} names what cannot be read by its path from {@code body}. */
    public static ChangePackage read(JsonNode body) {
        Outer outer = Body.read(body, Outer.class, "");
        if (outer.authority() != null && outer.authority().proposal() != null)
            throw new BadRequest(
                    "invalid-field",
                    "authority.proposal",
                    "authority.proposal is said by the enactment of a proposal, and by nobody else.");
        return read(outer);
    }

    /** What a proposal would change, resting on {@code authority}. */
    public static ChangePackage read(ProposedPackage content, Authority authority) {
        return read(new Outer(
                authority,
                content.effectiveOn(),
                content.note(),
                content.evidence(),
                EventJson.MAPPER.valueToTree(content.changes())));
    }

    private static ChangePackage read(Outer outer) {
        Authority authority = outer.authority();
        if (authority == null)
            throw new BadRequest("invalid-field", "authority", "authority is required: no change without one.");
        JsonNode changes = outer.changes();
        if (changes == null || !changes.isArray() || changes.isEmpty())
            throw new BadRequest("invalid-field", "changes", "changes is a list of at least one change.");
        if (changes.size() > MOST_CHANGES)
            throw new BadRequest("invalid-field", "changes", "changes has more than " + MOST_CHANGES + " entries.");
        var items = new ArrayList<ChangePackage.Item>(changes.size());
        var corrections = new ArrayList<ChangePackage.Mending>();
        for (int i = 0; i < changes.size(); i++) {
            String path = "changes[" + i + "]";
            if (!(changes.get(i) instanceof ObjectNode given))
                throw new BadRequest("invalid-field", path, path + " is not an object.");
            ObjectNode fields = given.deepCopy();
            String type = type(fields, path);
            Class<? extends StructuralCommand> command = ChangeTypes.command(type);
            Class<? extends CorrectiveCommand> correction = ChangeTypes.correction(type);
            if (command != null) items.add(item(i, fields, command, outer, authority));
            else if (correction != null) corrections.add(mending(i, fields, correction, outer, authority));
            else
                throw new BadRequest(
                        "invalid-field",
                        path + ".type",
                        path + ".type '" + type + "' is not one of " + ChangeTypes.names() + ".");
        }
        return new ChangePackage(items, corrections);
    }

    private static String type(ObjectNode fields, String path) {
        JsonNode type = fields.remove("type");
        if (type == null || !type.isString())
            throw new BadRequest("invalid-field", path + ".type", path + ".type is required.");
        return type.asString();
    }

    /** The date of a correction is the one that it corrects to; an annulment has none, and the package's is not for it. */
    private static ChangePackage.Mending mending(
            int index,
            ObjectNode fields,
            Class<? extends CorrectiveCommand> correction,
            Outer outer,
            Authority authority) {
        String path = "changes[" + index + "]";
        boolean dated = correction == CorrectiveCommand.CorrectEffectiveDate.class;
        JsonNode given = fields.get("effectiveOn");
        Beside beside = Body.read(beside(fields), Beside.class, path);
        if (dated && given != null) fields.set("effectiveOn", given);
        else if (dated && outer.effectiveOn() != null)
            fields.put("effectiveOn", outer.effectiveOn().toString());
        CorrectiveCommand command = Body.read(fields, correction, path, BESIDE);
        if (command instanceof CorrectiveCommand.CorrectEffectiveDate c)
            Body.day(path + ".effectiveOn", c.effectiveOn());
        return new ChangePackage.Mending(index, command, grounds(beside, outer, authority));
    }

    private static ChangePackage.Item item(
            int index,
            ObjectNode fields,
            Class<? extends StructuralCommand> command,
            Outer outer,
            Authority authority) {
        String path = "changes[" + index + "]";
        Beside beside = Body.read(beside(fields), Beside.class, path);
        // "into" of a merger is the id of a unit in force or a new unit; the command tells the two apart by field.
        if (command == StructuralCommand.MergeUnits.class && fields.path("into").isObject())
            fields.set("established", fields.remove("into"));
        LocalDate day = beside.effectiveOn() == null
                ? Body.day("effectiveOn", outer.effectiveOn())
                : Body.day(path + ".effectiveOn", beside.effectiveOn());
        return new ChangePackage.Item(
                index, Body.read(fields, command, path, BESIDE), day, grounds(beside, outer, authority));
    }

    private static Grounds grounds(Beside beside, Outer outer, Authority authority) {
        return new Grounds(
                authority,
                beside.evidence() == null ? outer.evidence() : beside.evidence(),
                beside.note() == null ? outer.note() : beside.note());
    }

    private static ObjectNode beside(ObjectNode fields) {
        ObjectNode beside = fields.objectNode();
        for (String field : BESIDE) {
            JsonNode value = fields.remove(field);
            if (value != null) beside.set(field, value);
        }
        return beside;
    }
}
