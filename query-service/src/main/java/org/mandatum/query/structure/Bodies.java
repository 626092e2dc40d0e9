package org.mandatum.query.structure;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.LocalDate;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.query.http.AsOf;
import org.mandatum.query.http.Presence;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Structures that were asked for lately, as JSON. One as of a version never changes. */
@Component
class Bodies {
    private final Cache<Key, byte[]> kept;

    /** The version stands for the moment: nothing was recorded between it and the next. */
    private record Key(OrganisationId organisation, LocalDate effectiveOn, long version) {}

    Bodies(@Value("${mandatum.answers.share-of-memory}") double shareOfMemory) {
        kept = Caffeine.newBuilder()
                .maximumWeight((long) (Runtime.getRuntime().maxMemory() * shareOfMemory))
                .weigher((Key key, byte[] body) -> body.length)
                .build();
    }

    byte[] of(OrganisationId organisation, AsOf asOf, Presence.Known known) {
        return kept.get(
                new Key(organisation, asOf.effectiveOn(), known.version().version()),
                unknown -> StructureBody.of(
                        known.index().at(asOf.effectiveOn(), known.version().recordedAt())));
    }
}
