package org.mandatum.query.structure;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.query.http.AsOf;
import org.mandatum.query.http.Presence;
import org.mandatum.query.index.StructureBody;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Structures that were asked for lately, as JSON. One as of a version never changes. What is asked for once is put together
 * and forgotten, which is cheaper than keeping it; what is asked for again is kept in one piece.
 */
@Component
class Bodies {
    private final Cache<Key, Kept> kept;

    /** The version stands for the moment: nothing was recorded between it and the next. */
    private record Key(OrganisationId organisation, LocalDate effectiveOn, long version, int edition) {
        static Key of(OrganisationId organisation, AsOf asOf, Presence.Known known) {
            return new Key(
                    organisation,
                    asOf.effectiveOn(),
                    known.version().version(),
                    known.index().edition());
        }
    }

    Bodies(@Value("${mandatum.answers.share-of-memory}") double shareOfMemory) {
        kept = Caffeine.newBuilder()
                .maximumWeight((long) (Runtime.getRuntime().maxMemory() * shareOfMemory))
                .weigher((Key key, Kept body) -> body.weight())
                .build();
    }

    /** A structure from its units on. */
    interface Body {
        int length();

        void writeTo(OutputStream out) throws IOException;
    }

    /** In one piece; compressed once, when that is first asked for. */
    static final class Kept implements Body {
        /** Stands for one that was asked for once. */
        private static final Kept NOTED = new Kept(new byte[0]);

        private final byte[] json;
        private byte @Nullable [] deflated;

        private Kept(byte[] json) {
            this.json = json;
        }

        @Override
        public int length() {
            return json.length;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(json);
        }

        boolean isNoted() {
            return json.length == 0;
        }

        /** With what goes before it. */
        byte[] json(byte[] head) {
            byte[] whole = Arrays.copyOf(head, head.length + json.length);
            System.arraycopy(json, 0, whole, head.length, json.length);
            return whole;
        }

        byte[] gzip(byte[] head) {
            return Compressed.gzip(head, json, deflated());
        }

        private synchronized byte[] deflated() {
            if (deflated == null) deflated = Compressed.deflated(json);
            return deflated;
        }

        /** Compressed it takes less than a quarter on top. The rest is the key and the places in the cache. */
        int weight() {
            return json.length + json.length / 4 + 200;
        }
    }

    /** Bytes of a structure, without putting it together. */
    int length(OrganisationId organisation, AsOf asOf, Presence.Known known) {
        Kept body = kept.getIfPresent(Key.of(organisation, asOf, known));
        return body == null || body.isNoted() ? body(asOf, known).length() : body.length();
    }

    /** To be written as it is. */
    Body once(OrganisationId organisation, AsOf asOf, Presence.Known known) {
        var key = Key.of(organisation, asOf, known);
        Kept body = kept.getIfPresent(key);
        if (body == null) {
            kept.put(key, Kept.NOTED);
            return new Fleeting(body(asOf, known));
        }
        return body.isNoted() ? keep(key, asOf, known) : body;
    }

    /** To be compressed or made into something else, which costs more than keeping it. */
    Kept whole(OrganisationId organisation, AsOf asOf, Presence.Known known) {
        var key = Key.of(organisation, asOf, known);
        Kept body = kept.getIfPresent(key);
        return body == null || body.isNoted() ? keep(key, asOf, known) : body;
    }

    private Kept keep(Key key, AsOf asOf, Presence.Known known) {
        StructureBody body = body(asOf, known);
        var out = new ByteArrayOutputStream(body.length());
        try {
            body.writeTo(out);
        } catch (IOException neverInMemory) {
            throw new UncheckedIOException(neverInMemory);
        }
        var whole = new Kept(out.toByteArray());
        kept.put(key, whole);
        return whole;
    }

    private static StructureBody body(AsOf asOf, Presence.Known known) {
        return known.index().body(asOf.effectiveOn(), known.version().recordedAt());
    }

    private record Fleeting(StructureBody body) implements Body {
        @Override
        public int length() {
            return body.length();
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            body.writeTo(out);
        }
    }
}
