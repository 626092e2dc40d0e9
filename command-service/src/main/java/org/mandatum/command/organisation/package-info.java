/** Changes of an organisation's structure: commands, the pure decision with its rules, the Axon shell, HTTP. */
@NullMarked
package org.mandatum.command.organisation;

import org.jspecify.annotations.NullMarked;
