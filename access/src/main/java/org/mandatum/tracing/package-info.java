/** How a request can be followed: by one id through the log lines, events and services that it passes, and by spans. */
@NullMarked
package org.mandatum.tracing;

import org.jspecify.annotations.NullMarked;
