package org.mandatum.value;

import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The form of every id that callers choose: {@code [a-z0-9][a-z0-9._-]{0,127}}. */
public final class Slug {
    private static final int LONGEST = 128;

    private Slug() {}

    /** The value when it is a slug, {@link InvalidValue} when it is not. */
    public static String require(@Nullable String value) {
        String given = InvalidValue.required("", value);
        if (!isSlug(given))
            throw new InvalidValue(
                    "",
                    "'" + abbreviated(given) + "' is not an id: use a-z, 0-9, '.', '_', '-', at most 128 characters");
        return given;
    }

    /** Ids are read back by the million; a pattern would cost several times as much. */
    private static boolean isSlug(String text) {
        if (text.isEmpty() || text.length() > LONGEST) return false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (!alphanumeric && (i == 0 || (c != '.' && c != '_' && c != '-'))) return false;
        }
        return true;
    }

    /** A slug made of a name, for ids that the caller left out; "unnamed" when nothing of the name is usable. */
    public static String of(String name) {
        String ascii = Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        if (ascii.isEmpty()) return "unnamed";
        return ascii.length() <= 80 ? ascii : ascii.substring(0, 80).replaceAll("-+$", "");
    }

    private static String abbreviated(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
