/** What the contract says of the register's records, made of the records themselves. */
@NullMarked
package org.mandatum.contract;

import org.jspecify.annotations.NullMarked;
