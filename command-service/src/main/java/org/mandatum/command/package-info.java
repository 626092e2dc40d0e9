/** The command side of the register: it decides, records and publishes. */
@NullMarked
package org.mandatum.command;

import org.jspecify.annotations.NullMarked;
