/**
 * Runs the whole register on one machine: PostgreSQL, a Kafka broker, the command side and the query side, each a
 * process of its own with its state under one data directory. {@link org.mandatum.quickstart.Register} is the way in
 * for programs, {@link org.mandatum.quickstart.Mandatum} for people.
 */
@NullMarked
package org.mandatum.quickstart;

import org.jspecify.annotations.NullMarked;
