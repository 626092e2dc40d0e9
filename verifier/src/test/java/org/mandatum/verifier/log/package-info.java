/** Logs for tests and measurements, made by whoever has the key. */
@NullMarked
package org.mandatum.verifier.log;

import org.jspecify.annotations.NullMarked;
