/** The projection made anew beside the live one, held against it and against the log, and put in its place (ADR 0022). */
@NullMarked
package org.mandatum.query.rebuild;

import org.jspecify.annotations.NullMarked;
