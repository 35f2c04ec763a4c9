package org.applepie.agent.simulated.fault;

/** A fault and when it strikes. */
public record ScheduledFault(Fault fault, Moment moment) {}
