package org.mandatum.command.journal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * What the order under way is decided on: logs, and how far they had come when they were read. They may be remembered from
 * earlier orders, and another instance may have gone on meanwhile; so what the order records is recorded only if none of
 * them has grown, and a refusal is given only then (ADR 0013).
 */
public final class Premises {
    private static final String OF_ORDER = Premises.class.getName();

    private Premises() {}

    /** A log, and how many events it held. */
    record Premise(String stream, long length) {}

    /** Takes note that the order rests on this log as it was when it held {@code length} events. */
    public static void restOn(String stream, long length) {
        if (!CurrentUnitOfWork.isStarted()) return;
        Map<String, Premise> premises =
                CurrentUnitOfWork.get().root().getOrComputeResource(OF_ORDER, none -> new LinkedHashMap<>());
        premises.putIfAbsent(stream, new Premise(stream, length));
    }

    static List<Premise> ofTheOrder() {
        if (!CurrentUnitOfWork.isStarted()) return List.of();
        Map<String, Premise> premises = CurrentUnitOfWork.get().root().getResource(OF_ORDER);
        return premises == null ? List.of() : List.copyOf(premises.values());
    }
}
