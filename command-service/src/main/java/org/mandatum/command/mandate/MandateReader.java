package org.mandatum.command.mandate;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mandatum.command.http.BadRequest;
import org.mandatum.command.http.Body;
import org.mandatum.mandate.Attributes;
import org.mandatum.mandate.MandateId;
import org.mandatum.mandate.Recurrence;
import org.mandatum.organisation.Authority;
import org.mandatum.organisation.Grounds;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.value.Evidence;
import org.mandatum.value.InvalidValue;
import org.mandatum.value.Name;
import org.mandatum.value.Slug;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads mandates and what is done with them as the contract words it. */
public final class MandateReader {
    private static final int LONGEST_HISTORY = 1_000;
    private static final int MOST_KEYWORDS = 100;
    private static final int LONGEST_KEYWORD = 200;
    /** Between one due date and the next. */
    private static final int MOST_YEARS = 100;

    private static final List<String> ATTRIBUTES =
            List.of("priority", "class", "pillar", "programmeArea", "cost", "keywords", "recurrence", "function");
    private static final List<String> BESIDE = List.of("effectiveOn", "authority", "evidence", "note");
    private static final List<String> BESIDE_MANDATE = Stream.of(BESIDE, ATTRIBUTES, List.of("history"))
            .flatMap(List::stream)
            .toList();

    private MandateReader() {}

    /** A mandate as posted, without its attributes. */
    private record Issued(
            @Nullable MandateId id,
            OrganisationId organisation,
            Name title,
            @Nullable Name text,
            @Nullable LocalDate dueOn) {
        Issued {
            InvalidValue.required("organisation", organisation);
            InvalidValue.required("title", title);
        }
    }

    /** What any step may say besides its own fields. */
    private record Beside(
            @Nullable LocalDate effectiveOn,
            @Nullable Authority authority,
            @Nullable Evidence evidence,
            @Nullable String note) {}

    /** {@code BadRequest} names what cannot be read by its path from {@code body}. */
    public static IssueMandate mandate(JsonNode body, boolean rehearsal) {
        return mandate(body, rehearsal, Slug::of);
    }

    /** @param idOf makes an id of a title, where none is given */
    static IssueMandate mandate(JsonNode body, boolean rehearsal, UnaryOperator<String> idOf) {
        ObjectNode fields = (ObjectNode) body.deepCopy();
        Beside beside = Body.read(taken(fields, BESIDE), Beside.class, "");
        if (beside.authority() == null)
            throw new BadRequest(
                    "invalid-field",
                    "authority",
                    "authority is required: the act and paragraph that issued the mandate.");
        noProposal(beside.authority(), "authority");
        Attributes attributes = bounded(Body.read(taken(fields, ATTRIBUTES), Attributes.class, ""), "");
        JsonNode history = fields.remove("history");
        Issued issued = Body.read(fields, Issued.class, "", BESIDE_MANDATE);
        day("dueOn", issued.dueOn());
        day("effectiveOn", beside.effectiveOn());
        return new IssueMandate(
                issued.id() == null ? new MandateId(idOf.apply(issued.title().text("en"))) : issued.id(),
                issued.organisation(),
                issued.title(),
                issued.text(),
                issued.dueOn(),
                attributes,
                beside.effectiveOn(),
                new Grounds(beside.authority(), beside.evidence(), beside.note()),
                history(history),
                rehearsal);
    }

