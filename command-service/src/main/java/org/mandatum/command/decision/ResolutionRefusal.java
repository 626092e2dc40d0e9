package org.mandatum.command.decision;

import java.time.LocalDate;
import org.mandatum.resolution.ResolutionId;

/** A rule about recording legal acts, and their amendment and rescission. */
public sealed interface ResolutionRefusal extends Refusal {

    record ResolutionExists(ResolutionId resolution) implements ResolutionRefusal {}

    record AlreadyRescinded(ResolutionId resolution, LocalDate rescindedOn) implements ResolutionRefusal {}

    record CitesItself(ResolutionId resolution) implements ResolutionRefusal {}

    record EffectiveBeforeAdoption(ResolutionId resolution, LocalDate adoptedOn, LocalDate effectiveOn)
            implements ResolutionRefusal {}

    @Override
    default String code() {
        return switch (this) {
            case ResolutionExists r -> "resolution-exists";
            case AlreadyRescinded r -> "already-rescinded";
            case CitesItself r -> "cites-itself";
            case EffectiveBeforeAdoption r -> "effective-before-adoption";
        };
    }

    @Override
    default String detail() {
        return switch (this) {
            case ResolutionExists r -> r.resolution() + " is in the register already.";
            case AlreadyRescinded r -> r.resolution() + " was rescinded from " + r.rescindedOn() + " on.";
            case CitesItself r -> r.resolution() + " cannot amend, rescind or empower itself.";
            case EffectiveBeforeAdoption r ->
                r.resolution() + " was adopted on " + r.adoptedOn() + "; it cannot be amended or rescinded from "
                        + r.effectiveOn() + " on.";
        };
    }
}
