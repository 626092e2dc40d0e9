package org.mandatum.access;

import java.util.concurrent.ConcurrentHashMap;
import org.mandatum.journal.Actor;
import org.springframework.http.HttpStatus;

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

    /** @throws Refused 429 when the person has as many as they may */
    public Place open(Person person) {
        Actor actor = person.actor();
        String whose = actor.issuer() + " " + actor.subject();
        open.merge(whose, 1, (count, one) -> {
            if (most > 0 && count >= most) throw tooMany(most);
            return count + one;
        });
        return new Place(whose);
    }

    private static Refused tooMany(int most) {
        return new Refused(
                HttpStatus.TOO_MANY_REQUESTS,
                "too-many-requests",
                "You have " + most + " streams open, as many as one person may. Close one first.",
                10);
    }
}
