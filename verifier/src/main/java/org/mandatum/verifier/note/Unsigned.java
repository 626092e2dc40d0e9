package org.mandatum.verifier.note;

/** A key, a note or a checkpoint that cannot be accepted, and why. */
public final class Unsigned extends Exception {
    private static final long serialVersionUID = 1;

    private final String rule;

    Unsigned(String rule, String why) {
        super(why);
        this.rule = rule;
    }

    /** {@code key}, {@code note}, {@code checkpoint}, {@code signature} or {@code origin}. */
    public String rule() {
        return rule;
    }

    /** What is wrong. */
    public String why() {
        return String.valueOf(getMessage());
    }
}
