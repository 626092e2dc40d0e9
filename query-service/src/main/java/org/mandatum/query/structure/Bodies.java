package org.mandatum.query.structure;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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
                // What it will be when somebody wants it compressed is reckoned in.
                .weigher((Key key, Body body) -> body.json.length + body.json.length / 4)
                .build();
    }

    /** A structure from its units on, plain and, once somebody wanted it so, deflated. */
    static final class Body {
        private final byte[] json;
        private volatile byte @Nullable [] deflated;

        Body(byte[] json) {
            this.json = json;
        }

        byte[] json() {
            return json;
        }

        byte[] gzip(byte[] head) {
            byte[] ready = deflated;
            if (ready == null) {
                ready = Compressed.deflated(json);
                deflated = ready;
            }
            return Compressed.gzip(head, json, ready);
        }
    }

    Body of(OrganisationId organisation, AsOf asOf, Presence.Known known) {
        return kept.get(
                new Key(organisation, asOf.effectiveOn(), known.version().version()),
                unknown -> new Body(StructureBody.of(
                        known.index().at(asOf.effectiveOn(), known.version().recordedAt()))));
    }
}
