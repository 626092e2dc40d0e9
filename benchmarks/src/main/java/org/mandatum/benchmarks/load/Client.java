package org.mandatum.benchmarks.load;

import java.io.IOException;
import java.sql.SQLException;

/** One of those who send requests, each when the one before has been answered. */
public interface Client extends AutoCloseable {
    /** Sends one request and takes in the whole answer; an answer that is not the wanted one is an exception. */
    void request() throws Exception;

    @Override
    default void close() throws IOException, SQLException {}
}
