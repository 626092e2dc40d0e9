/** Bulk capture: a file of packages, one a line, recorded many to a transaction (ADR 0010). */
@NullMarked
package org.mandatum.command.imports;

import org.jspecify.annotations.NullMarked;
