/** The command line. */
@NullMarked
package org.mandatum.verifier.command;

import org.jspecify.annotations.NullMarked;
