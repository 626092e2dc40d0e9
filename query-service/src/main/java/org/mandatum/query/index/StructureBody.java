package org.mandatum.query.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;
import org.mandatum.journal.EventJson;

/**
 * The units, links and organs of a structure as JSON, put together from documents that were encoded once. Holds only where
 * the documents are; nothing is copied until it is written. May be written while the index goes on.
 *
 * <p>Every document begins with a comma, which the first of a list leaves out; a unit's ends where its functions begin.
 */
public final class StructureBody {
    private static final byte[] UNITS = "\"units\":[".getBytes(UTF_8);
    private static final byte[] END_OF_UNIT = "]}".getBytes(UTF_8);
    private static final byte[] COORDINATION = "],\"coordination\":[".getBytes(UTF_8);
    private static final byte[] ORGANS = "],\"organs\":".getBytes(UTF_8);
    private static final byte[] CLOSE = {'}'};
    /** Collectors dislike arrays of a megabyte. */
    private static final int CHUNK = 1 << 16;

    private final List units;
    /** Those of the first unit, of the second …; where each one's end, {@link #functionsEnd} says. */
    private final List functions;

    private final int[] functionsEnd;
    private final List links;
    private final byte[] organs;
    private final int length;

    private StructureBody(List units, List functions, int[] functionsEnd, List links, Set<String> organs) {
        this.units = units;
        this.functions = functions;
        this.functionsEnd = functionsEnd;
        this.links = links;
        this.organs = EventJson.MAPPER.writeValueAsBytes(organs);
        length = UNITS.length
                + units.length()
                + units.size() * END_OF_UNIT.length
                + functions.length()
                - commasLeftOut()
                + COORDINATION.length
                + links.length()
                + ORGANS.length
                + this.organs.length
                + CLOSE.length;
    }

    /** Documents, and in which order they follow. */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    private record List(byte[][] segments, long[] places, int[] lengths) {
        static List of(Table<?> table, int[] statements) {
            long[] places = new long[statements.length];
            int[] lengths = new int[statements.length];
            for (int i = 0; i < places.length; i++) {
                places[i] = table.text(statements[i]);
                lengths[i] = table.length(statements[i]);
            }
            return new List(table.segments(), places, lengths);
        }

        int size() {
            return places.length;
        }

        int length() {
            int length = 0;
            for (int some : lengths) length += some;
            return length;
        }
    }

    /**
     * @param unitsThere numbers of their statements, in their lasting order; likewise the others
     * @param organs superiors that are no units there
     */
    static StructureBody of(
            Table<?> units,
            int[] unitsThere,
            Table<?> functions,
            int[] functionsThere,
            Table<?> links,
            int[] linksThere,
            Places places,
            Set<String> organs) {
        // Functions in the order of their holders, and of each holder in their own: counted first, then put there.
        int[] holders = new int[functionsThere.length];
        int[] next = new int[unitsThere.length + 1];
        for (int i = 0; i < functionsThere.length; i++) {
            holders[i] = places.of(functions.related(functionsThere[i]));
            if (holders[i] < 0)
                throw new IllegalStateException(functions.row(functionsThere[i]).value() + " is held by nobody");
            next[holders[i] + 1]++;
        }
        for (int i = 1; i < next.length; i++) next[i] += next[i - 1];
        int[] sorted = new int[functionsThere.length];
        for (int i = 0; i < functionsThere.length; i++) sorted[next[holders[i]]++] = functionsThere[i];
        return new StructureBody(
                List.of(units, unitsThere), List.of(functions, sorted), next, List.of(links, linksThere), organs);
    }

    private int commasLeftOut() {
        int lists = (units.size() > 0 ? 1 : 0) + (links.size() > 0 ? 1 : 0);
        int begin = 0;
        for (int i = 0; i < units.size(); i++) {
            if (functionsEnd[i] > begin) lists++;
            begin = functionsEnd[i];
        }
        return lists;
    }

    /** Bytes. */
    public int length() {
        return length;
    }

    public void writeTo(OutputStream out) throws IOException {
        var writing = new Writing(out, new byte[Math.min(CHUNK, length)]);
        writing.put(UNITS);
        int function = 0;
        for (int i = 0; i < units.size(); i++) {
            writing.put(units, i, i == 0);
            for (int first = function; function < functionsEnd[i]; function++)
                writing.put(functions, function, function == first);
            writing.put(END_OF_UNIT);
        }
        writing.put(COORDINATION);
        for (int i = 0; i < links.size(); i++) writing.put(links, i, i == 0);
        writing.put(ORGANS);
        writing.put(organs);
        writing.put(CLOSE);
        writing.flush();
    }

    /** By the chunk, so that each is still at hand for the processor when it is sent. */
    private static final class Writing {
        private final OutputStream out;
        private final byte[] chunk;
        private int at;

        Writing(OutputStream out, byte[] chunk) {
            this.out = out;
            this.chunk = chunk;
        }

        void put(List list, int index, boolean first) throws IOException {
            long place = list.places[index];
            int leftOut = first ? 1 : 0;
            put(Texts.segment(list.segments, place), Texts.begin(place) + leftOut, list.lengths[index] - leftOut);
        }

        void put(byte[] text) throws IOException {
            put(text, 0, text.length);
        }

        private void put(byte[] from, int begin, int length) throws IOException {
            if (length > chunk.length - at) flush();
            if (length > chunk.length) out.write(from, begin, length);
            else {
                System.arraycopy(from, begin, chunk, at, length);
                at += length;
            }
        }

        void flush() throws IOException {
            out.write(chunk, 0, at);
            at = 0;
        }
    }
}
