package org.mandatum.quickstart;

/** Something outside this program is in the way; the message is one line that tells the reader what to do about it. */
public final class CannotContinue extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CannotContinue(String line) {
        super(line);
    }

    CannotContinue(String line, Throwable cause) {
        super(line, cause);
    }
}
