/** Stories told over HTTP to a whole register: the services as they ship, a real broker, a real database. */
@NullMarked
package org.mandatum.endtoend;

import org.jspecify.annotations.NullMarked;
