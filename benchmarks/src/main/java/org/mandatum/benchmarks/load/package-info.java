/** Clients that put load on a server, and what they measured. */
@NullMarked
package org.mandatum.benchmarks.load;

import org.jspecify.annotations.NullMarked;
