package org.mandatum.verifier.register;

/** Something that is no finding: a register that does not answer, a file that cannot be written. It may go well later. */
public final class Fault extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;

    public Fault(String why) {
        this(why, 0);
    }

    Fault(String why, int status) {
        super(why);
        this.status = status;
    }

    /** What HTTP said; 0 when it said nothing. */
    public int status() {
        return status;
    }

    public String why() {
        return String.valueOf(getMessage());
    }
}
