package org.mandatum.command.resolution;

import java.util.HashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.resolution.ResolutionId;

/** The legal acts that the register knows, as far as decisions ask about them. */
@FunctionalInterface
public interface LegalActs {
    /** The act as recorded now; null when none bears this id. */
    @Nullable
    LegalAct find(ResolutionId id);

    /** Whether an act issued this mandate to this organisation. */
    default boolean issued(String mandate, OrganisationId organisation) {
        return false;
    }

    /** These acts, each looked up once: for many decisions that are made together. Not safe for use by several threads. */
    default LegalActs lookedUpOnce() {
        LegalActs acts = this;
        var found = new HashMap<ResolutionId, Optional<LegalAct>>();
        return new LegalActs() {
            @Override
            public @Nullable LegalAct find(ResolutionId id) {
                return found.computeIfAbsent(id, unknown -> Optional.ofNullable(acts.find(unknown)))
                        .orElse(null);
            }

            @Override
            public boolean issued(String mandate, OrganisationId organisation) {
                return acts.issued(mandate, organisation);
            }
        };
    }
}
