package it.sioss.registry;

/**
 * How many people live in a group of municipalities (residents of 2022); {@code withoutFigure} municipalities are too
 * young to have a figure, so the sum is a lower bound when it is not zero.
 */
public record Population(long residents, int municipalities, int withoutFigure) {}
