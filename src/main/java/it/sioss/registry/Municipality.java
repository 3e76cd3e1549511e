package it.sioss.registry;

import org.jspecify.annotations.Nullable;

/** A municipality as ISTAT lists it: six-digit code, name, province abbreviation, population where known. */
public record Municipality(
        String code,
        String name,
        String province,
        String regionalBody,
        String cadastralCode,
        @Nullable Integer population2021,
        @Nullable Integer population2022) {}
