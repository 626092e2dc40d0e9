package org.mandatum.command.proposal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.jspecify.annotations.Nullable;
import org.mandatum.command.decision.Outcome;
import org.mandatum.command.http.Answers;
import org.mandatum.command.journal.Journal;
import org.mandatum.command.organisation.ChangeReader;
import org.mandatum.command.organisation.Structures;
import org.mandatum.command.resolution.LegalActs;
import org.mandatum.journal.EventJson;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.organisation.Authority;
import org.mandatum.organisation.Function;
import org.mandatum.organisation.Structure;
import org.mandatum.organisation.Unit;
import org.mandatum.proposal.Proposal;
import org.mandatum.proposal.ProposalEvent;
import org.mandatum.proposal.ProposalId;
import org.mandatum.resolution.ResolutionId;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a proposal would do if it were enacted now: the structure as it would be, how that differs from what is known, and what
 * speaks against it. Reads, and changes nothing.
 */
@Component
class Previews {
    private final Journal journal;
    private final Structures structures;
    private final LegalActs acts;
    private final Clock clock;

    Previews(Journal journal, Structures structures, LegalActs acts, Clock clock) {
        this.journal = journal;
        this.structures = structures;
        this.acts = acts;
        this.clock = clock;
    }

    /**
     * @param day which day to show; null: the day on which the last of the changes takes effect, but not before today
     * @param instrument the act under which to try it; null: what the proposal rests on until an act enacts it
     */
    ObjectNode of(ProposalId id, @Nullable LocalDate day, @Nullable ResolutionId instrument) {
        Proposal proposal = find(id);
        Structures.At at = Objects.requireNonNull(structures.at(proposal.organisation()));
        Authority rests = proposal.authority();
        Authority authority = new Authority(
                instrument == null ? rests.resolution() : instrument,
                instrument == null ? rests.paragraph() : null,
                proposal.mandate() == null ? null : proposal.mandate().value(),
                id.value());
        Structures.Attempt attempt =
                at.attempt(ChangeReader.read(proposal.content(), authority), acts, LocalDate.now(clock), day);
        ObjectNode preview = EventJson.MAPPER.createObjectNode();
        preview.put("proposal", id.value());
        preview.put("organisation", proposal.organisation().value());
        preview.put("state", proposal.state().code());
        preview.put("version", at.version());
        preview.put("contentHash", ContentHash.of(proposal.content()));
        preview.put("effectiveOn", attempt.on().toString());
        ArrayNode refusals = preview.putArray("refusals");
        for (Outcome.Reason reason : attempt.refusals()) refusals.add(Answers.told(reason));
        Structure after = attempt.after();
        if (after != null) {
            preview.set("difference", StructuralDifference.between(attempt.before(), after));
            preview.set("structure", structure(after));
        }
        return preview;
    }

    private Proposal find(ProposalId id) {
        Proposal proposal = null;
        for (RecordedEvent recorded : journal.stream(ProposalFile.stream(id), 0, Long.MAX_VALUE))
            proposal = Proposal.after(proposal, (ProposalEvent) recorded.event(), recorded.actor());
        if (proposal == null) throw new AggregateNotFoundException(ProposalFile.stream(id), "no such proposal");
        return proposal;
    }

    static ObjectNode structure(Structure structure) {
        var functionsOf = structure.functions().stream().collect(Collectors.groupingBy(Function::holder));
        ObjectNode json = EventJson.MAPPER.createObjectNode();
        ArrayNode units = json.putArray("units");
        for (Unit unit : structure.units()) {
            ObjectNode entry = units.addObject();
            entry.put("id", unit.id().value());
            entry.put("kind", unit.kind().value());
            entry.set("name", EventJson.MAPPER.valueToTree(unit.name()));
            if (unit.parent() != null) entry.put("parent", unit.parent().value());
            entry.set("reportsTo", EventJson.MAPPER.valueToTree(unit.reportsTo()));
            if (unit.pillar() != null) entry.put("pillar", unit.pillar().code());
            if (unit.autonomous()) entry.put("autonomous", true);
            if (unit.suspended()) entry.put("suspended", true);
            ArrayNode functions = entry.putArray("functions");
            for (Function function : functionsOf.getOrDefault(unit.id(), List.of())) {
                ObjectNode held = functions.addObject();
                held.put("id", function.id().value());
                held.set("name", EventJson.MAPPER.valueToTree(function.name()));
            }
        }
        ArrayNode links = json.putArray("coordination");
        structure.links().forEach(link -> links.add(EventJson.MAPPER.valueToTree(link.ends())));
        return json;
    }
}
