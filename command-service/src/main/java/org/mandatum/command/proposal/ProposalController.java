package org.mandatum.command.proposal;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mandatum.command.http.Answers;
import org.mandatum.command.http.BadRequest;
import org.mandatum.command.http.Body;
import org.mandatum.command.http.Counter;
import org.mandatum.command.http.Reach;
import org.mandatum.command.http.RequestBodies;
import org.mandatum.command.journal.UnusedIds;
import org.mandatum.command.mandate.Mandates;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.proposal.ProposalId;
import org.mandatum.resolution.ResolutionId;
import org.mandatum.value.InvalidValue;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Takes in proposals and what is done with them, and shows what they would do. */
@RestController
class ProposalController {
    private final Counter counter;
    private final Answers answers;
    private final Mandates mandates;
    private final Previews previews;
    private final Reach reach;
    private final UnusedIds ids;

    ProposalController(
            Counter counter, Answers answers, Mandates mandates, Previews previews, Reach reach, UnusedIds ids) {
        this.counter = counter;
        this.answers = answers;
        this.mandates = mandates;
        this.previews = previews;
        this.reach = reach;
        this.ids = ids;
    }

    @PostMapping(path = "/proposals", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> draft(HttpServletRequest request) throws IOException {
        RequestBodies.onlyParameters(request, List.of("dryRun"));
        boolean rehearsal = RequestBodies.flag(request, "dryRun");
        Counter.Slip slip = RequestBodies.slip(request);
        ProposalReader.Draft draft = ProposalReader.draft(Body.tree(slip.body()));
        OrganisationId organisation = draft.organisation();
        if (organisation == null) throw new BadRequest("invalid-field", "organisation", "organisation is required.");
        ProposalId id = draft.id(title -> ids.of("proposals", title));
        var order = new DraftProposal(id, organisation, draft.says(mandates), draft.effectiveOn(), rehearsal);
        return answers.to(counter.handInOr(rehearsal, order, slip), "/proposals/" + order.proposal());
    }

    /** The whole proposal as it reads from now on. */
    @PutMapping(path = "/proposals/{proposal}", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> edit(
            @PathVariable String proposal,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            HttpServletRequest request)
            throws IOException {
        RequestBodies.onlyParameters(request, List.of("dryRun"));
        boolean rehearsal = RequestBodies.flag(request, "dryRun");
        reach.require(request, ProposalFile.stream(id(proposal)));
        Counter.Slip slip = RequestBodies.slip(request);
        ProposalReader.Draft draft = ProposalReader.draft(Body.tree(slip.body()));
        if (draft.id() != null || draft.organisation() != null)
            throw new BadRequest(
                    "invalid-field",
                    draft.id() != null ? "id" : "organisation",
                    "A proposal keeps its id and its organisation.");
        var step = new Step(draft.says(mandates), draft.effectiveOn(), null);
        return move(proposal, step, ifMatch, rehearsal, slip);
    }

    /** One path for each order. */
    @PostMapping(
            path = {
                "/proposals/{proposal}/submission",
                "/proposals/{proposal}/consideration",
                "/proposals/{proposal}/approval",
                "/proposals/{proposal}/return",
                "/proposals/{proposal}/rejection",
                "/proposals/{proposal}/withdrawal",
                "/proposals/{proposal}/enactment"
            },
            consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> move(
            @PathVariable String proposal,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            HttpServletRequest request)
            throws IOException {
        Class<? extends ProposalOrder> order =
                Objects.requireNonNull(ProposalOrder.BY_PATH.get(RequestBodies.lastPart(request)));
        RequestBodies.onlyParameters(request, List.of("dryRun"));
        boolean rehearsal = RequestBodies.flag(request, "dryRun");
        reach.require(request, ProposalFile.stream(id(proposal)));
        Counter.Slip slip = RequestBodies.slip(request);
        return move(proposal, ProposalReader.step(Body.tree(slip.body()), order), ifMatch, rehearsal, slip);
    }

    private ResponseEntity<String> move(
            String proposal, Step step, @Nullable String ifMatch, boolean rehearsal, Counter.Slip slip) {
        var move = new ProposalFile.Move(id(proposal), step, RequestBodies.version(ifMatch), rehearsal);
        return answers.to(counter.handInOr(rehearsal, move, slip), "/proposals/" + proposal);
    }

    /** What the proposal would do now. {@code effectiveOn}: which day to show; {@code resolution}: an act to try it under. */
    @GetMapping(path = "/proposals/{proposal}/preview", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> preview(@PathVariable String proposal, HttpServletRequest request) {
        RequestBodies.onlyParameters(request, List.of("effectiveOn", "resolution"));
        reach.require(request, ProposalFile.stream(id(proposal)));
        String day = request.getParameter("effectiveOn");
        String resolution = request.getParameter("resolution");
        try {
            return ResponseEntity.ok()
                    .header("Cache-Control", "no-store")
                    .body(previews.of(
                                    id(proposal),
                                    day == null ? null : LocalDate.parse(day),
                                    resolution == null ? null : new ResolutionId(resolution))
                            .toString());
        } catch (DateTimeParseException noDay) {
            throw new BadRequest("invalid-parameter", "effectiveOn", "effectiveOn is a day, such as 2015-10-01.");
        } catch (InvalidValue noId) {
            throw new BadRequest("invalid-parameter", "resolution", "resolution " + noId.getMessage() + ".");
        }
    }

    private static ProposalId id(String proposal) {
        try {
            return new ProposalId(proposal);
        } catch (InvalidValue invalid) {
            throw new BadRequest("invalid-field", "proposal", "proposal " + invalid.getMessage() + ".");
        }
    }
}
