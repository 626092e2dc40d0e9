package org.mandatum.query.structure;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.query.http.AsOf;
import org.mandatum.query.http.Presence;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Structures that were asked for lately, as JSON. One as of a version never changes. */
@Component
class Bodies {
    private final Cache<Key, Body> kept;

    /** The version stands for the moment: nothing was recorded between it and the next. */
    private record Key(OrganisationId organisation, LocalDate effectiveOn, long version) {}

    Bodies(@Value("${mandatum.answers.share-of-memory}") double shareOfMemory) {
        kept = Caffeine.newBuilder()
                .maximumWeight((long) (Runtime.getRuntime().maxMemory() * shareOfMemory))
                .weigher((Key key, Body body) -> body.weight())
                .build();
    }

    /**
     * A structure from its units on. The first who asks gets it put together from its pieces; for whoever asks again it is
     * kept in one piece, plain or compressed.
     */
    static final class Body {
        private final StructureBody body;
        private boolean asked;
        private byte @Nullable [] json;
        private byte @Nullable [] deflated;

        Body(StructureBody body) {
            this.body = body;
        }

        int length() {
            return body.length();
        }

        void writeTo(OutputStream out) throws IOException {
            byte[] whole = again();
            if (whole == null) body.writeTo(out);
            else out.write(whole);
        }

        private synchronized byte @Nullable [] again() {
            if (!asked) {
                asked = true;
                return null;
            }
            return json();
        }

        synchronized byte[] json() {
            if (json == null) {
                var out = new ByteArrayOutputStream(body.length());
                try {
                    body.writeTo(out);
                } catch (IOException neverInMemory) {
                    throw new UncheckedIOException(neverInMemory);
                }
                json = out.toByteArray();
            }
            return json;
        }

        synchronized byte[] gzip(byte[] head) {
            byte[] plain = json();
            if (deflated == null) deflated = Compressed.deflated(plain);
            return Compressed.gzip(head, plain, deflated);
        }

        /** What it will take when it is asked for again. */
        int weight() {
            return body.length() + body.length() / 4;
        }
    }

    Body of(OrganisationId organisation, AsOf asOf, Presence.Known known) {
        return kept.get(
                new Key(organisation, asOf.effectiveOn(), known.version().version()),
                unknown -> new Body(StructureBody.of(
                        known.index().at(asOf.effectiveOn(), known.version().recordedAt()))));
    }
}
