package org.mandatum.mandate;

import java.util.regex.Pattern;
import org.mandatum.value.InvalidValue;

/**
 * What it costs to carry a mandate out.
 *
 * @param amount in whole units of the currency
 * @param currency ISO 4217, such as {@code USD}
 */
public record Cost(long amount, String currency) {
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    public Cost {
        if (amount < 0) throw new InvalidValue("amount", "is negative");
        if (!CURRENCY.matcher(InvalidValue.required("currency", currency)).matches())
            throw new InvalidValue("currency", "is three capital letters (ISO 4217), such as USD");
    }
}
