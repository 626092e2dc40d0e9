package org.mandatum.command.proposal;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.mandatum.organisation.Authority;

/**
 * One order, the day it was carried out on, and what it rests on.
 *
 * @param effectiveOn absent: today
 * @param authority absent: what the proposal itself rests on
 */
record Step(
        ProposalOrder order,
        @Nullable LocalDate effectiveOn,
        @Nullable Authority authority) {}
