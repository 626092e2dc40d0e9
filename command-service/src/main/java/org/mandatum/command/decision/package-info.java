/** What a decision can come to: facts recorded, or refusals with the facts that explain them. */
@NullMarked
package org.mandatum.command.decision;

import org.jspecify.annotations.NullMarked;
