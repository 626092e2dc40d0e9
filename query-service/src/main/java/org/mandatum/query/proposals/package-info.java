/** Proposals: what is proposed, who approved it, and what came of it. */
@NullMarked
package org.mandatum.query.proposals;

import org.jspecify.annotations.NullMarked;
