package org.mandatum.command.decision;

import java.time.LocalDate;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.mandatum.organisation.FunctionId;
import org.mandatum.organisation.UnitId;
import org.mandatum.resolution.OrganId;
import org.mandatum.resolution.ResolutionId;

/** A rule that an order would break, with the facts that explain it. Codes are stable: clients rely on them. */
public interface Refusal {
    String code();

    /** One sentence for people, in English. */
    String detail();

    record UnknownAuthority(ResolutionId resolution) implements Refusal {
        @Override
        public String code() {
            return "authority-unknown";
        }

        @Override
        public String detail() {
            return "No legal act " + resolution + " is in the register; record it before anything cites it.";
        }
    }

    record UnknownParagraph(ResolutionId resolution, String paragraph, List<String> paragraphs) implements Refusal {
        @Override
        public String code() {
            return "authority-paragraph-unknown";
        }

        @Override
        public String detail() {
            return resolution + " has no paragraph " + paragraph + " on that day; it has "
                    + (paragraphs.isEmpty() ? "none" : String.join(", ", paragraphs)) + ".";
        }
    }

    record AuthorityNotYetAdopted(ResolutionId resolution, LocalDate adoptedOn, LocalDate effectiveOn)
            implements Refusal {
        @Override
        public String code() {
            return "authority-not-yet-adopted";
        }

        @Override
        public String detail() {
            return resolution + " was adopted on " + adoptedOn + ": nothing can rest on it on " + effectiveOn + ".";
        }
    }

    record AuthorityRescinded(ResolutionId resolution, LocalDate rescindedOn, LocalDate effectiveOn)
            implements Refusal {
        @Override
        public String code() {
            return "authority-rescinded";
        }

        @Override
        public String detail() {
            return resolution + " was rescinded from " + rescindedOn + " on: nothing can rest on it on " + effectiveOn
                    + ".";
        }
    }

    record InsufficientAuthority(
            String change,
            ResolutionId resolution,
            OrganId organ,
            String kind,
            List<OrganId> organs,
            List<String> kinds)
            implements Refusal {
        @Override
        public String code() {
            return "authority-insufficient";
        }

        @Override
        public String detail() {
            return change + " may not rest on " + resolution + " (" + kind + " of " + organ + "). It needs an act of "
                    + (organs.isEmpty() ? "any organ" : organs) + (kinds.isEmpty() ? "" : " of kind " + kinds)
                    + ", or of an organ to which such an act delegates it.";
        }
    }

    record UnknownUnit(UnitId unit) implements Refusal {
        @Override
        public String code() {
            return "unit-unknown";
        }

        @Override
        public String detail() {
            return "There is no unit " + unit + " on that day, and none has ended before it.";
        }
    }

    record UnitNotInForce(UnitId unit, LocalDate effectiveOn, LocalDate endedOn, List<UnitId> successors)
            implements Refusal {
        @Override
        public String code() {
            return "unit-not-in-force";
        }

        @Override
        public String detail() {
            return unit + " ended on " + endedOn + " and is not in force on " + effectiveOn + ".";
        }
    }

    record UnknownSuperior(String id) implements Refusal {
        @Override
        public String code() {
            return "superior-unknown";
        }

        @Override
        public String detail() {
            return id
                    + " is neither a unit in force on that day nor an organ of this organisation. Organs are named when"
                    + " the register is opened, or written as {\"organ\": \"" + id + "\"}.";
        }
    }

    record UnitIdTaken(UnitId unit) implements Refusal {
        @Override
        public String code() {
            return "unit-id-taken";
        }

        @Override
        public String detail() {
            return "The id " + unit + " belongs to another unit, in force or ended; ids are never reused.";
        }
    }

    record UnitStillInForce(UnitId unit) implements Refusal {
        @Override
        public String code() {
            return "unit-still-in-force";
        }

        @Override
        public String detail() {
            return unit + " is in force on that day; only a unit that has ended can be reinstated.";
        }
    }

    record NotASecretariat(UnitId unit, String kind) implements Refusal {
        @Override
        public String code() {
            return "not-a-secretariat";
        }

        @Override
        public String detail() {
            return unit + " is a unit of kind " + kind + "; use EliminateUnit.";
        }
    }

    record SubordinatesRemain(UnitId unit, SortedSet<UnitId> subordinates) implements Refusal {
        @Override
        public String code() {
            return "subordinates-remain";
        }

        @Override
        public String detail() {
            return unit + " still has subordinates: " + subordinates
                    + ". Place each of them, in 'subordinates' or by a change of the same package.";
        }
    }

    record FunctionsRemain(UnitId unit, SortedSet<FunctionId> functions) implements Refusal {
        @Override
        public String code() {
            return "functions-remain";
        }

        @Override
        public String detail() {
            return unit + " still holds functions: " + functions
                    + ". Redistribute each of them, in 'redistribution' or by a change of the same package, or"
                    + " discontinue it.";
        }
    }

    record NotASubordinate(UnitId unit, UnitId of, @Nullable UnitId parent) implements Refusal {
        @Override
        public String code() {
            return "not-a-subordinate";
        }

        @Override
        public String detail() {
            return unit + " is not directly under " + of + " on that day.";
        }
    }

    record FunctionUnknown(FunctionId function) implements Refusal {
        @Override
        public String code() {
            return "function-unknown";
        }

        @Override
        public String detail() {
            return "No unit holds a function " + function + " on that day.";
        }
    }

    record FunctionIdTaken(FunctionId function, @Nullable UnitId holder) implements Refusal {
        @Override
        public String code() {
            return "function-id-taken";
        }

