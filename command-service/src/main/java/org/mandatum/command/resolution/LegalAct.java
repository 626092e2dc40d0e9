package org.mandatum.command.resolution;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
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
 * @param paragraphs by number, the day from which it has each: of its adoption, or of the amendment that added it
 * @param under the act that it was adopted under, by which an organ delegated its power
 */
public record LegalAct(
        ResolutionId id,
        String kind,
        OrganId organ,
        LocalDate adoptedOn,
        @Nullable LocalDate rescindedOn,
        SortedMap<String, LocalDate> paragraphs,
        List<Delegation> delegations,
        @Nullable ResolutionId under) {
    public LegalAct {
        paragraphs = Collections.unmodifiableSortedMap(new TreeMap<>(paragraphs));
    }

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
                        with(new TreeMap<>(), e.paragraphs(), e.adoptedOn()),
                        e.delegations(),
                        e.under());
            case ResolutionAmended e ->
                act == null ? null : act.amended(with(act.paragraphs, e.paragraphs(), e.effectiveOn()));
            case ResolutionRescinded e -> act == null ? null : act.rescinded(e.effectiveOn());
        };
    }

    /** Whether it gives {@code organ} the power to order this type of change. */
    public boolean delegates(String change, OrganId organ) {
        return delegations.stream()
                .anyMatch(given -> given.to().equals(organ) && given.changes().contains(change));
    }

    /** The numbers of the paragraphs that it has on that day; before its adoption, of those with which it was adopted. */
    public List<String> paragraphsOn(LocalDate day) {
        LocalDate on = day.isBefore(adoptedOn) ? adoptedOn : day;
        return paragraphs.entrySet().stream()
                .filter(paragraph -> !paragraph.getValue().isAfter(on))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** A paragraph that is replaced was there before. */
    private static SortedMap<String, LocalDate> with(
            SortedMap<String, LocalDate> known, List<Paragraph> paragraphs, LocalDate from) {
        var all = new TreeMap<>(known);
        for (Paragraph paragraph : paragraphs)
            all.merge(paragraph.number(), from, (one, other) -> one.isBefore(other) ? one : other);
        return all;
    }

    private LegalAct amended(SortedMap<String, LocalDate> paragraphs) {
        return new LegalAct(id, kind, organ, adoptedOn, rescindedOn, paragraphs, delegations, under);
    }

    private LegalAct rescinded(LocalDate rescindedOn) {
        return new LegalAct(id, kind, organ, adoptedOn, rescindedOn, paragraphs, delegations, under);
    }
}
