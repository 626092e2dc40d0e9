@NullMarked
package org.mandatum.benchmarks.history;

import org.jspecify.annotations.NullMarked;
