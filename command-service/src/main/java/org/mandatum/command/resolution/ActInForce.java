package org.mandatum.command.resolution;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mandatum.command.decision.AuthorityRefusal.AuthorityNotYetAdopted;
import org.mandatum.command.decision.AuthorityRefusal.AuthorityRescinded;
import org.mandatum.command.decision.AuthorityRefusal.UnknownAuthority;
import org.mandatum.command.decision.AuthorityRefusal.UnknownParagraph;
import org.mandatum.command.decision.Refusal;
import org.mandatum.organisation.Authority;

/** Whether the act that a step cites is in the register and in force; what it may order is another question. */
public final class ActInForce {
    private ActInForce() {}

    /** What speaks against resting on this act and paragraph on this day. */
    public static List<Refusal> objections(Authority authority, LocalDate on, LegalActs acts) {
        LegalAct act = acts.find(authority.resolution());
        if (act == null) return List.of(new UnknownAuthority(authority.resolution()));
        var objections = new ArrayList<Refusal>(inForce(act, on));
        objections.addAll(paragraph(act, authority.paragraph(), on));
        return objections;
    }

    /** What speaks against the act itself on this day. */
    public static List<Refusal> inForce(LegalAct act, LocalDate on) {
        if (act.adoptedOn().isAfter(on)) return List.of(new AuthorityNotYetAdopted(act.id(), act.adoptedOn(), on));
        LocalDate rescinded = act.rescindedOn();
        return rescinded == null || rescinded.isAfter(on)
                ? List.of()
                : List.of(new AuthorityRescinded(act.id(), rescinded, on));
    }

    /** What speaks against citing this paragraph of it on this day; an act of which none is recorded may have any. */
    public static List<Refusal> paragraph(LegalAct act, @Nullable String paragraph, LocalDate on) {
        if (paragraph == null || act.paragraphs().isEmpty()) return List.of();
        List<String> known = act.paragraphsOn(on);
        return known.contains(paragraph) ? List.of() : List.of(new UnknownParagraph(act.id(), paragraph, known));
    }
}
