/** The verifier's own fold of an organisation's changes, and the digest of the structure it leads to. */
@NullMarked
package org.mandatum.verifier.structure;

import org.jspecify.annotations.NullMarked;
