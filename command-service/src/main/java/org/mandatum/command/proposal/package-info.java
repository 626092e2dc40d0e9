/** The way of proposals to their enactment: orders, the pure decision, the Axon shell, the preview, HTTP. */
@NullMarked
package org.mandatum.command.proposal;

import org.jspecify.annotations.NullMarked;
