package org.mandatum.benchmarks.figures;

import java.util.List;

/** Measures figures that need the same preparation. */
interface Experiment {
    /** The names of the figures that it can report. */
    List<String> figures();

    /** Reports those of its figures that are wanted. */
    void run(Bench bench) throws Exception;
}
