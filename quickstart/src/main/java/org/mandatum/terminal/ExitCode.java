package org.mandatum.terminal;

/** How a command ended, for scripts: a code never changes its meaning. */
public final class ExitCode {
    public static final int FINE = 0;
    /** Unreachable, not permitted, or a fault of the register or of this program: asked again, it may go well. */
    public static final int FAULT = 1;

    public static final int USAGE = 2;
    public static final int NOT_RUNNING = 3;
    /** By a rule, or since the organisation has moved on meanwhile (HTTP 409, 412); lines of an import, too. */
    public static final int REFUSED = 4;

    public static final int NOT_FOUND = 5;
    /** Sent something that the register cannot read (HTTP 400, 413, 422). */
    public static final int REJECTED = 6;

    /** What was compared is not the same: answers and what the log makes of itself, or a register and an export. */
    public static final int DIFFERS = 7;

    private ExitCode() {}
}
