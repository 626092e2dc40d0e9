package org.mandatum.verifier.command;

/** How a command ended, for scripts: a code never changes its meaning. */
final class ExitCode {
    /** Everything is as it must be. */
    static final int GOOD = 0;
    /** Unreachable, not permitted, no space …: nothing was found out, and it may go well later. */
    static final int FAULT = 1;

    static final int USAGE = 2;
    /** The export cannot be read: cut, damaged, or of another form. */
    static final int UNREADABLE = 3;
    /** It can be read, and is not what was signed, or breaks a rule. */
    static final int NOT_PROVEN = 4;
    /** The log forked or went back: a witness has the evidence. */
    static final int ALARM = 5;
    /** Two exports differ. */
    static final int DIFFERENT = 6;

    private ExitCode() {}
}
