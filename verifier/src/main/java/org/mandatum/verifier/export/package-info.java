/** Exports of the log, read line by line and trusted in nothing (docs/log-format.md). */
@NullMarked
package org.mandatum.verifier.export;

import org.jspecify.annotations.NullMarked;
