package org.mandatum.command.http;

import java.util.HashMap;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;
import org.mandatum.access.Person;
import org.mandatum.command.decision.ForOrganisation;
import org.mandatum.command.decision.Outcome;
import org.mandatum.command.journal.Submissions;
import org.mandatum.command.journal.Submissions.Submission;
import org.mandatum.journal.Actor;
import org.mandatum.tracing.Traces;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Where officers hand in: an order goes to its aggregate, once per Idempotency-Key. */
@Component
public class Counter {
    /** Characters of an Idempotency-Key, at most. */
    public static final int LONGEST_KEY = 200;

    private final CommandGateway commands;
    private final Submissions submissions;
    private final Traces traces;

    Counter(CommandGateway commands, Submissions submissions, Traces traces) {
        this.commands = commands;
        this.submissions = submissions;
        this.traces = traces;
    }

    /**
     * What a request says besides its order.
     *
     * @param idempotencyKey null: sent twice is done twice
     * @param correlation null: one is made
     * @param person who sends it
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, only read once
    public record Slip(
            @Nullable String idempotencyKey, @Nullable String correlation, Person person, String path, byte[] body) {
        public Slip {
            if (idempotencyKey != null && (idempotencyKey.isBlank() || idempotencyKey.length() > LONGEST_KEY))
                throw new BadRequest(
                        "invalid-header",
                        "Idempotency-Key",
                        "Idempotency-Key has 1 to " + LONGEST_KEY + " characters.");
        }

        /** Who the minutes will name. */
        public Actor actor() {
            return person.actor();
        }

        private @Nullable Submission submission() {
            return idempotencyKey == null ? null : Submission.of(path, idempotencyKey, body);
        }
    }

    /** The first answer when the key was used for this very request before; else what the aggregate decides now. */
    public Outcome handIn(Object order, Slip slip) {
        return handIn(order, slip, slip.submission());
    }

    /** @param submission what the request is known by when it is sent again; null: sent twice is done twice */
    public Outcome handIn(Object order, Slip slip, @Nullable Submission submission) {
        if (submission == null) return send(order, slip, null);
        try {
            Outcome outcome = send(order, slip, submission);
            if (outcome instanceof Outcome.Recorded) return outcome;
            // Sent again, it may be refused for what it recorded the first time.
            return submissions.find(submission).<Outcome>map(first -> first).orElse(outcome);
        } catch (DuplicateKeyException sentAgain) {
            return submissions.find(submission).<Outcome>map(first -> first).orElseThrow(() -> sentAgain);
        }
    }

    /** Decides without recording: no key is remembered. */
    public Outcome rehearse(Object order, Slip slip) {
        return send(order, slip, null);
    }

    /** Either, as the request wants it. */
    public Outcome handInOr(boolean rehearsal, Object order, Slip slip) {
        return rehearsal ? rehearse(order, slip) : handIn(order, slip);
    }

    private Outcome send(Object order, Slip slip, @Nullable Submission submission) {
        if (order instanceof ForOrganisation named)
            slip.person().requireScope(named.organisation().value());
        String traced = traces.current();
        String causation = traced == null ? UUID.randomUUID().toString() : traced;
        var cause = new HashMap<String, Object>();
        cause.put("causation", causation);
        cause.put("correlation", slip.correlation() == null ? causation : slip.correlation());
        cause.put("actor", slip.actor());
        cause.put("scope", slip.person().scope());
        if (submission != null) cause.put("submission", submission);
        return commands.sendAndWait(order, MetaData.from(cause));
    }
}
