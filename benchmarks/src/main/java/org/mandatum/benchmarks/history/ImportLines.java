package org.mandatum.benchmarks.history;

import java.util.Iterator;
import java.util.List;
import org.mandatum.journal.EventJson;
import org.mandatum.organisation.StructuralEvent;
import org.mandatum.organisation.StructuralEvent.*;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A history as the lines of an import: each is one package as {@code POST /organisations/{org}/changes} takes it, with the
 * idempotency key as field {@code key}.
 */
public final class ImportLines implements Iterator<String> {
    private final History history;
    private final String keys;
    private long number;
    private long changes;

    /** @param keys what every line's key begins with; its number follows */
    public ImportLines(History history, String keys) {
        this.history = history;
        this.keys = keys;
    }

    @Override
    public boolean hasNext() {
        return history.hasNext();
    }

    /** The next package, without a line break. */
    @Override
    public String next() {
        return nextPackage().put("key", keys + number++).toString();
    }

    /** The next package as a single request takes it, which has its key in a header. */
    public ObjectNode nextPackage() {
        List<StructuralEvent> facts = history.next();
        changes += facts.size();
        StructuralEvent first = facts.getFirst();
        ObjectNode line = EventJson.MAPPER.createObjectNode();
        line.set("authority", EventJson.MAPPER.valueToTree(first.grounds().authority()));
        line.put("effectiveOn", first.effectiveOn().toString());
        if (first.grounds().evidence() != null)
            line.set("evidence", EventJson.MAPPER.valueToTree(first.grounds().evidence()));
        ArrayNode orders = line.putArray("changes");
        facts.forEach(fact -> orders.add(order(fact)));
        return line;
    }

    /** How many changes the packages drawn so far hold. */
    public long changes() {
        return changes;
    }

    /** The order that this fact would have come of: the same fields, under the command's name. */
    static ObjectNode order(StructuralEvent fact) {
        ObjectNode order = EventJson.MAPPER.valueToTree(fact);
        order.remove(List.of("organisation", "effectiveOn", "grounds"));
        order.put("type", command(fact));
        // A merger's "into" is the id of a unit in force, or the new unit itself.
        var established = order.remove("established");
        if (established != null && established.isObject()) order.set("into", established);
        return order;
    }

    private static String command(StructuralEvent fact) {
        return switch (fact) {
            case SecretariatCreated e -> "CreateSecretariat";
            case UnitCreated e -> "CreateUnit";
            case SecretariatEliminated e -> "EliminateSecretariat";
            case UnitEliminated e -> "EliminateUnit";
            case UnitRenamed e -> "RenameUnit";
            case UnitMoved e -> "MoveUnit";
            case ReportingLinesSet e -> "SetReportingLines";
            case UnitConverted e -> "ConvertUnit";
            case UnitsMerged e -> "MergeUnits";
            case UnitSplit e -> "SplitUnit";
            case UnitSuspended e -> "SuspendUnit";
            case UnitReactivated e -> "ReactivateUnit";
            case UnitReinstated e -> "ReinstateUnit";
            case FunctionAssigned e -> "AssignFunction";
            case FunctionRedistributed e -> "RedistributeFunction";
            case FunctionRevised e -> "ReviseFunction";
            case FunctionDiscontinued e -> "DiscontinueFunction";
            case UnitAlignedWithPillar e -> "AlignWithPillar";
            case CoordinationLinked e -> "LinkCoordination";
            case CoordinationUnlinked e -> "UnlinkCoordination";
        };
    }
}
