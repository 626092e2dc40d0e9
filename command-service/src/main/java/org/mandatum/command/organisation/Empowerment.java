package org.mandatum.command.organisation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mandatum.command.decision.AuthorityRefusal.InsufficientAuthority;
import org.mandatum.command.decision.AuthorityRefusal.UnknownAuthority;
import org.mandatum.command.decision.Refusal;
import org.mandatum.command.decision.WorkflowRefusal.UnknownMandate;
import org.mandatum.command.resolution.ActInForce;
import org.mandatum.command.resolution.LegalAct;
import org.mandatum.command.resolution.LegalActs;
import org.mandatum.organisation.Authority;
import org.mandatum.organisation.Change;
import org.mandatum.organisation.EstablishedUnit;
import org.mandatum.organisation.OrganisationRules;
import org.mandatum.organisation.OrganisationRules.AuthorityRule;
import org.mandatum.organisation.StructuralEvent;
import org.mandatum.organisation.StructuralEvent.*;
import org.mandatum.organisation.Structure;
import org.mandatum.organisation.Unit;
import org.mandatum.organisation.UnitId;
import org.mandatum.resolution.ResolutionId;

/** Whether the act that a change cites exists, is in force on the day, and is of the rank that the change needs. */
final class Empowerment {
    private final OrganisationRules rules;
    private final LegalActs acts;
    /** A package mostly cites one act; it is looked up once. */
    private final Map<ResolutionId, Optional<LegalAct>> found = new HashMap<>();

    private final Map<String, Boolean> issued = new HashMap<>();

    Empowerment(OrganisationRules rules, LegalActs acts) {
        this.rules = rules;
        this.acts = acts;
    }

    /** @param before the structure in which the change would take effect: it tells a secretariat from other units */
    List<Refusal> objections(Change change, Structure before) {
        LocalDate on = change.effectiveOn();
        Authority authority = change.fact().grounds().authority();
        LegalAct act = find(authority.resolution());
        if (act == null) return List.of(new UnknownAuthority(authority.resolution()));
        var objections = new ArrayList<Refusal>(ActInForce.inForce(act, on));
        objections.addAll(ActInForce.paragraph(act, authority.paragraph(), on));
        objections.addAll(insufficient(act, orderedTypes(change.fact(), before), on));
        if (!answersMandate(authority, change)) objections.add(new UnknownMandate(String.valueOf(authority.mandate())));
        return objections;
    }

    /**
     * A correction needs an act of the rank that the change itself needs: what an order may not do, it may not undo either.
     * Errors are found later than they are made: the act may be younger than the change, but is in force when the correction
     * is ordered.
     *
     * @param before the structure in which the change took effect
     * @param today the day of the ordering
     */
    List<Refusal> objections(ChangePackage.Mending correction, Change change, Structure before, LocalDate today) {
        Authority authority = correction.grounds().authority();
        LegalAct act = find(authority.resolution());
        if (act == null) return List.of(new UnknownAuthority(authority.resolution()));
        Set<String> types = orderedTypes(change.fact(), before);
        types.add(correction.command().getClass().getSimpleName());
        var objections = new ArrayList<Refusal>(ActInForce.inForce(act, today));
        objections.addAll(ActInForce.paragraph(act, authority.paragraph(), today));
        objections.addAll(insufficient(act, types, today));
        if (!answersMandate(authority, change)) objections.add(new UnknownMandate(String.valueOf(authority.mandate())));
        return objections;
    }

    private List<Refusal> insufficient(LegalAct act, Set<String> types, LocalDate on) {
        var objections = new ArrayList<Refusal>();
        LegalAct source = act.under() == null ? null : find(act.under());
        for (String type : types) {
            List<AuthorityRule> asked = rules.authority().stream()
                    .filter(rule -> rule.changes().contains(type))
                    .toList();
            if (asked.isEmpty() || asked.stream().anyMatch(rule -> satisfies(act, source, rule, type, on))) continue;
            objections.add(new InsufficientAuthority(
                    type,
                    act.id(),
                    act.organ(),
                    act.kind(),
                    asked.stream()
                            .flatMap(rule -> rule.organs().stream())
                            .distinct()
                            .toList(),
                    asked.stream()
                            .flatMap(rule -> rule.kinds().stream())
                            .distinct()
                            .toList()));
        }
        return objections;
    }

    /** Whether the mandate that is cited, if any, is one of the organisation's. */
    private boolean answersMandate(Authority authority, Change change) {
        String mandate = authority.mandate();
        return mandate == null
                || issued.computeIfAbsent(
                        mandate, cited -> acts.issued(cited, change.fact().organisation()));
    }

    private @Nullable LegalAct find(ResolutionId id) {
        return found.computeIfAbsent(id, unknown -> Optional.ofNullable(acts.find(unknown)))
                .orElse(null);
    }

    /** An act satisfies a rule itself, or by the power that an act which does so gave to its organ. */
    private static boolean satisfies(
            LegalAct act, @Nullable LegalAct source, AuthorityRule rule, String type, LocalDate on) {
        if (satisfies(act, rule)) return true;
        return source != null
                && satisfies(source, rule)
                && source.delegates(type, act.organ())
                && ActInForce.inForce(source, on).isEmpty();
    }

    private static boolean satisfies(LegalAct act, AuthorityRule rule) {
        return (rule.organs().isEmpty() || rule.organs().contains(act.organ()))
                && (rule.kinds().isEmpty() || rule.kinds().contains(act.kind()));
    }

    /**
     * The types of order that a change amounts to. A secretariat comes into being or ends also by conversion, merger,
     * split or reinstatement, and by CreateUnit and EliminateUnit: the rank needed is the same, whatever the word.
     */
    private static Set<String> orderedTypes(StructuralEvent change, Structure before) {
        var types = new LinkedHashSet<String>();
        types.add(ChangeTypes.nameOf(change));
        switch (change) {
            case UnitCreated e -> {
                if (e.kind().isSecretariat()) types.add("CreateSecretariat");
            }
            case UnitEliminated e -> ends(before, e.unit(), types);
            case UnitConverted e -> {
                ends(before, e.unit(), types);
                begins(before, e.unit(), e.into(), types);
            }
            case UnitsMerged e -> {
                e.units().stream().filter(unit -> !unit.equals(e.into())).forEach(unit -> ends(before, unit, types));
                if (e.established() != null) begins(before, e.units().getFirst(), e.established(), types);
            }
            case UnitSplit e -> {
                if (!e.keeps()) ends(before, e.unit(), types);
                e.into().forEach(part -> begins(before, e.unit(), part, types));
            }
            case UnitReinstated e -> {
                var ended = before.ended(e.unit());
                if (ended != null && ended.last().kind().isSecretariat()) types.add("CreateSecretariat");
            }
            default -> {}
        }
        return types;
    }

    private static void ends(Structure before, UnitId id, Set<String> types) {
        if (isSecretariat(before, id)) types.add("EliminateSecretariat");
    }

    private static void begins(Structure before, UnitId from, EstablishedUnit unit, Set<String> types) {
        if (unit.kind() == null ? isSecretariat(before, from) : unit.kind().isSecretariat())
            types.add("CreateSecretariat");
    }

    private static boolean isSecretariat(Structure before, UnitId id) {
        Unit unit = before.unit(id);
        return unit != null && unit.kind().isSecretariat();
    }
}
