package org.mandatum.command.mandate;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
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
import org.mandatum.mandate.MandateId;
import org.mandatum.value.InvalidValue;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Takes in mandates and what is done with them. */
@RestController
class MandateController {
    private final Counter counter;
    private final Answers answers;
    private final Reach reach;
    private final UnusedIds ids;

    MandateController(Counter counter, Answers answers, Reach reach, UnusedIds ids) {
        this.counter = counter;
        this.answers = answers;
        this.reach = reach;
        this.ids = ids;
    }

    @PostMapping(path = "/mandates", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> issue(HttpServletRequest request) throws IOException {
        RequestBodies.onlyParameters(request, List.of("dryRun"));
        boolean rehearsal = RequestBodies.flag(request, "dryRun");
        Counter.Slip slip = RequestBodies.slip(request);
        IssueMandate order =
                MandateReader.mandate(Body.tree(slip.body()), rehearsal, title -> ids.of("mandates", title));
        return answers.to(counter.handInOr(rehearsal, order, slip), "/mandates/" + order.mandate());
    }

    /** One path for each order. */
    @PostMapping(
            path = {
                "/mandates/{mandate}/assignment",
                "/mandates/{mandate}/reports",
                "/mandates/{mandate}/implementation",
                "/mandates/{mandate}/verification",
                "/mandates/{mandate}/closure",
                "/mandates/{mandate}/reopening",
                "/mandates/{mandate}/renewal",
                "/mandates/{mandate}/adaptation",
                "/mandates/{mandate}/merger",
                "/mandates/{mandate}/replacement",
                "/mandates/{mandate}/retirement",
                "/mandates/{mandate}/lapse",
                "/mandates/{mandate}/discharge"
            },
            consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> move(
            @PathVariable String mandate,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            HttpServletRequest request)
            throws IOException {
        Class<? extends MandateOrder> order =
                Objects.requireNonNull(MandateOrder.BY_PATH.get(RequestBodies.lastPart(request)));
        RequestBodies.onlyParameters(request, List.of("dryRun"));
        boolean rehearsal = RequestBodies.flag(request, "dryRun");
        MandateId id = id(mandate);
        reach.require(request, MandateFile.stream(id));
        Counter.Slip slip = RequestBodies.slip(request);
        var move = new MandateFile.Move(
                id, MandateReader.step(Body.tree(slip.body()), order, ""), RequestBodies.version(ifMatch), rehearsal);
        return answers.to(counter.handInOr(rehearsal, move, slip), "/mandates/" + mandate);
    }

    private static MandateId id(String mandate) {
        try {
            return new MandateId(mandate);
        } catch (InvalidValue invalid) {
            throw new BadRequest("invalid-field", "mandate", "mandate " + invalid.getMessage() + ".");
        }
    }
}
