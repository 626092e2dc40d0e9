package org.mandatum.command.decision;

import java.time.LocalDate;
import java.util.List;
import org.mandatum.resolution.OrganId;
import org.mandatum.resolution.ResolutionId;

/** A rule about the legal act that something rests on. */
public sealed interface AuthorityRefusal extends Refusal {

    record UnknownAuthority(ResolutionId resolution) implements AuthorityRefusal {}

    record UnknownParagraph(ResolutionId resolution, String paragraph, List<String> paragraphs)
            implements AuthorityRefusal {}

    record AuthorityNotYetAdopted(ResolutionId resolution, LocalDate adoptedOn, LocalDate effectiveOn)
            implements AuthorityRefusal {}

    record AuthorityRescinded(ResolutionId resolution, LocalDate rescindedOn, LocalDate effectiveOn)
            implements AuthorityRefusal {}

    record InsufficientAuthority(
            String change,
            ResolutionId resolution,
            OrganId organ,
            String kind,
            List<OrganId> organs,
            List<String> kinds)
            implements AuthorityRefusal {}

    @Override
    default String code() {
        return switch (this) {
            case UnknownAuthority r -> "authority-unknown";
            case UnknownParagraph r -> "authority-paragraph-unknown";
            case AuthorityNotYetAdopted r -> "authority-not-yet-adopted";
            case AuthorityRescinded r -> "authority-rescinded";
            case InsufficientAuthority r -> "authority-insufficient";
        };
    }

    @Override
    default String detail() {
        return switch (this) {
            case UnknownAuthority r ->
                "No legal act " + r.resolution() + " is in the register; record it before anything cites it.";
            case UnknownParagraph r ->
                r.resolution() + " has no paragraph " + r.paragraph() + " on that day; it has "
                        + (r.paragraphs().isEmpty() ? "none" : String.join(", ", r.paragraphs())) + ".";
            case AuthorityNotYetAdopted r ->
                r.resolution() + " was adopted on " + r.adoptedOn() + ": nothing can rest on it on " + r.effectiveOn()
                        + ".";
            case AuthorityRescinded r ->
                r.resolution() + " was rescinded from " + r.rescindedOn() + " on: nothing can rest on it on "
                        + r.effectiveOn() + ".";
            case InsufficientAuthority r ->
                r.change() + " may not rest on " + r.resolution() + " (" + r.kind() + " of " + r.organ()
                        + "). It needs an act of "
                        + (r.organs().isEmpty() ? "any organ" : r.organs())
                        + (r.kinds().isEmpty() ? "" : " of kind " + r.kinds())
                        + ", or of an organ to which such an act delegates it.";
        };
    }
}
