/** Who comes, and what they may do: the same for every service of the register. */
@NullMarked
package org.mandatum.access;

import org.jspecify.annotations.NullMarked;
