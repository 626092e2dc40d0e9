/** What all events of the register have in common. */
@NullMarked
package org.mandatum.event;

import org.jspecify.annotations.NullMarked;
