/** Legal acts as of two clocks. */
@NullMarked
package org.mandatum.query.resolutions;

import org.jspecify.annotations.NullMarked;
