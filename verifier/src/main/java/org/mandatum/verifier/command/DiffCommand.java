package org.mandatum.verifier.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mandatum.verifier.export.Export;
import org.mandatum.verifier.export.Line.Entry;
import org.mandatum.verifier.export.Line.Header;
import org.mandatum.verifier.export.Line.Placed;
import org.mandatum.verifier.export.Unreadable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The first event in which two exports differ. */
@Command(
        name = "diff",
        description =
                "Compares the events of two exports that begin with the same one, and names the first that differs.")
final class DiffCommand extends AuditorCommand {
    @Parameters(index = "0", paramLabel = "EXPORT", description = "an export, plain or gzip")
    Path one = Path.of("");

    @Parameters(index = "1", paramLabel = "OTHER", description = "another")
    Path other = Path.of("");

    /** What differs. */
    private record Difference(
            long index, @Nullable String event, @Nullable String otherEvent, List<String> fields) {}

    @Override
    int run() throws Unreadable, IOException {
        long total = Files.size(one);
        try (Progress progress = progress("comparing");
                Export first = new Export(List.of(one), read -> progress.at(read, total));
                Export second = new Export(List.of(other), read -> {})) {
            Header left = header(first);
            Header right = header(second);
            if (left.from() != right.from())
                throw new Unreadable(
                        String.valueOf(other.getFileName()),
                        1,
                        "incomplete",
                        "the exports begin with different events, " + left.from() + " and " + right.from());
            return tell(compare(first, second, left.from()), left.origin(), right.origin());
        }
    }

    private long events;

    private @Nullable Difference compare(Export first, Export second, long from) throws Unreadable, IOException {
        while (true) {
            Entry left = entry(first);
            Entry right = entry(second);
            long index = from + events;
            if (left == null && right == null) return null;
            if (left == null || right == null)
                return new Difference(
                        index,
                        left == null ? null : left.id(),
                        right == null ? null : right.id(),
                        List.of(left == null ? "the first ends here" : "the second ends here"));
            if (!left.leaf().equals(right.leaf()) || left.index() != right.index())
                return new Difference(index, left.id(), right.id(), fields(left, right));
            events++;
        }
    }

    private static List<String> fields(Entry left, Entry right) {
        var fields = new ArrayList<String>();
        if (left.index() != right.index()) fields.add("index");
        if (!left.id().equals(right.id())) fields.add("id");
        if (!left.stream().equals(right.stream())) fields.add("stream");
        if (left.sequence() != right.sequence()) fields.add("sequence");
        if (left.position() != right.position()) fields.add("position");
        if (left.remaining() != right.remaining()) fields.add("remaining");
        if (!left.type().equals(right.type())) fields.add("type");
        if (left.revision() != right.revision()) fields.add("revision");
        if (left.recordedAt() != right.recordedAt()) fields.add("recordedAt");
        if (!left.payload().equals(right.payload())) fields.add("payload");
        if (!left.metadata().equals(right.metadata())) fields.add("metadata");
        return fields;
    }

    private static Header header(Export export) throws Unreadable, IOException {
        Placed placed = export.next();
        if (placed != null && placed.line() instanceof Header header) return header;
        throw new IllegalStateException("an export begins with its header");
    }

    private static @Nullable Entry entry(Export export) throws Unreadable, IOException {
        for (Placed placed = export.next(); placed != null; placed = export.next())
            if (placed.line() instanceof Entry entry) return entry;
        return null;
    }

    private int tell(@Nullable Difference difference, String origin, String otherOrigin) {
        boolean same = difference == null && origin.equals(otherOrigin);
        if (form == Form.json) {
            var document = new LinkedHashMap<String, @Nullable Object>();
            document.put("equal", same);
            document.put("equalEvents", events);
            document.put("origins", List.of(origin, otherOrigin));
            if (difference != null) {
                document.put("index", difference.index());
                document.put("event", difference.event());
                document.put("otherEvent", difference.otherEvent());
                document.put("differs", difference.fields());
            }
            answer(document);
        } else {
            if (!origin.equals(otherOrigin)) out().println("different logs: " + origin + " and " + otherOrigin);
            out().println(
                            difference == null
                                    ? events + " events, all equal"
                                    : "event " + difference.index() + " is the first that differs, in "
                                            + String.join(", ", difference.fields()) + ": " + difference.event()
                                            + " and "
                                            + difference.otherEvent());
        }
        return same ? ExitCode.GOOD : ExitCode.DIFFERENT;
    }
}
