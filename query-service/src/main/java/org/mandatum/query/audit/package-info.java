/** For auditors: the tamper-evident log, its proofs and its export, read from the command side's database (ADR 0018). */
@NullMarked
package org.mandatum.query.audit;

import org.jspecify.annotations.NullMarked;
