/** Legal acts: commands, what an act empowers, the Axon shell, HTTP. */
@NullMarked
package org.mandatum.command.resolution;

import org.jspecify.annotations.NullMarked;
