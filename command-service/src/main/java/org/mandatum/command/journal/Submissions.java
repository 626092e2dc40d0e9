package org.mandatum.command.journal;

import java.util.Optional;
import org.mandatum.command.decision.Outcome;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** What was answered under which Idempotency-Key. Remembered in the transaction that records the events. */
@Repository
public class Submissions {
    private final JdbcTemplate jdbc;

    Submissions(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A key, and the digest, in hex, of the request that came with it. */
    public record Submission(String key, String requestSha256) {}

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
                                throw new KeyReused(submission.key());
                            return new Outcome.Recorded(
                                    row.getString("stream"),
                                    row.getLong("first_sequence"),
                                    row.getLong("last_sequence"));
                        },
                        submission.key())
                .stream()
                .findFirst();
    }

    /** Fails with a duplicate key when another transaction remembered the same key first. */
    public void remember(Submission submission, Outcome.Recorded answer) {
        jdbc.update(
                "insert into submission (key, request_sha256, stream, first_sequence, last_sequence) values (?, ?, ?, ?, ?)",
                submission.key(),
                submission.requestSha256(),
                answer.stream(),
                answer.firstSequence(),
                answer.lastSequence());
    }
}
