package org.mandatum.terminal;

import java.nio.file.Path;

/** What is told to be pasted into a shell. */
public final class Shell {
    private Shell() {}

    /** As one word, quoted where it needs to be. */
    public static String word(Path path) {
        String text = path.toString();
        return text.matches("[\\w/.,:@%+=-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
