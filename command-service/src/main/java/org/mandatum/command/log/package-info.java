/** Keeps the tamper-evident log over the journal: leaves in barrier order, tiles, signed checkpoints (ADR 0017). */
@NullMarked
package org.mandatum.command.log;

import org.jspecify.annotations.NullMarked;
