package org.mandatum.command.mandate;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.mandatum.organisation.Authority;
import org.mandatum.value.Evidence;

/**
 * One order, the day it was carried out on, and what it rests on.
 *
 * @param effectiveOn absent: today
 * @param authority absent: the mandate's own provision
 */
record Step(
        MandateOrder order,
        @Nullable LocalDate effectiveOn,
        @Nullable Authority authority,
        @Nullable Evidence evidence,
        @Nullable String note) {}
