package org.mandatum.organisation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;
import org.mandatum.value.InvalidValue;

/** What sort of unit it is: office, secretariat, department, section, library … An open set, lower case. */
public record UnitKind(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9 -]{0,63}");
    public static final UnitKind SECRETARIAT = new UnitKind("secretariat");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public UnitKind {
        if (!FORM.matcher(value).matches())
            throw new InvalidValue("", "is lower case words such as 'department', at most 64 characters");
    }

    /** Secretariats and executive secretariats: those whose creation and elimination need a higher authority. */
    public boolean isSecretariat() {
        return value.endsWith("secretariat");
    }

    @Override
    public String toString() {
        return value;
    }
}
