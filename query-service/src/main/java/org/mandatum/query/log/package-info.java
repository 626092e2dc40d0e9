/** The log itself: paged, and as a stream. */
@NullMarked
package org.mandatum.query.log;

import org.jspecify.annotations.NullMarked;
