/** A running register, asked over HTTP. */
@NullMarked
package org.mandatum.verifier.register;

import org.jspecify.annotations.NullMarked;
