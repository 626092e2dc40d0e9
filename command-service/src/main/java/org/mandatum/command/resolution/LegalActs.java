package org.mandatum.command.resolution;

import java.util.HashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mandatum.resolution.ResolutionId;

/** The legal acts that the register knows, as far as decisions ask about them. */
@FunctionalInterface
public interface LegalActs {
    /** The act as recorded now; null when none bears this id. */
    @Nullable
    LegalAct find(ResolutionId id);

    /** These acts, each looked up once: for many decisions that are made together. Not safe for use by several threads. */
    default LegalActs lookedUpOnce() {
        var found = new HashMap<ResolutionId, Optional<LegalAct>>();
        return id -> found.computeIfAbsent(id, unknown -> Optional.ofNullable(find(unknown)))
                .orElse(null);
    }
}
