package org.rf4j.examples.recipes;

/**
 * What the recipes are about.
 *
 * @param id its number
 * @param customer who ordered
 * @param cents what it costs
 */
public record Order(String id, String customer, long cents) {}
