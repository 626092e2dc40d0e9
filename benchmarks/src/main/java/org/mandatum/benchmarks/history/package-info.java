/** Histories that an organisation could have had, of any size, the same for the same seed. */
@NullMarked
package org.mandatum.benchmarks.history;

import org.jspecify.annotations.NullMarked;
