/** The register under measurement, and what it is measured against, as processes of their own on this machine. */
@NullMarked
package org.mandatum.benchmarks.register;

import org.jspecify.annotations.NullMarked;
