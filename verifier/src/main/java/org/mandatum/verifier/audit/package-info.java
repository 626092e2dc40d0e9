/** What an export must show to be believed. */
@NullMarked
package org.mandatum.verifier.audit;

import org.jspecify.annotations.NullMarked;
