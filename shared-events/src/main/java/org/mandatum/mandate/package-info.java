/** Mandates: what a resolution instructs somebody to do by when, and what became of it. */
@NullMarked
package org.mandatum.mandate;

import org.jspecify.annotations.NullMarked;
