/** Legal acts: resolutions of organs and the executive orders that implement them. */
@NullMarked
package org.mandatum.resolution;

import org.jspecify.annotations.NullMarked;
