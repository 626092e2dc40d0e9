/** The structure as of two clocks, and what differs between two of them. */
@NullMarked
package org.mandatum.query.structure;

import org.jspecify.annotations.NullMarked;
