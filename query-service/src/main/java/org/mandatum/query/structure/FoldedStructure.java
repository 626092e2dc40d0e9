package org.mandatum.query.structure;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mandatum.journal.EventJson;
import org.mandatum.organisation.CoordinationLink;
import org.mandatum.organisation.EndedFunction;
import org.mandatum.organisation.EndedLink;
import org.mandatum.organisation.EndedUnit;
import org.mandatum.organisation.Function;
import org.mandatum.organisation.FunctionId;
import org.mandatum.organisation.Structure;
import org.mandatum.organisation.Unit;
import org.mandatum.organisation.UnitId;
import org.mandatum.query.http.Languages;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A structure as the specification's fold makes it of events, shown as one from the index is. */
public record FoldedStructure(Structure structure) implements StructureView {

    /**
     * What a change made other than in {@code earlier}, in the words of the difference between two days; lists that are empty left
     * out.
     */
    public ObjectNode changedSince(FoldedStructure earlier, String change, Languages languages) {
        JsonNode difference =
                EventJson.MAPPER.readTree(DifferenceAnswer.of(Difference.between(earlier, this), change, languages));
        ObjectNode changed = EventJson.MAPPER.createObjectNode();
        difference.properties().stream()
                .filter(list -> !list.getValue().isEmpty())
                .forEach(list -> changed.set(list.getKey(), list.getValue()));
        return changed;
    }

    @Override
    public List<Unit> units() {
        return structure.units();
    }

    @Override
    public @Nullable Unit unit(UnitId unit) {
        return structure.unit(unit);
    }

    @Override
    public @Nullable EndedUnit ended(UnitId unit) {
        return structure.ended(unit);
    }

    @Override
    public List<Function> functions() {
        return structure.functions();
    }

    @Override
    public @Nullable Function function(FunctionId function) {
        return structure.function(function);
    }

    @Override
    public @Nullable EndedFunction discontinued(FunctionId function) {
        return structure.discontinued(function);
    }

    @Override
    public List<CoordinationLink> links() {
        return structure.links();
    }

    @Override
    public @Nullable CoordinationLink link(CoordinationLink.Ends ends) {
        return structure.link(ends);
    }

    @Override
    public @Nullable EndedLink dissolved(CoordinationLink.Ends ends) {
        return structure.dissolved(ends);
    }
}
