/** The life of mandates: orders, the pure decision, the Axon shell, HTTP. */
@NullMarked
package org.mandatum.command.mandate;

import org.jspecify.annotations.NullMarked;
