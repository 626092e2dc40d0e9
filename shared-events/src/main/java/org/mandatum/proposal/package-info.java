/** Proposals: packages of structural changes that answer a mandate, on their way to enactment. */
@NullMarked
package org.mandatum.proposal;

import org.jspecify.annotations.NullMarked;
