/** From Kafka to rows: each event takes effect exactly once, in order; and the time line behind the rows. */
@NullMarked
package org.mandatum.query.projection;

import org.jspecify.annotations.NullMarked;
