/** What all endpoints share: submission with its preconditions, and problems (RFC 9457). */
@NullMarked
package org.mandatum.command.http;

import org.jspecify.annotations.NullMarked;
