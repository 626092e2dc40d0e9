/** JMH benchmarks of what runs in memory. Run by {@code ./benchmarks/run micro [PATTERN]}. */
@NullMarked
package org.mandatum.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
