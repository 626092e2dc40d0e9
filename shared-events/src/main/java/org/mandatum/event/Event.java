package org.mandatum.event;

/** A fact that the register has recorded. Events are for ever: stable type names and revisions, see the journal package. */
public interface Event {}
