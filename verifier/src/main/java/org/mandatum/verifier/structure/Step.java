package org.mandatum.verifier.structure;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mandatum.verifier.export.Json.Canonical;
import org.mandatum.verifier.structure.Fields.Unfit;
import org.mandatum.verifier.structure.Link.Ends;
import org.mandatum.verifier.structure.Unit.Rank;
import org.mandatum.verifier.structure.Unit.Superior;

/** One structural change, carried out: what domain.md says of it, written down a second time. */
final class Step {
    private final Structure structure;
    private final String organisation;
    private final long sequence;
    private final Fields payload;
    private final Cause cause;
    private int parts;

    Step(Structure structure, String organisation, String event, long sequence, LocalDate effectiveOn, Fields payload)
            throws Unfit {
        this.structure = structure;
        this.organisation = organisation;
        this.sequence = sequence;
        this.payload = payload;
        cause = Cause.of(event, effectiveOn, payload);
    }

    /** @throws Unfit when it is impossible here */
    void take(String type) throws Unfit {
        switch (type) {
            case "SecretariatCreated", "UnitCreated" -> create();
            case "SecretariatEliminated", "UnitEliminated" -> eliminate();
            case "UnitRenamed" -> changed(unit()).name = payload.requiredCanonical("name");
            case "UnitMoved" -> structure.move(unit(), placed(payload.optionalText("parent")), cause);
            case "ReportingLinesSet" -> structure.setLines(unit(), lines(), cause);
            case "UnitConverted" -> convert();
            case "UnitsMerged" -> merge();
            case "UnitSplit" -> split();
            case "UnitSuspended" ->
                changed(unit()).suspension = new Unit.Suspension(payload.optionalText("reason"), cause);
            case "UnitReactivated" -> changed(unit()).suspension = null;
            case "UnitReinstated" -> reinstate();
            case "FunctionAssigned" ->
                assign(payload.text("function"), payload.requiredCanonical("name"), payload.text("unit"), null);
            case "FunctionRedistributed" -> redistribute();
            case "FunctionRevised" -> {
                Duty duty = structure.duty(payload.text("function"));
                duty.name = payload.requiredCanonical("name");
                duty.changed = cause;
            }
            case "FunctionDiscontinued" -> structure.discontinue(structure.duty(payload.text("function")));
            case "UnitAlignedWithPillar" -> changed(unit()).pillar = payload.text("pillar");
            case "CoordinationLinked" -> structure.add(new Link(ends(), payload.optionalText("purpose"), cause));
            case "CoordinationUnlinked" -> {
                if (structure.unlink(ends()) == null) throw new Unfit("there is no such coordination link");
            }
            default -> throw new Unfit("this verifier does not know the change " + type);
        }
    }

    private void create() throws Unfit {
        String id = payload.text("unit");
        structure.add(new Unit(
                id,
                payload.text("kind"),
                payload.requiredCanonical("name"),
                placed(payload.optionalText("parent")),
                lines(),
                payload.optionalText("pillar"),
                payload.flag("autonomous"),
                rank(),
                cause));
        for (Fields function : payload.objects("functions"))
            assign(function.text("id"), function.requiredCanonical("name"), id, function.canonical("evidence"));
    }

    private void eliminate() throws Unfit {
        Unit gone = unit();
        for (Fields function : payload.objects("redistribution"))
            structure.hand(structure.duty(function.text("function")), function.text("to"), cause);
        for (Fields subordinate : payload.objects("subordinates"))
            structure.move(structure.unit(subordinate.text("unit")), placed(subordinate.text("to")), cause);
        passLines(gone.id, payload.optionalText("successor"));
        passLinks(gone.id, null);
        structure.end(gone);
    }

    private void convert() throws Unfit {
        Unit old = unit();
        Unit into = establish(old, payload.object("into"), List.of(old.id));
        takeOver(old.id, into.id);
        structure.end(old);
    }

    private void merge() throws Unfit {
        String into = payload.text("into");
        var absorbed = new ArrayList<String>();
        for (String id : payload.texts("units")) if (!id.equals(into)) absorbed.add(id);
        if (absorbed.isEmpty()) throw new Unfit("a merger absorbs at least one unit");
        if (payload.has("established")) {
            Unit established = establish(structure.unit(absorbed.getFirst()), payload.object("established"), absorbed);
            if (!established.id.equals(into)) throw new Unfit("the unit established is not the one merged into");
        } else {
            List<String> predecessors = changed(structure.unit(into)).predecessors;
            // Whoever was reinstated can be absorbed a second time.
            for (String id : absorbed) if (!predecessors.contains(id)) predecessors.add(id);
        }
        riseAbove(absorbed, structure.unit(into));
        for (String id : absorbed) takeOver(id, into);
        for (String id : absorbed) structure.end(structure.unit(id));
    }

