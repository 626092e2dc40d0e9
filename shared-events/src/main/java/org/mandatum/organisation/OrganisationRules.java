package org.mandatum.organisation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mandatum.resolution.OrganId;
import org.mandatum.value.InvalidValue;

/**
 * What this organisation asks of every change.
 *
 * @param siblingNamesUnique no two units under one parent bear the same name in the same language on the same day
 * @param authority which acts may order which changes; a type of change that none of them names may rest on any act
 */
public record OrganisationRules(boolean siblingNamesUnique, List<AuthorityRule> authority) {
    public static final OrganisationRules DEFAULT = new OrganisationRules(true, List.of());

    public OrganisationRules {
        authority = InvalidValue.list("authority", authority);
    }

    /** From JSON, where either may be left out. */
    @JsonCreator
    static OrganisationRules of(
            @JsonProperty("siblingNamesUnique") @Nullable Boolean siblingNamesUnique,
            @JsonProperty("authority") @Nullable List<AuthorityRule> authority) {
        return new OrganisationRules(
                siblingNamesUnique == null || siblingNamesUnique, authority == null ? List.of() : authority);
    }

    /**
     * These changes may be ordered by an act of one of these organs and of one of these kinds.
     *
     * @param changes names of commands, such as {@code CreateSecretariat}
     * @param organs empty: any organ
     * @param kinds empty: any kind of act
     */
    public record AuthorityRule(List<String> changes, List<OrganId> organs, List<String> kinds) {
        public AuthorityRule(
                @Nullable List<String> changes, @Nullable List<OrganId> organs, @Nullable List<String> kinds) {
            this.changes = InvalidValue.list("changes", changes);
            this.organs = InvalidValue.list("organs", organs);
            this.kinds = InvalidValue.list("kinds", kinds);
            if (this.changes.isEmpty()) throw new InvalidValue("changes", "names at least one type of change");
        }
    }
}
