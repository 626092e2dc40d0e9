package org.mandatum.query.structure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.mandatum.journal.EventJson;
import org.mandatum.organisation.CoordinationLink;
import org.mandatum.organisation.Function;
import org.mandatum.organisation.Superior;
import org.mandatum.organisation.Unit;
import org.mandatum.organisation.UnitId;
import org.mandatum.query.index.OrganisationIndex.Snapshot;
import org.mandatum.query.index.Row;

/** The units, links and organs of a structure as JSON, put together from documents that were encoded once. */
final class StructureBody {
    private static final byte[] UNITS = "\"units\":[".getBytes(UTF_8);
    private static final byte[] FUNCTIONS = ",\"functions\":[".getBytes(UTF_8);
    private static final byte[] COORDINATION = "],\"coordination\":[".getBytes(UTF_8);
    private static final byte[] ORGANS = "],\"organs\":".getBytes(UTF_8);
    private static final byte[] COMMA = {','};
    private static final byte[] CLOSE = {'}'};
    private static final byte[] END_OF_UNIT = "]}".getBytes(UTF_8);

    private final List<byte[]> pieces = new ArrayList<>();
    private int length;

    private StructureBody() {}

    /** From {@code "units"} to the answer's closing brace. */
    static byte[] of(Snapshot structure) {
        var body = new StructureBody();
        body.write(structure);
        return body.joined();
    }

    private void write(Snapshot structure) {
        Map<UnitId, List<Row<Function>>> held = new HashMap<>();
        for (Row<Function> function : structure.functions())
            held.computeIfAbsent(function.value().holder(), none -> new ArrayList<>(4))
                    .add(function);
        var organs = new TreeSet<String>();
        add(UNITS);
        boolean first = true;
        for (Row<Unit> unit : structure.units()) {
            if (!first) add(COMMA);
            first = false;
            add(unit.json());
            add(FUNCTIONS);
            list(held.getOrDefault(unit.value().id(), List.of()));
            add(END_OF_UNIT);
            for (Superior superior : unit.value().reportsTo()) organs.add(superior.id());
        }
        if (!organs.isEmpty())
            for (Row<Unit> unit : structure.units())
                organs.remove(unit.value().id().value());
        add(COORDINATION);
        List<Row<CoordinationLink>> links = structure.links();
        list(links);
        add(ORGANS);
        add(EventJson.MAPPER.writeValueAsBytes(organs));
        add(CLOSE);
    }

    private <T> void list(List<Row<T>> rows) {
        for (int i = 0; i < rows.size(); i++) {
            if (i > 0) add(COMMA);
            add(rows.get(i).json());
        }
    }

    private void add(byte[] piece) {
        pieces.add(piece);
        length += piece.length;
    }

    private byte[] joined() {
        byte[] joined = new byte[length];
        int at = 0;
        for (byte[] piece : pieces) {
            System.arraycopy(piece, 0, joined, at, piece.length);
            at += piece.length;
        }
        return joined;
    }
}
