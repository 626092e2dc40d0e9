package org.mandatum.query.structure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
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

/**
 * The units, links and organs of a structure as JSON, put together from documents that were encoded once. Holds only where
 * the pieces are; nothing is copied until it is written.
 */
final class StructureBody {
    private static final byte[] UNITS = "\"units\":[".getBytes(UTF_8);
    private static final byte[] NO_FUNCTIONS = ",\"functions\":[]}".getBytes(UTF_8);
    private static final byte[] FUNCTIONS = ",\"functions\":[".getBytes(UTF_8);
    private static final byte[] COORDINATION = "],\"coordination\":[".getBytes(UTF_8);
    private static final byte[] ORGANS = "],\"organs\":".getBytes(UTF_8);
    private static final byte[] COMMA = {','};
    private static final byte[] CLOSE = {'}'};
    private static final byte[] END_OF_UNIT = "]}".getBytes(UTF_8);
    /** Collectors dislike arrays of a megabyte. */
    private static final int CHUNK = 1 << 16;

    private byte[][] pieces;
    private int count;
    private int length;

    private StructureBody(int capacity) {
        pieces = new byte[capacity][];
    }

    /** From {@code "units"} to the answer's closing brace. */
    static StructureBody of(Snapshot structure) {
        var body = new StructureBody(4 * structure.units().size()
                + 2 * structure.functions().size()
                + 2 * structure.links().size()
                + 8);
        body.put(structure);
        return body;
    }

    private void put(Snapshot structure) {
        List<Row<Unit>> units = structure.units();
        Map<UnitId, Integer> places = HashMap.newHashMap(units.size());
        for (int i = 0; i < units.size(); i++) places.put(units.get(i).value().id(), i);
        // The functions of each unit as chains through the list of all, in its order.
        List<Row<Function>> functions = structure.functions();
        int[] firstOf = new int[units.size()];
        int[] nextAfter = new int[functions.size()];
        Arrays.fill(firstOf, -1);
        for (int i = functions.size() - 1; i >= 0; i--) {
            Integer holder = places.get(functions.get(i).value().holder());
            if (holder == null)
                throw new IllegalStateException(functions.get(i).value().id() + " is held by nobody");
            nextAfter[i] = firstOf[holder];
            firstOf[holder] = i;
        }
        var organs = new TreeSet<String>();
        add(UNITS);
        for (int i = 0; i < units.size(); i++) {
            if (i > 0) add(COMMA);
            add(units.get(i).json());
            if (firstOf[i] < 0) add(NO_FUNCTIONS);
            else {
                add(FUNCTIONS);
                for (int function = firstOf[i]; function >= 0; function = nextAfter[function]) {
                    if (function != firstOf[i]) add(COMMA);
                    add(functions.get(function).json());
                }
                add(END_OF_UNIT);
            }
            for (Superior superior : units.get(i).value().reportsTo())
                if (superior.unit() == null || !places.containsKey(superior.unit())) organs.add(superior.id());
        }
        add(COORDINATION);
        List<Row<CoordinationLink>> links = structure.links();
        for (int i = 0; i < links.size(); i++) {
            if (i > 0) add(COMMA);
            add(links.get(i).json());
        }
        add(ORGANS);
        add(EventJson.MAPPER.writeValueAsBytes(organs));
        add(CLOSE);
    }

    private void add(byte[] piece) {
        if (count == pieces.length) pieces = Arrays.copyOf(pieces, count * 2);
        pieces[count++] = piece;
        length += piece.length;
    }

    /** Bytes. */
    int length() {
        return length;
    }

    void writeTo(OutputStream out) throws IOException {
        byte[] buffer = new byte[Math.min(CHUNK, length)];
        int at = 0;
        for (int i = 0; i < count; i++) {
            byte[] piece = pieces[i];
            if (piece.length > buffer.length - at) {
                out.write(buffer, 0, at);
                at = 0;
            }
            if (piece.length > buffer.length) out.write(piece);
            else {
                System.arraycopy(piece, 0, buffer, at, piece.length);
                at += piece.length;
            }
        }
        out.write(buffer, 0, at);
    }
}
