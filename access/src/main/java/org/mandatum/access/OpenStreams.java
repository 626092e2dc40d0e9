package org.mandatum.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import org.mandatum.journal.Actor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** The streams of server-sent events that this instance serves, and how many of them each person has open. */
public final class OpenStreams {
    private static final Logger LOG = LoggerFactory.getLogger(OpenStreams.class);

    private final int most;
    private final Duration heartbeat;
    private final ConcurrentHashMap<String, Integer> open = new ConcurrentHashMap<>();

    /**
     * @param most at once for one person; 0: any number
     * @param heartbeat how long a stream is silent at most
     */
    OpenStreams(int most, Duration heartbeat) {
        this.most = most;
        this.heartbeat = heartbeat;
    }

    /**
     * Answered on the request's own virtual thread, which lasts as long as the story does: no asynchronous time-out, and every
     * flush reaches the wire.
     *
     * @throws Refused 429 when the person has as many streams open as they may
     */
    public void serve(HttpServletRequest request, HttpServletResponse response, EventStream.Story story) {
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        if (HttpMethod.HEAD.matches(request.getMethod())) return;
        Person person = Person.of(request);
        Place place = open(person);
        try {
            story.tell(new EventStream(response.getOutputStream(), heartbeat, person.until()));
        } catch (IOException gone) {
            LOG.debug("who followed {} has gone: {}", request.getRequestURI(), gone.getMessage());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            place.close();
        }
    }

    /** One of the streams that a person may have; to be closed with the stream. */
    final class Place {
        private final String whose;

        private Place(String whose) {
            this.whose = whose;
        }

        void close() {
            open.computeIfPresent(whose, (who, count) -> count == 1 ? null : count - 1);
        }
    }

    /** @throws Refused 429 when the person has as many as they may */
    Place open(Person person) {
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
