package org.mandatum.organisation;

import java.util.List;
import org.mandatum.value.InvalidValue;
import org.mandatum.value.Name;

/**
 * A register was opened for an organisation.
 *
 * @param language the language in which a bare text is taken
 * @param organs the organs that units of this organisation may report to
 */
public record OrganisationOpened(
        OrganisationId organisation, Name name, String language, OrganisationRules rules, List<Organ> organs)
        implements OrganisationEvent {
    public OrganisationOpened {
        organs = InvalidValue.list("organs", organs);
    }
}
