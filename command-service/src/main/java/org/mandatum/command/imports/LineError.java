package org.mandatum.command.imports;

import java.util.stream.Collectors;
import org.mandatum.command.decision.Outcome;
import org.mandatum.command.journal.EventTooLarge;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * Why a line was not recorded.
 *
 * @param line its number in the file, from 1
 * @param code stable: a refusal's, or what the counter would have answered to this package alone
 */
record LineError(long line, String code, String detail) {
    static LineError refused(long line, Outcome.Refused refused) {
        String detail = refused.reasons().stream()
                .map(reason -> reason.refusal().detail())
                .collect(Collectors.joining(" "));
        return new LineError(line, refused.reasons().getFirst().refusal().code(), detail);
    }

    static LineError keyReused(long line, String key) {
        return new LineError(
                line,
                "idempotency-key-reused",
                "key '" + key + "' was used for another request. Use a new key for a new request.");
    }

    /** Readable, and yet nothing that the store takes. */
    static LineError notStorable(long line, DataIntegrityViolationException why) {
        return why instanceof EventTooLarge
                ? new LineError(line, "too-large", String.valueOf(why.getMessage()))
                : new LineError(line, "not-storable", "The store does not take this line.");
    }
}
