package it.sioss.delegation;

import org.jspecify.annotations.Nullable;

/** Who compiles for an ATS has changed, for one module or for all (null). */
public record DelegationChanged(String ats, @Nullable String module, String author) {}
