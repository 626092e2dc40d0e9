package org.mandatum.command.http;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.mandatum.journal.Actor;

/** Whom a request comes from, as whoever authenticated it says. */
public interface Person extends Principal {
    Actor actor();

    /** The person behind the request; null where nobody was asked to say who they are. */
    static @Nullable Actor who(HttpServletRequest request) {
        return request.getUserPrincipal() instanceof Person person ? person.actor() : null;
    }
}
