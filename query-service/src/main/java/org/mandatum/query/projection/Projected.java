package org.mandatum.query.projection;

import java.util.List;

/** Hears of what has been projected. */
public interface Projected {
    /** Called after the commit, in the order of the log of each organisation, on one thread. */
    void projected(List<Revision> revisions);

    /** What is kept in memory may be behind the rows from now on. */
    void mayBeBehind();
}
