/** The page for people, built by the module {@code dashboard}: its files, served to whoever has its address. */
@NullMarked
package org.mandatum.query.dashboard;

import org.jspecify.annotations.NullMarked;
