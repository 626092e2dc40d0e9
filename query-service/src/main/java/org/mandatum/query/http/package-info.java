/** What all endpoints share: parameters of the two clocks, and problems (RFC 9457). */
@NullMarked
package org.mandatum.query.http;

import org.jspecify.annotations.NullMarked;
