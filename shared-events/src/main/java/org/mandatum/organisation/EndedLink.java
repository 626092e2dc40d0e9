package org.mandatum.organisation;

/** A coordination link that is no longer, as it last was. */
public record EndedLink(CoordinationLink last, Change.Cause ended) {}
