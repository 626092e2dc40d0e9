/** The tamper-evident log over the events (docs/log-format.md, ADR 0017): leaves, hashes, proofs, checkpoints, exports. */
@NullMarked
package org.mandatum.log;

import org.jspecify.annotations.NullMarked;
