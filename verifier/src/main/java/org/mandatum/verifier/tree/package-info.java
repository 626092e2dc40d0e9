/** Hashes, trees and proofs of RFC 9162, section 2.1. */
@NullMarked
package org.mandatum.verifier.tree;

import org.jspecify.annotations.NullMarked;
