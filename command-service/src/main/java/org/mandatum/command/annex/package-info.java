/** What the command side keeps beside the log: told to whoever carries the register elsewhere, and taken back there (ADR 0025). */
@NullMarked
package org.mandatum.command.annex;

import org.jspecify.annotations.NullMarked;
