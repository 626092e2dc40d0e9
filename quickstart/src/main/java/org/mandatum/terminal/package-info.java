/**
 * The terminal for officers and auditors: questions to a register, changes handed in, its events followed. Data goes to
 * standard output, everything else to standard error; the exit codes are {@link org.mandatum.terminal.ExitCode}.
 * {@link org.mandatum.terminal.Terminal} is the way in.
 */
@NullMarked
package org.mandatum.terminal;

import org.jspecify.annotations.NullMarked;
