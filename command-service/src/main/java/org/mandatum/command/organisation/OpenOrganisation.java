package org.mandatum.command.organisation;

import java.util.List;
import java.util.Objects;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.mandatum.command.decision.ForOrganisation;
import org.mandatum.organisation.Organ;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.OrganisationRules;
import org.mandatum.value.InvalidValue;
import org.mandatum.value.Name;

/**
 * Opens a register for an organisation.
 *
 * @param id null as long as none is {@linkplain #under chosen}
 */
public record OpenOrganisation(
        @Nullable OrganisationId id,
        Name name,
        @Nullable String language,
        @Nullable OrganisationRules rules,
        List<Organ> organs)
        implements ForOrganisation {
    public OpenOrganisation {
        InvalidValue.required("name", name);
        if (language != null && !Name.LANGUAGES.contains(language))
            throw new InvalidValue("language", "is not one of en, es, pt, fr");
        organs = InvalidValue.list("organs", organs);
        if (organs.stream().map(Organ::id).distinct().count() < organs.size())
            throw new InvalidValue("organs", "has two organs of the same id");
        if (rules != null) known(rules);
    }

    @Override
    public OrganisationId organisation() {
        return Objects.requireNonNull(id, "no id was chosen");
    }

    OpenOrganisation under(OrganisationId chosen) {
        return new OpenOrganisation(chosen, name, language, rules, organs);
    }

    @TargetAggregateIdentifier
    String stream() {
        return Organisation.stream(organisation());
    }

    private static void known(OrganisationRules rules) {
        for (var rule : rules.authority())
            for (String change : rule.changes())
                if (!ChangeTypes.names().contains(change))
                    throw new InvalidValue(
                            "rules.authority.changes", "'" + change + "' is not one of " + ChangeTypes.names());
    }
}
