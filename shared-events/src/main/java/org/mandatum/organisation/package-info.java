/** An organisation's structure: its values, the changes recorded of it, and the fold that makes a structure of them. */
@NullMarked
package org.mandatum.organisation;

import org.jspecify.annotations.NullMarked;
