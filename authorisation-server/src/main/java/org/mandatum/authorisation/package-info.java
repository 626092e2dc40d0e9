/** The authorisation server of the quickstart. */
@NullMarked
package org.mandatum.authorisation;

import org.jspecify.annotations.NullMarked;
