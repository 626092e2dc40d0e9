package org.mandatum.command.proposal;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.mandatum.command.mandate.Mandates;
import org.mandatum.command.organisation.Structures;
import org.mandatum.command.resolution.LegalActs;
import org.mandatum.journal.Actor;

/**
 * What a decision about a proposal needs to know besides the proposal.
 *
 * @param today nothing is done on a later day
 * @param actor who orders it; null: nobody that the register could name
 */
record Circumstances(
        LocalDate today, @Nullable Actor actor, LegalActs acts, Structures structures, Mandates mandates) {}
