/** A structure in the forms that other programs read: tables, graphs, pictures, linked data. */
@NullMarked
package org.mandatum.query.exports;

import org.jspecify.annotations.NullMarked;
