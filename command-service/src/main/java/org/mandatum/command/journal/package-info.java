/** The event store in PostgreSQL: append-only, gap-proof, one transaction with the Idempotency-Key. */
@NullMarked
package org.mandatum.command.journal;

import org.jspecify.annotations.NullMarked;
