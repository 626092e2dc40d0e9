package org.mandatum.command.resolution;

import org.jspecify.annotations.Nullable;
import org.mandatum.resolution.ResolutionId;

/** The legal acts that the register knows, as far as decisions ask about them. */
@FunctionalInterface
public interface LegalActs {
    /** The act as recorded now; null when none bears this id. */
    @Nullable
    LegalAct find(ResolutionId id);
}