        @Override
        public String detail() {
            return "The id " + function + " belongs to a function that "
                    + (holder == null ? "was discontinued" : holder + " holds")
                    + "; ids are never reused, and a function has one holder. Use RedistributeFunction to pass it on.";
        }
    }

    record FunctionNotHeld(FunctionId function, UnitId from, UnitId holder) implements Refusal {
        @Override
        public String code() {
            return "function-not-held-by-source";
        }

        @Override
        public String detail() {
            return function + " is held by " + holder + " on that day, not by " + from + ".";
        }
    }

    record AlreadyThere(FunctionId function, UnitId holder) implements Refusal {
        @Override
        public String code() {
            return "function-already-held-by-target";
        }

        @Override
        public String detail() {
            return holder + " holds " + function + " already.";
        }
    }

    record ReportingCycle(UnitId unit, @Nullable UnitId parent) implements Refusal {
        @Override
        public String code() {
            return "reporting-cycle";
        }

        @Override
        public String detail() {
            return unit + " cannot stand under " + parent + ": that would put it under itself.";
        }
    }

    record ReportsToItself(UnitId unit) implements Refusal {
        @Override
        public String code() {
            return "reports-to-itself";
        }

        @Override
        public String detail() {
            return unit + " cannot report to itself.";
        }
    }

    record SiblingNameTaken(
            UnitId unit, @Nullable UnitId parent, String language, String name, SortedSet<UnitId> bearers)
            implements Refusal {
        @Override
        public String code() {
            return "sibling-name-taken";
        }

        @Override
        public String detail() {
            return "Under " + (parent == null ? "the organisation" : parent) + " the name '" + name + "' (" + language
                    + ") would be borne by " + bearers + " on the same day.";
        }
    }

    record AlreadySuspended(UnitId unit) implements Refusal {
        @Override
        public String code() {
            return "already-suspended";
        }

        @Override
        public String detail() {
            return unit + " is suspended already.";
        }
    }

    record NotSuspended(UnitId unit) implements Refusal {
        @Override
        public String code() {
            return "not-suspended";
        }

        @Override
        public String detail() {
            return unit + " is not suspended on that day.";
        }
    }

    record AlreadyLinked(UnitId first, UnitId second) implements Refusal {
        @Override
        public String code() {
            return "already-linked";
        }

        @Override
        public String detail() {
            return first + " and " + second + " are linked already.";
        }
    }

    record NotLinked(UnitId first, UnitId second) implements Refusal {
        @Override
        public String code() {
            return "not-linked";
        }

        @Override
        public String detail() {
            return first + " and " + second + " are not linked on that day.";
        }
    }

    record UnknownChange(String change) implements Refusal {
        @Override
        public String code() {
            return "change-unknown";
        }

        @Override
        public String detail() {
            return "No event " + change + " recorded a change of this organisation's structure. A correction cannot be"
                    + " corrected itself; order what should hold instead.";
        }
    }

    record ChangeAlreadyAnnulled(String change) implements Refusal {
        @Override
        public String code() {
            return "change-annulled";
        }

        @Override
        public String detail() {
            return "The change " + change + " was annulled; order it anew if it should hold after all.";
        }
    }

    record CorrectedTwice(String change) implements Refusal {
        @Override
        public String code() {
            return "change-corrected-twice";
        }

        @Override
        public String detail() {
            return "The package corrects or annuls the change " + change + " more than once.";
        }
    }

    record EffectiveDateUnchanged(String change, LocalDate effectiveOn) implements Refusal {
        @Override
        public String code() {
            return "effective-date-unchanged";
        }

        @Override
        public String detail() {
            return "The change " + change + " is effective on " + effectiveOn + " already.";
        }
    }

    /** Something already recorded would become impossible. */
    record LaterChangeImpossible(String change, String type, LocalDate effectiveOn, String because, String why)
            implements Refusal {
        @Override
        public String code() {
            return "later-change-impossible";
        }

        @Override
        public String detail() {
            return "The recorded change " + change + " (" + type + ", effective " + effectiveOn
                    + ") would become impossible: " + why;
        }
    }

    record OrganisationExists(String organisation) implements Refusal {
        @Override
        public String code() {
            return "organisation-exists";
        }

        @Override
        public String detail() {
            return "A register for " + organisation + " is open already.";
        }
    }

    record ResolutionExists(ResolutionId resolution) implements Refusal {
        @Override
        public String code() {
            return "resolution-exists";
        }

        @Override
        public String detail() {
            return resolution + " is in the register already.";
        }
    }

    record AlreadyRescinded(ResolutionId resolution, LocalDate rescindedOn) implements Refusal {
        @Override
        public String code() {
            return "already-rescinded";
        }

        @Override
        public String detail() {
            return resolution + " was rescinded from " + rescindedOn + " on.";
        }
    }

    record CitesItself(ResolutionId resolution) implements Refusal {
        @Override
        public String code() {
            return "cites-itself";
        }

        @Override
        public String detail() {
            return resolution + " cannot amend, rescind or empower itself.";
        }
    }

    record EffectiveBeforeAdoption(ResolutionId resolution, LocalDate adoptedOn, LocalDate effectiveOn)
            implements Refusal {
        @Override
        public String code() {
            return "effective-before-adoption";
        }

        @Override
        public String detail() {
            return resolution + " was adopted on " + adoptedOn + "; it cannot be amended or rescinded from "
                    + effectiveOn + " on.";
        }
    }
}
