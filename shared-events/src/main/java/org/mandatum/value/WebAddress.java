package org.mandatum.value;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An address in a request that whoever reads it on a page may follow. What has been recorded is not asked. */
public final class WebAddress {
    private static final Pattern FOLLOWED = Pattern.compile("https?://\\S+", Pattern.CASE_INSENSITIVE);

    private WebAddress() {}

    /** @throws InvalidValue naming the field, when it leads elsewhere than to the web */
    public static void require(String field, @Nullable String url) {
        if (url != null && !FOLLOWED.matcher(url).matches())
            throw new InvalidValue(field, "is an address that begins with http:// or https://");
    }
}
