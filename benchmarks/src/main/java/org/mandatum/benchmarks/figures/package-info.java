/** The figures: what is measured, against what, and the table that comes of it. */
@NullMarked
package org.mandatum.benchmarks.figures;

import org.jspecify.annotations.NullMarked;
