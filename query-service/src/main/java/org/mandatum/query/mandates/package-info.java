/** Mandates: who answers for each, what was done, what is late; what is missing; and the way from act to unit and back. */
@NullMarked
package org.mandatum.query.mandates;

import org.jspecify.annotations.NullMarked;
