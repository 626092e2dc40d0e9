/** Signed notes, checkpoints and cosignatures (C2SP). */
@NullMarked
package org.mandatum.verifier.note;

import org.jspecify.annotations.NullMarked;
