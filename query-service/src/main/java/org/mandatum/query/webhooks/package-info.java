/** Events sent to whoever asked for them: signed, in order, at least once (Standard Webhooks). */
@NullMarked
package org.mandatum.query.webhooks;

import org.jspecify.annotations.NullMarked;
