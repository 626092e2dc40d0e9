package org.mandatum.command.decision;

import java.time.LocalDate;

/** A rule about recorded changes, and about their correction. */
public sealed interface CorrectionRefusal extends Refusal {

    record UnknownChange(String change) implements CorrectionRefusal {}

    record ChangeAlreadyAnnulled(String change) implements CorrectionRefusal {}

    record CorrectedTwice(String change) implements CorrectionRefusal {}

    record EffectiveDateUnchanged(String change, LocalDate effectiveOn) implements CorrectionRefusal {}

    /** Something already recorded would become impossible. */
    record LaterChangeImpossible(String change, String type, LocalDate effectiveOn, String because, String why)
            implements CorrectionRefusal {}

    @Override
    default String code() {
        return switch (this) {
            case UnknownChange r -> "change-unknown";
            case ChangeAlreadyAnnulled r -> "change-annulled";
            case CorrectedTwice r -> "change-corrected-twice";
            case EffectiveDateUnchanged r -> "effective-date-unchanged";
            case LaterChangeImpossible r -> "later-change-impossible";
        };
    }

    @Override
    default String detail() {
        return switch (this) {
            case UnknownChange r ->
                "No event " + r.change() + " recorded a change of this organisation's structure. A correction cannot be"
                        + " corrected itself; order what should hold instead.";
            case ChangeAlreadyAnnulled r ->
                "The change " + r.change() + " was annulled; order it anew if it should hold after all.";
            case CorrectedTwice r -> "The package corrects or annuls the change " + r.change() + " more than once.";
            case EffectiveDateUnchanged r ->
                "The change " + r.change() + " is effective on " + r.effectiveOn() + " already.";
            case LaterChangeImpossible r ->
                "The recorded change " + r.change() + " (" + r.type() + ", effective " + r.effectiveOn()
                        + ") would become impossible: " + r.why();
        };
    }
}
