package org.mandatum.access;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.Instant;
import java.util.Set;
import org.mandatum.journal.Actor;

/** Whom a request comes from, as the access token says that came with it. */
public interface Person extends Principal {
    Actor actor();

    Set<Role> roles();

    OrganisationScope scope();

    /** When the token ends; what lasts longer than a request ends with it. */
    Instant until();

    /** @throws IllegalStateException for a call that is open to anyone: nobody was asked to say who they are */
    static Person of(HttpServletRequest request) {
        if (request.getUserPrincipal() instanceof Person person) return person;
        throw new IllegalStateException("nobody has signed in for " + request.getRequestURI());
    }

    /**
     * For orders that name their organisation in the body, where the path could not tell.
     *
     * @throws OutOfScope when the token does not reach it
     */
    default void requireScope(String organisation) {
        if (!scope().covers(organisation)) throw new OutOfScope(organisation);
    }
}
