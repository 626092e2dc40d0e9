package org.mandatum.command.organisation;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mandatum.command.decision.Outcome;
import org.mandatum.command.http.Answers;
import org.mandatum.command.http.Body;
import org.mandatum.command.http.Counter;
import org.mandatum.command.http.RequestBodies;
import org.mandatum.command.journal.Submissions.Submission;
import org.mandatum.command.journal.UnusedIds;
import org.mandatum.organisation.OrganisationId;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Opens registers and takes in changes. */
@RestController
class OrganisationController {
    private final Counter counter;
    private final Answers answers;
    private final UnusedIds ids;

    OrganisationController(Counter counter, Answers answers, UnusedIds ids) {
        this.counter = counter;
        this.answers = answers;
        this.ids = ids;
    }

    @PostMapping(path = "/organisations", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> open(HttpServletRequest request) throws IOException {
        RequestBodies.onlyParameters(request, List.of());
        Counter.Slip slip = RequestBodies.slip(request);
        OpenOrganisation order = Body.read(slip.body(), OpenOrganisation.class);
        if (order.id() == null)
            order = order.under(
                    new OrganisationId(ids.of("organisations", order.name().text("en"))));
        return answers.to(counter.handIn(order, slip), "/organisations/" + order.organisation());
    }

    @PostMapping(path = "/organisations/{organisation}/changes", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> change(
            @PathVariable String organisation,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            HttpServletRequest request)
            throws IOException {
        RequestBodies.onlyParameters(request, List.of("dryRun"));
        boolean rehearsal = RequestBodies.flag(request, "dryRun");
        Counter.Slip slip = RequestBodies.slip(request);
        JsonNode content = Body.tree(slip.body());
        var order = new SubmitChanges(
                RequestBodies.organisation(organisation),
                ChangeReader.read(content),
                RequestBodies.version(ifMatch),
                rehearsal);
        String key = slip.idempotencyKey();
        Submission submission = key == null ? null : Submission.ofPackage(order.organisation(), key, content);
        Outcome outcome = rehearsal ? counter.rehearse(order, slip) : counter.handIn(order, slip, submission);
        return answers.to(outcome, "/organisations/" + organisation);
    }
}
