package org.mandatum.command.decision;

/** A rule that an order would break, with the facts that explain it. Codes are stable: clients rely on them. */
public sealed interface Refusal
        permits AuthorityRefusal, ResolutionRefusal, StructureRefusal, CorrectionRefusal, WorkflowRefusal {
    String code();

    /** One sentence for people, in English. */
    String detail();
}
