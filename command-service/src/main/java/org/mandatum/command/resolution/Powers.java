package org.mandatum.command.resolution;

import java.util.Set;

/** The powers that an act may delegate: to order a change of one of these types. Organisations, which know acts, tell them. */
@FunctionalInterface
public interface Powers {
    Set<String> names();
}
