package org.mandatum.access;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much one person may ask for at a time, with however many tokens; 0: as much as they like, as befits a register that one
 * person runs for themselves.
 *
 * @param requestsPerSecond lasting; for a moment, five times as many
 * @param streamsPerPerson open at once, on one instance
 */
@ConfigurationProperties("mandatum.limits")
record Limits(
        @DefaultValue("0") int requestsPerSecond,
        @DefaultValue("0") int streamsPerPerson) {}
