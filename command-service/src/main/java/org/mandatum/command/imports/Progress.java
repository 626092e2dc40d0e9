package org.mandatum.command.imports;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far an import has come. {@code lines = accepted + refused + repeated}; blank lines are not among them.
 *
 * @param refused lines of which nothing was recorded: a rule speaks against them, or they cannot be read
 * @param repeated lines that were recorded before, by this key
 * @param changes events that the accepted lines recorded
 * @param errors the first of them, one for each refused line
 * @param errorsOmitted how many more there were
 * @param detail why it failed; null otherwise
 */
record Progress(
        long lines,
        long accepted,
        long refused,
        long repeated,
        long changes,
        List<LineError> errors,
        long errorsOmitted,
        @Nullable String detail) {
    static final Progress NONE = new Progress(0, 0, 0, 0, 0, List.of(), 0, null);
    private static final int MOST_ERRORS = 1_000;

    Progress {
        errors = List.copyOf(errors);
    }

    /** Counts lines as their fate is known. Not safe for use by several threads. */
    static final class Tally {
        private long accepted;
        private long refused;
        private long repeated;
        private long changes;
        private final List<LineError> errors = new ArrayList<>();

        void accepted(long itsChanges) {
            accepted++;
            changes += itsChanges;
        }

        void repeated() {
            repeated++;
        }

        void refused(LineError error) {
            refused++;
            if (errors.size() < MOST_ERRORS) errors.add(error);
        }

        long changes() {
            return changes;
        }

        Progress progress(@Nullable String detail) {
            return new Progress(
                    accepted + refused + repeated,
                    accepted,
                    refused,
                    repeated,
                    changes,
                    errors,
                    refused - errors.size(),
                    detail);
        }
    }
}
