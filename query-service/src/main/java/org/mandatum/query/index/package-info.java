/**
 * The bitemporal index in memory: what every question about a day is answered from. Filled from the rows, kept current by
 * the projection, always equal to the fold.
 */
@NullMarked
package org.mandatum.query.index;

import org.jspecify.annotations.NullMarked;