    /** Whoever absorbs superiors of its own takes the place of the highest, in whichever order they are named. */
    private void riseAbove(List<String> absorbed, Unit into) throws Unfit {
        String parent = into.parent;
        while (parent != null && absorbed.contains(parent)) parent = structure.unit(parent).parent;
        if (!Objects.equals(parent, into.parent)) structure.move(into, parent, cause);
    }

    private void split() throws Unfit {
        Unit old = unit();
        for (Fields part : payload.objects("into")) {
            Unit unit = establish(old, part, List.of(old.id));
            for (String function : part.texts("functions")) structure.hand(structure.duty(function), unit.id, cause);
            for (String subordinate : part.texts("subordinates"))
                structure.move(structure.unit(subordinate), unit.id, cause);
        }
        if (payload.flag("keeps")) return;
        passLines(old.id, null);
        passLinks(old.id, null);
        structure.end(old);
    }

    private void reinstate() throws Unfit {
        Unit unit = structure.ended.remove(payload.text("unit"));
        if (unit == null) throw new Unfit("unit " + payload.text("unit") + " has not ended");
        String parent = payload.optionalText("parent");
        unit.parent = parent == null ? unit.parent : placed(parent);
        unit.reportsTo = List.of();
        unit.suspension = null;
        unit.established = cause;
        unit.changed = cause;
        structure.add(unit);
    }

    private void redistribute() throws Unfit {
        Duty duty = structure.duty(payload.text("function"));
        structure.hand(duty, payload.text("to"), cause);
    }

    /** In the place of the old unit, and like it, except for what is said otherwise. */
    private Unit establish(Unit old, Fields said, List<String> predecessors) throws Unfit {
        String kind = said.optionalText("kind");
        String parent = said.optionalText("parent");
        var unit = new Unit(
                said.text("unit"),
                kind == null ? old.kind : kind,
                said.requiredCanonical("name"),
                parent == null ? old.parent : placed(parent),
                old.reportsTo,
                old.pillar,
                old.autonomous,
                rank(),
                cause);
        unit.predecessors.addAll(predecessors);
        structure.add(unit);
        return unit;
    }

    private void takeOver(String from, String to) throws Unfit {
        for (String function : structure.heldBy(from)) structure.hand(structure.duty(function), to, cause);
        for (String id : structure.under(from)) {
            // Whoever absorbs its own superior moves up into the superior's place.
            String parent = id.equals(to) ? structure.unit(from).parent : to;
            structure.move(structure.unit(id), parent, cause);
        }
        passLines(from, to);
        passLinks(from, to);
    }

    /** Further lines to the old unit lead to the new one, unless they would repeat its principal line or lead to itself. */
    private void passLines(String from, @Nullable String to) throws Unfit {
        for (String id : structure.withLinesTo(from)) {
            Unit unit = structure.unit(id);
            var lines = new LinkedHashSet<Superior>();
            for (Superior line : unit.reportsTo) {
                if (!line.isUnit() || !line.id().equals(from)) lines.add(line);
                else if (to != null && !to.equals(id) && !to.equals(unit.parent)) lines.add(new Superior(to, true));
            }
            structure.setLines(unit, lines, cause);
        }
    }

    private void passLinks(String from, @Nullable String to) {
        for (Ends ends : structure.linksOf(from)) {
            Link link = structure.unlink(ends);
            String other = ends.other(from);
            if (link == null || to == null || to.equals(other)) continue;
            Ends passed = Ends.of(to, other);
            if (!structure.links.containsKey(passed)) structure.add(new Link(passed, link.purpose(), cause));
        }
    }

    private void assign(String id, Canonical name, String holder, @Nullable Canonical evidence) throws Unfit {
        structure.add(new Duty(id, name, holder, evidence, rank(), cause));
    }

    private Unit unit() throws Unfit {
        return structure.unit(payload.text("unit"));
    }

    private Unit changed(Unit unit) {
        unit.changed = cause;
        return unit;
    }

    /** The organisation's own id means: directly under it. */
    private @Nullable String placed(@Nullable String parent) {
        return organisation.equals(parent) ? null : parent;
    }

    private List<Superior> lines() throws Unfit {
        var lines = new ArrayList<Superior>();
        for (Fields line : payload.objects("reportsTo"))
            lines.add(
                    line.has("unit") ? new Superior(line.text("unit"), true) : new Superior(line.text("organ"), false));
        return lines;
    }

    private Ends ends() throws Unfit {
        List<String> units = payload.texts("units");
        if (units.size() != 2) throw new Unfit("a coordination link has two ends");
        return Ends.of(units.get(0), units.get(1));
    }

    private Rank rank() {
        return new Rank(sequence, parts++);
    }
}
