package org.mandatum.access;

import java.util.Collection;
import java.util.Set;

/**
 * The organisations that a person may see and change, within what their roles permit.
 *
 * @param all the whole register, whatever organisations it holds or will hold
 * @param organisations their ids, when not all
 */
public record OrganisationScope(boolean all, Set<String> organisations) {
    /** In a token: every organisation. */
    static final String ALL = "*";

    public OrganisationScope {
        organisations = Set.copyOf(organisations);
    }

    /** As a token lists them; an empty list reaches nothing. */
    static OrganisationScope of(Collection<String> claimed) {
        return claimed.contains(ALL)
                ? new OrganisationScope(true, Set.of())
                : new OrganisationScope(false, Set.copyOf(claimed));
    }

    public boolean covers(String organisation) {
        return all || organisations.contains(organisation);
    }
}
