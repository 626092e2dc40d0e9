package org.mandatum.log;

/**
 * The log at one size, in the form that is signed (C2SP tlog-checkpoint): origin, size, root, a line each.
 *
 * @param origin which log this is
 * @param size how many leaves it has
 * @param root the hash over all of them
 */
public record Checkpoint(String origin, long size, Hash root) {
    public Checkpoint {
        if (size < 0) throw new IllegalArgumentException("no log has " + size + " leaves");
        if (origin.isEmpty() || origin.indexOf('\n') >= 0)
            throw new IllegalArgumentException("an origin is one line, not '" + origin + "'");
    }

    /** The text that is signed; it ends with a newline. */
    public String text() {
        return origin + "\n" + size + "\n" + root + "\n";
    }

    /** @throws IllegalArgumentException when it is not such a text; lines after the third are let be */
    public static Checkpoint parse(String text) {
        String[] lines = text.split("\n", 4);
        if (lines.length < 4 || !lines[1].matches("0|[1-9][0-9]{0,17}"))
            throw new IllegalArgumentException("a checkpoint begins with origin, size and root, a line each");
        return new Checkpoint(lines[0], Long.parseLong(lines[1]), Hash.parse(lines[2]));
    }
}
