/** Values that both legal acts and structures are made of, and the error that names the field of a wrong one. */
@NullMarked
package org.mandatum.value;

import org.jspecify.annotations.NullMarked;
