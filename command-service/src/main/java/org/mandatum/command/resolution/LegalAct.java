package org.mandatum.command.resolution;

import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mandatum.resolution.Delegation;
import org.mandatum.resolution.OrganId;
import org.mandatum.resolution.Paragraph;
import org.mandatum.resolution.ResolutionEvent;
import org.mandatum.resolution.ResolutionEvent.ResolutionAdopted;
import org.mandatum.resolution.ResolutionEvent.ResolutionAmended;
import org.mandatum.resolution.ResolutionEvent.ResolutionRescinded;
import org.mandatum.resolution.ResolutionId;

/**
 * What a decision needs to know of a resolution or order. A pure fold of the act's events.
 *
 * @param under the act that it was adopted under, by which an organ delegated its power
 */
public record LegalAct(
        ResolutionId id,
        String kind,
        OrganId organ,
        LocalDate adoptedOn,
        @Nullable LocalDate rescindedOn,
        List<String> paragraphs,
        List<Delegation> delegations,
        @Nullable ResolutionId under) {

    /** The act before any event of it. */
    static @Nullable LegalAct after(@Nullable LegalAct act, ResolutionEvent event) {
        return switch (event) {
            case ResolutionAdopted e ->
                new LegalAct(
                        e.resolution(),
                        e.kind(),
                        e.organ(),
                        e.adoptedOn(),
                        null,
                        numbers(List.of(), e.paragraphs()),
                        e.delegations(),
                        e.under());
            case ResolutionAmended e ->
                act == null ? null : act.withParagraphs(numbers(act.paragraphs, e.paragraphs()));
            case ResolutionRescinded e -> act == null ? null : act.rescinded(e.effectiveOn());
        };
    }

    /** Whether it gives {@code organ} the power to order this type of change. */
    public boolean delegates(String change, OrganId organ) {
        return delegations.stream()
                .anyMatch(given -> given.to().equals(organ) && given.changes().contains(change));
    }

    private static List<String> numbers(List<String> known, List<Paragraph> paragraphs) {
        var numbers = new TreeSet<>(known);
        paragraphs.forEach(paragraph -> numbers.add(paragraph.number()));
        return List.copyOf(numbers);
    }

    private LegalAct withParagraphs(List<String> paragraphs) {
        return new LegalAct(id, kind, organ, adoptedOn, rescindedOn, paragraphs, delegations, under);
    }

    private LegalAct rescinded(LocalDate rescindedOn) {
        return new LegalAct(id, kind, organ, adoptedOn, rescindedOn, paragraphs, delegations, under);
    }
}
