package org.mandatum.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a person does in the register; one person may have several. A token names them in lower case. */
public enum Role {
    /** Submits: acts, changes, mandates, proposals. */
    OFFICER,
    /** Approves what others submitted. */
    APPROVER,
    /** Reads everything, and proves it. */
    AUDITOR,
    /** Reads structures and their history, and follows them. */
    VIEWER,
    /** Opens registers and sets up what runs beside them; changes no content. */
    ADMIN;

    /** As tokens and answers spell it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty for any other word: an issuer may give roles that mean nothing here. */
    static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }
}
