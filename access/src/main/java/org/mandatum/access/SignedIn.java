package org.mandatum.access;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mandatum.journal.Actor;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A person whose token was checked. Shared by all requests that bring this token. */
final class SignedIn extends AbstractAuthenticationToken implements Person {
    private static final long serialVersionUID = 1;

    private final transient Actor actor;
    private final Set<Role> roles;
    private final transient OrganisationScope scope;
    private final Instant until;

    SignedIn(Actor actor, Set<Role> roles, OrganisationScope scope, Instant until) {
        super(List.of());
        this.actor = actor;
        this.roles = roles;
        this.scope = scope;
        this.until = until;
        setAuthenticated(true);
    }

    @Override
    public Actor actor() {
        return actor;
    }

    @Override
    public Set<Role> roles() {
        return roles;
    }

    @Override
    public OrganisationScope scope() {
        return scope;
    }

    @Override
    public Instant until() {
        return until;
    }

    @Override
    public String getName() {
        return actor.subject();
    }

    @Override
    public Object getPrincipal() {
        return actor;
    }

    /** The token is not kept. */
    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SignedIn that
                && actor.equals(that.actor)
                && roles.equals(that.roles)
                && scope.equals(that.scope)
                && until.equals(that.until);
    }

    @Override
    public int hashCode() {
        return Objects.hash(actor, roles, scope, until);
    }
}
