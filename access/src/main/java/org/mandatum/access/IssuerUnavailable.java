package org.mandatum.access;

import org.springframework.security.core.AuthenticationException;

/** The issuer's keys are out of reach: whether the token is good cannot be told. */
final class IssuerUnavailable extends AuthenticationException {
    private static final long serialVersionUID = 1;

    IssuerUnavailable(RuntimeException cause) {
        super("the issuer's keys are out of reach", cause);
    }
}
