package org.mandatum.journal;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.mandatum.value.InvalidValue;

/**
 * Who gave an order: the person as the identity provider knows them. {@code issuer} and {@code subject} together never
 * change hands (OpenID Connect Core 1.0, section 5.7); the name is what the person was called that day.
 *
 * @param issuer the provider that vouches for the subject
 * @param subject the provider's own, never reused id of the person
 * @param name for people to read, never to compare
 */
public record Actor(
        @JsonProperty("issuer") String issuer,
        @JsonProperty("subject") String subject,
        @JsonProperty("name") @Nullable String name) {
    public Actor {
        InvalidValue.required("issuer", issuer);
        InvalidValue.required("subject", subject);
    }

    /** Whether both are one person, whatever they are called. */
    public boolean isSamePersonAs(Actor other) {
        return issuer.equals(other.issuer) && subject.equals(other.subject);
    }
}
