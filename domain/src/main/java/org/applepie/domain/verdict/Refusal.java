package org.applepie.domain.verdict;

/**
 * A reason why something was not done.
 *
 * @param code stable identifier for tools, kebab-case
 * @param cause what stands in the way, with the facts that show it
 * @param remedy what a person can do about it
 */
public record Refusal(String code, String cause, String remedy) {}
