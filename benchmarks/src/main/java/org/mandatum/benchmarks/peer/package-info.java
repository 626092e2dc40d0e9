/** What the register is compared with, where that is a program of its own. */
@NullMarked
package org.mandatum.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
