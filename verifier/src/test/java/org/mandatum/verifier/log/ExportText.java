package org.mandatum.verifier.log;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import org.mandatum.verifier.export.Json;
import org.mandatum.verifier.tree.GrowingTree;

/** Exports, written as docs/log-format.md has it. */
public final class ExportText {
    private ExportText() {}

    /** An honest export of these events, with a checkpoint at each of those sizes and at the end. */
    public static String of(List<Recorded> events, LogKey key, LongPredicate checkpointAt) {
        return of(events, key, signed(events, key, size -> checkpointAt.test(size) || size == events.size()));
    }

    /** An export of these events, numbered anew as whoever tampers would, with these notes, by size, among them. */
    public static String of(List<Recorded> events, LogKey key, Map<Integer, String> notes) {
        var text = new StringBuilder(events.size() * 600);
        text.append(header(key, 0, events.size()));
        long checkpoints = 0;
        for (int i = 0; i < events.size(); i++) {
            text.append(events.get(i).line(i)).append('\n');
            String note = notes.get(i + 1);
            if (note == null) continue;
            text.append(checkpoint(note));
            checkpoints++;
        }
        return text.append(footer(events.size(), checkpoints)).toString();
    }

    /** Checkpoints of every so many events, and of all, by size. */
    public static Map<Integer, String> signed(List<Recorded> events, LogKey key, int every) {
        return signed(events, key, size -> size % every == 0 || size == events.size());
    }

    private static Map<Integer, String> signed(List<Recorded> events, LogKey key, LongPredicate at) {
        var signed = new LinkedHashMap<Integer, String>();
        var tree = new GrowingTree();
        for (Recorded event : events) {
            tree.add(event.leaf());
            if (at.test(tree.size())) signed.put((int) tree.size(), key.sign(tree.size(), tree.root()));
        }
        return signed;
    }

    public static String header(LogKey key, long from, long size) {
        return "{\"format\":\"mandatum-log-export\",\"version\":1,\"origin\":\"" + key.origin() + "\",\"keys\":[\""
                + key.text() + "\"],\"from\":" + from + ",\"size\":" + size + "}\n";
    }

    public static String checkpoint(String note) {
        return "{\"checkpoint\":" + Json.text(note) + "}\n";
    }

    public static String footer(long events, long checkpoints) {
        return "{\"end\":true,\"events\":" + events + ",\"checkpoints\":" + checkpoints + "}\n";
    }
}
