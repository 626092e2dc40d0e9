package org.mandatum.query.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which answers a client has already (RFC 9110 §13.1.2): those with one of its tags, weak or strong, or, with {@code *}, whatever
 * there is. What is no tag is passed over: the worst that comes of it is an answer that is sent once more.
 *
 * @param tags without their quotes
 */
public record IfNoneMatch(boolean any, Set<String> tags) {
    private static final Pattern TAG = Pattern.compile("(?:W/)?\"([\\x21\\x23-\\x7e\\x80-\\xff]*)\"");

    public static IfNoneMatch of(HttpServletRequest request) {
        boolean any = false;
        var tags = new HashSet<String>();
        for (String line : Collections.list(request.getHeaders("If-None-Match"))) {
            any |= line.strip().equals("*");
            Matcher tag = TAG.matcher(line);
            while (tag.find()) tags.add(tag.group(1));
        }
        return new IfNoneMatch(any, tags);
    }

    /** @param tag with its quotes; one that is weak is compared as if it were strong, as everywhere here */
    public boolean has(String tag) {
        return any || tags.contains(tag.substring(tag.indexOf('"') + 1, tag.length() - 1));
    }
}
