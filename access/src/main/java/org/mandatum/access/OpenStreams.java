package org.mandatum.access;

import java.util.concurrent.ConcurrentHashMap;
import org.mandatum.journal.Actor;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** How many streams each person has open on this instance. */
public final class OpenStreams {
    private final int most;
    private final ConcurrentHashMap<String, Integer> open = new ConcurrentHashMap<>();

    /** @param most at once for one person; 0: any number */
    OpenStreams(int most) {
        this.most = most;
    }

    /** One of the streams that a person may have; to be closed with the stream. */
    public final class Place implements AutoCloseable {
        private final String whose;

        private Place(String whose) {
            this.whose = whose;
        }

        @Override
        public void close() {
            open.computeIfPresent(whose, (who, count) -> count == 1 ? null : count - 1);
        }
    }

    /** @throws ResponseStatusException 429 when the person has as many as they may */
    public Place open(Person person) {
        Actor actor = person.actor();
        String whose = actor.issuer() + " " + actor.subject();
        open.merge(whose, 1, (count, one) -> {
            if (most > 0 && count >= most) throw new TooMany(most);
            return count + one;
        });
        return new Place(whose);
    }

    private static final class TooMany extends ResponseStatusException {
        private static final long serialVersionUID = 1;

        TooMany(int most) {
            super(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "You have " + most + " streams open, as many as one person may. Close one first.");
            getBody().setProperty("code", "too-many-requests");
        }

        @Override
        public HttpHeaders getHeaders() {
            var headers = new HttpHeaders();
            headers.set("Retry-After", "10");
            return headers;
        }
    }
}
