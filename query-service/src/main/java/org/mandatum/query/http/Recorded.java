package org.mandatum.query.http;

import java.time.Instant;
import java.util.OptionalLong;
import org.mandatum.organisation.OrganisationId;

/** What the log itself holds, to those who must know whether it has all been projected. */
@FunctionalInterface
public interface Recorded {
    /** How many events of the organisation had been recorded by a moment; empty when the log cannot be asked. */
    OptionalLong by(OrganisationId organisation, Instant moment);
}
