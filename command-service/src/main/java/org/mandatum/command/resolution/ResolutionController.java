package org.mandatum.command.resolution;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mandatum.command.http.Answers;
import org.mandatum.command.http.BadRequest;
import org.mandatum.command.http.Body;
import org.mandatum.command.http.Counter;
import org.mandatum.command.http.RequestBodies;
import org.mandatum.resolution.Delegation;
import org.mandatum.resolution.OrganId;
import org.mandatum.resolution.Paragraph;
import org.mandatum.resolution.ResolutionEvent.ResolutionAdopted;
import org.mandatum.resolution.ResolutionEvent.ResolutionAmended;
import org.mandatum.resolution.ResolutionEvent.ResolutionRescinded;
import org.mandatum.resolution.ResolutionId;
import org.mandatum.value.Evidence;
import org.mandatum.value.InvalidValue;
import org.mandatum.value.Name;
import org.mandatum.value.Slug;
import org.mandatum.value.WebAddress;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes in legal acts. */
@RestController
class ResolutionController {
    private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9 -]{0,63}");

    private final Counter counter;
    private final Answers answers;
    private final Powers powers;

    ResolutionController(Counter counter, Answers answers, Powers powers) {
        this.counter = counter;
        this.answers = answers;
        this.powers = powers;
    }

    /** As posted. An id that is left out is made of the symbol; a bare title is taken as English. */
    private record Adoption(
            @Nullable ResolutionId id,
            String kind,
            String symbol,
            String organ,
            @Nullable String session,
            Name title,
            LocalDate adoptedOn,
            @Nullable String url,
            List<Paragraph> paragraphs,
            @Nullable ResolutionId under,
            List<Delegation> delegations,
            @Nullable Evidence evidence,
            @Nullable String note) {
        Adoption {
            if (!KIND.matcher(InvalidValue.required("kind", kind)).matches())
                throw new InvalidValue("kind", "is lower case words such as 'resolution' or 'executive-order'");
            if (InvalidValue.required("symbol", symbol).isBlank()) throw new InvalidValue("symbol", "is empty");
            if (InvalidValue.required("organ", organ).isBlank()) throw new InvalidValue("organ", "is empty");
            InvalidValue.required("title", title);
            InvalidValue.required("adoptedOn", adoptedOn);
            WebAddress.require("url", url);
            paragraphs = InvalidValue.list("paragraphs", paragraphs);
            delegations = InvalidValue.list("delegations", delegations);
            if (paragraphs.stream().map(Paragraph::number).distinct().count() < paragraphs.size())
                throw new InvalidValue("paragraphs", "has two paragraphs of the same number");
        }

        /** "General Assembly" and {@code general-assembly} are the same organ. */
        ResolutionAdopted fact() {
            return new ResolutionAdopted(
                    id == null ? new ResolutionId(Slug.of(symbol)) : id,
                    kind,
                    symbol,
                    new OrganId(Slug.of(organ)),
                    session,
                    title.in("en"),
                    Body.day("adoptedOn", adoptedOn),
                    url,
                    paragraphs,
                    under,
                    delegations,
                    evidence,
                    note);
        }
    }

    private record Amendment(
            ResolutionId by,
            LocalDate effectiveOn,
            List<Paragraph> paragraphs,
            @Nullable Evidence evidence,
            @Nullable String note) {
        Amendment {
            InvalidValue.required("by", by);
            InvalidValue.required("effectiveOn", effectiveOn);
            paragraphs = InvalidValue.list("paragraphs", paragraphs);
            if (paragraphs.isEmpty()) throw new InvalidValue("paragraphs", "names at least one paragraph");
        }
    }

    private record Rescission(
            ResolutionId by,
            LocalDate effectiveOn,
            @Nullable Evidence evidence,
            @Nullable String note) {
        Rescission {
            InvalidValue.required("by", by);
            InvalidValue.required("effectiveOn", effectiveOn);
        }
    }

    @PostMapping(path = "/resolutions", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> adopt(HttpServletRequest request) throws IOException {
        Counter.Slip slip = slip(request);
        ResolutionAdopted fact = Body.read(slip.body(), Adoption.class).fact();
        for (int i = 0; i < fact.delegations().size(); i++)
            known(fact.delegations().get(i), "delegations[" + i + "]");
        return answer(new Resolution.Adopt(fact), fact.resolution(), slip);
    }

    @PostMapping(path = "/resolutions/{resolution}/amendments", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> amend(@PathVariable String resolution, HttpServletRequest request) throws IOException {
        Counter.Slip slip = slip(request);
        Amendment given = Body.read(slip.body(), Amendment.class);
        var fact = new ResolutionAmended(
                id(resolution),
                given.by(),
                given.paragraphs(),
                Body.day("effectiveOn", given.effectiveOn()),
                given.evidence(),
                given.note());
        return answer(new Resolution.Amend(fact), fact.resolution(), slip);
    }

    @PostMapping(path = "/resolutions/{resolution}/rescission", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> rescind(@PathVariable String resolution, HttpServletRequest request) throws IOException {
        Counter.Slip slip = slip(request);
        Rescission given = Body.read(slip.body(), Rescission.class);
        var fact = new ResolutionRescinded(
                id(resolution),
                given.by(),
                Body.day("effectiveOn", given.effectiveOn()),
                given.evidence(),
                given.note());
        return answer(new Resolution.Rescind(fact), fact.resolution(), slip);
    }

    private ResponseEntity<String> answer(Object order, ResolutionId id, Counter.Slip slip) {
        return answers.to(counter.handIn(order, slip), "/resolutions/" + id);
    }

    private void known(Delegation delegation, String path) {
        for (int i = 0; i < delegation.changes().size(); i++) {
            String change = delegation.changes().get(i);
            String field = path + ".changes[" + i + "]";
            if (!powers.names().contains(change))
                throw new BadRequest(
                        "invalid-field", field, field + " '" + change + "' is not one of " + powers.names() + ".");
        }
    }

    private static Counter.Slip slip(HttpServletRequest request) throws IOException {
        RequestBodies.onlyParameters(request, List.of());
        return RequestBodies.slip(request);
    }

    private static ResolutionId id(String resolution) {
        try {
            return new ResolutionId(resolution);
        } catch (InvalidValue invalid) {
            throw new BadRequest("invalid-field", "resolution", "resolution " + invalid.getMessage() + ".");
        }
    }
}
