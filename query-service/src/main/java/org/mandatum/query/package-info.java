/** The query side: what the organisation looked like on any day, as known at any time, and why. */
@NullMarked
package org.mandatum.query;

import org.jspecify.annotations.NullMarked;
