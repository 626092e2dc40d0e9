/** Events as they are kept and carried: stable type names and revisions, their JSON, their envelope, the CloudEvent. */
@NullMarked
package org.mandatum.journal;

import org.jspecify.annotations.NullMarked;
