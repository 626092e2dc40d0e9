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

    /** A service that does not run at the moment has no address; {@code upCommand} starts it. */
    record Services(Optional<URI> query, Optional<URI> command, String upCommand) {}
}
