package org.mandatum.organisation;

/** A function that is held no longer, as it last was. */
public record EndedFunction(Function last, Change.Cause ended) {}
