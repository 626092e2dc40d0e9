package org.mandatum.command.resolution;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.mandatum.command.decision.Refusal;
import org.mandatum.command.decision.Refusal.AuthorityNotYetAdopted;
import org.mandatum.command.decision.Refusal.AuthorityRescinded;
import org.mandatum.command.decision.Refusal.UnknownAuthority;
import org.mandatum.command.decision.Refusal.UnknownParagraph;
import org.mandatum.organisation.Authority;

/** Whether the act that a step cites is in the register and in force; what it may order is another question. */
public final class ActInForce {
    private ActInForce() {}

    /** What speaks against resting on this act and paragraph on this day. */
    public static List<Refusal> objections(Authority authority, LocalDate on, LegalActs acts) {
        LegalAct act = acts.find(authority.resolution());
        if (act == null) return List.of(new UnknownAuthority(authority.resolution()));
        var objections = new ArrayList<Refusal>();
        if (act.adoptedOn().isAfter(on)) objections.add(new AuthorityNotYetAdopted(act.id(), act.adoptedOn(), on));
        LocalDate rescinded = act.rescindedOn();
        if (rescinded != null && !rescinded.isAfter(on))
            objections.add(new AuthorityRescinded(act.id(), rescinded, on));
        String paragraph = authority.paragraph();
        if (paragraph != null
                && !act.paragraphs().isEmpty()
                && !act.paragraphs().contains(paragraph))
            objections.add(new UnknownParagraph(act.id(), paragraph, act.paragraphs()));
        return objections;
    }
}
