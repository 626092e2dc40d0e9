/** What mandates and proposals have in common: their events, and rows for how they stood on any day, as known at any moment. */
@NullMarked
package org.mandatum.query.workflow;

import org.jspecify.annotations.NullMarked;
