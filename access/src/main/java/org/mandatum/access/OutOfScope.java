package org.mandatum.access;

import org.springframework.security.access.AccessDeniedException;

/** An organisation that the person's token does not reach, whether it exists or not. */
public final class OutOfScope extends AccessDeniedException {
    private static final long serialVersionUID = 1;

    private final String organisation;

    OutOfScope(String organisation) {
        super("organisation out of scope");
        this.organisation = organisation;
    }

    String organisation() {
        return organisation;
    }
}