    private static List<Step> history(@Nullable JsonNode given) {
        if (given == null) return List.of();
        if (!given.isArray() || given.size() > LONGEST_HISTORY)
            throw new BadRequest(
                    "invalid-field", "history", "history is a list of at most " + LONGEST_HISTORY + " steps.");
        var history = new ArrayList<Step>();
        for (int i = 0; i < given.size(); i++) {
            String path = "history[" + i + "]";
            if (!(given.get(i) instanceof ObjectNode entry))
                throw new BadRequest("invalid-field", path, path + " is not an object.");
            ObjectNode fields = entry.deepCopy();
            JsonNode step = fields.remove("step");
            Class<? extends MandateOrder> order =
                    step == null || !step.isString() ? null : MandateOrder.BY_PATH.get(step.asString());
            if (order == null)
                throw new BadRequest(
                        "invalid-field",
                        path + ".step",
                        path + ".step is one of "
                                + MandateOrder.BY_PATH.keySet().stream()
                                        .sorted()
                                        .toList() + ".");
            if (!fields.has("effectiveOn"))
                throw new BadRequest(
                        "invalid-field", path + ".effectiveOn", path + ".effectiveOn is required in a history.");
            history.add(step(fields, order, path));
        }
        return List.copyOf(history);
    }

    static Step step(JsonNode body, Class<? extends MandateOrder> type, String path) {
        ObjectNode fields = (ObjectNode) body.deepCopy();
        Beside beside = Body.read(taken(fields, BESIDE), Beside.class, path);
        String prefix = path.isEmpty() ? "" : path + ".";
        MandateOrder order = attributed(fields, type, path);
        switch (order) {
            case MandateOrder.Renew o -> day(prefix + "dueOn", o.dueOn());
            case MandateOrder.Adapt o -> {
                day(prefix + "dueOn", o.dueOn());
                if (o.attributes() != null) bounded(o.attributes(), prefix);
            }
            case MandateOrder.Report o -> day(prefix + "nextDueOn", o.nextDueOn());
            default -> {}
        }
        if (order.needsAct() && beside.authority() == null)
            throw new BadRequest(
                    "invalid-field",
                    prefix + "authority",
                    prefix + "authority is required: only a legal act can do this.");
        if (beside.authority() != null) noProposal(beside.authority(), prefix + "authority");
        day(prefix + "effectiveOn", beside.effectiveOn());
        return new Step(order, beside.effectiveOn(), beside.authority(), beside.evidence(), beside.note());
    }

    /** Attributes stand flat in a request; an adaptation that names one states them all. */
    private static MandateOrder attributed(ObjectNode fields, Class<? extends MandateOrder> type, String path) {
        if (type == MandateOrder.Adapt.class) {
            ObjectNode attributes = taken(fields, ATTRIBUTES);
            if (!attributes.isEmpty()) fields.set("attributes", attributes);
        }
        return Body.read(fields, type, path, BESIDE);
    }

    /** What one can sort and search by, and count on. Not a rule of the attributes themselves: what was recorded is read for ever. */
    private static Attributes bounded(Attributes attributes, String prefix) {
        if (attributes.keywords().size() > MOST_KEYWORDS
                || attributes.keywords().stream().anyMatch(keyword -> keyword.length() > LONGEST_KEYWORD))
            throw new BadRequest(
                    "invalid-field",
                    prefix + "keywords",
                    prefix + "keywords are at most " + MOST_KEYWORDS + ", of at most " + LONGEST_KEYWORD
                            + " characters each.");
        Recurrence recurrence = attributes.recurrence();
        Period every = recurrence == null ? null : recurrence.every();
        if (every != null
                && (every.getYears() > MOST_YEARS
                        || every.getMonths() > 12 * MOST_YEARS
                        || every.getDays() > 366 * MOST_YEARS))
            throw new BadRequest(
                    "invalid-field",
                    prefix + "recurrence.every",
                    prefix + "recurrence.every is at most " + MOST_YEARS + " years.");
        return attributes;
    }

    private static void noProposal(Authority authority, String path) {
        if (authority.mandate() != null || authority.proposal() != null)
            throw new BadRequest(
                    "invalid-field", path, path + " names a resolution and, where there is one, its paragraph.");
    }

    private static void day(String field, @Nullable LocalDate day) {
        if (day != null) Body.day(field, day);
    }

    private static ObjectNode taken(ObjectNode fields, List<String> names) {
        ObjectNode taken = fields.objectNode();
        for (String name : names) {
            JsonNode value = fields.remove(name);
            if (value != null) taken.set(name, value);
        }
        return taken;
    }
}
