/** From the journal to Kafka: in order, at least once, within milliseconds. */
@NullMarked
package org.mandatum.command.publishing;

import org.jspecify.annotations.NullMarked;
