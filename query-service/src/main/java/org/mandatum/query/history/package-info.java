/** The whole life of a unit or a function. */
@NullMarked
package org.mandatum.query.history;

import org.jspecify.annotations.NullMarked;
