package org.mandatum.command.journal;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.mandatum.command.decision.Outcome;
import org.mandatum.journal.CanonicalJson;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.value.Sha256;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

/** What was answered under which Idempotency-Key. Remembered in the transaction that records the events. */
@Repository
public class Submissions {
    private static final String OF_ORDER = Submissions.class.getName();

    private final JdbcTemplate jdbc;

    Submissions(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A key, and the digest of the request that came with it.
     *
     * @param key the organisation that it is known within, or none, a space, and the key as it was given
     * @param requestSha256 in hex, of the path and the body; of a package in its canonical form, whichever way it came
     */
    public record Submission(String key, String requestSha256) {
        private static final Pattern OF_AN_ORGANISATION = Pattern.compile("/organisations/([^/ ]+)/.*");

        /**
         * Of a request to that path: within the organisation that it names, so that two may number their files from one;
         * else within the whole register.
         */
        public static Submission of(String path, String key, byte[] body) {
            Matcher named = OF_AN_ORGANISATION.matcher(path);
            return new Submission(
                    (named.matches() ? named.group(1) : "") + ' ' + key,
                    Sha256.hex((path + "\n").getBytes(StandardCharsets.UTF_8), body));
        }

        /** Of a package of changes of that organisation, without its key, however it is written and whether posted or imported. */
        public static Submission ofPackage(OrganisationId organisation, String key, JsonNode content) {
            return of(
                    "/organisations/" + organisation + "/changes",
                    key,
                    CanonicalJson.of(content).getBytes(StandardCharsets.UTF_8));
        }

        /** The key as it was given. */
        public String given() {
            return key.substring(key.indexOf(' ') + 1);
        }
    }

    /** The key was used for another request. */
    public static final class KeyReused extends RuntimeException {
        private static final long serialVersionUID = 1;

        KeyReused(String key) {
            super("Idempotency-Key '" + key + "' was used for another request");
        }
    }

    /** The first answer to this submission, when there was one; {@link KeyReused} when it was to another request. */
    public Optional<Outcome.Recorded> find(Submission submission) {
        return jdbc
                .query(
                        "select request_sha256, stream, first_sequence, last_sequence from submission where key = ?",
                        (row, number) -> {
                            if (!submission.requestSha256().equals(row.getString("request_sha256")))
                                throw new KeyReused(submission.given());
                            return new Outcome.Recorded(
                                    row.getString("stream"),
                                    row.getLong("first_sequence"),
                                    row.getLong("last_sequence"));
                        },
                        submission.key())
                .stream()
                .findFirst();
    }

    /** What was recorded under a key, and for which request. */
    public record Earlier(Submission submission, Outcome.Recorded answer) {}

    /** What is remembered under these keys, by key, whichever requests came with them. */
    public Map<String, Earlier> find(Collection<String> keys) {
        var found = new HashMap<String, Earlier>();
        jdbc.query(
                connection -> {
                    PreparedStatement query = connection.prepareStatement(
                            "select key, request_sha256, stream, first_sequence, last_sequence from submission"
                                    + " where key = any (?)");
                    query.setArray(1, connection.createArrayOf("text", keys.toArray()));
                    return query;
                },
                row -> {
                    var submission = new Submission(row.getString("key"), row.getString("request_sha256"));
                    var answer = new Outcome.Recorded(
                            row.getString("stream"), row.getLong("first_sequence"), row.getLong("last_sequence"));
                    found.put(submission.key(), new Earlier(submission, answer));
                });
        return found;
    }

    /** Has these answers remembered in the transaction that records what the order under way decided. */
    public static void remember(UnitOfWork<?> order, List<Earlier> answers) {
        order.root().resources().put(OF_ORDER, answers);
    }

    static List<Earlier> ofTheOrder() {
        if (!CurrentUnitOfWork.isStarted()) return List.of();
        List<Earlier> answers = CurrentUnitOfWork.get().root().getResource(OF_ORDER);
        return answers == null ? List.of() : answers;
    }
}
