package org.mandatum.verifier.note;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.mandatum.verifier.tree.Hash;

/**
 * The log at one size, as it was signed (C2SP tlog-checkpoint).
 *
 * @param origin which log
 * @param size how many leaves it has
 */
public record Checkpoint(String origin, long size, Hash root, Note note) {
    /** Below 2^53. */
    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,15}");

    private static final long BEYOND = 1L << 53;

    /** What the note says, whoever signed it. */
    public static Checkpoint parse(String text) throws Unsigned {
        Note note = Note.parse(text);
        String[] lines = note.text().split("\n", 4);
        if (lines.length < 4
                || !PublicKey.isName(lines[0])
                || !SIZE.matcher(lines[1]).matches())
            throw new Unsigned("checkpoint", "a checkpoint begins with its origin, size and root, a line each");
        Hash root = Hash.parse(lines[2]);
        long size = Long.parseLong(lines[1]);
        if (root == null) throw new Unsigned("checkpoint", "the root is not base64 of 32 bytes");
        if (size >= BEYOND) throw new Unsigned("checkpoint", "a size is below 2^53");
        return new Checkpoint(lines[0], size, root, note);
    }

    /**
     * Those of the keys that signed it; at least one of them is that of a log of this origin.
     *
     * @throws Unsigned when none is, or a line of a known key is false
     */
    public List<PublicKey> requireSigned(List<PublicKey> trusted) throws Unsigned {
        List<PublicKey> signers = note.signers(trusted);
        var logs = new ArrayList<PublicKey>();
        for (PublicKey key : signers) if (!key.isWitness()) logs.add(key);
        if (logs.isEmpty())
            throw new Unsigned(
                    "signature",
                    "no trusted key has signed it; its lines are by "
                            + note.lines().stream()
                                    .map(line -> line.name() + " (key " + line.id() + ")")
                                    .collect(Collectors.joining(", ")));
        if (logs.stream().noneMatch(key -> key.name().equals(origin)))
            throw new Unsigned(
                    "origin",
                    "it is of the log " + origin + ", the key of "
                            + logs.getFirst().name());
        return signers;
    }
}
