package org.mandatum.terminal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the services of a register that runs on this machine. */
@FunctionalInterface
public interface WhereItRuns {

    /** @param dataDirectory null: the usual one */
    Services in(@Nullable Path dataDirectory) throws IOException;

    /**
     * A service that does not run at the moment has no address; {@code upCommand} starts it.
     *
     * @param tokens for those who bring none: whoever may read this register's files may speak for its demonstration people
     */
    record Services(Optional<URI> query, Optional<URI> command, Tokens tokens, String upCommand) {}

    /** Gives an access token in the name of a demonstration person; empty while nobody signs people in. */
    @FunctionalInterface
    interface Tokens {
        Optional<String> of(String person) throws IOException;
    }
}
