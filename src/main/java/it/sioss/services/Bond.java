package it.sioss.services;

/** How near a service of Allegato 1 is to a module. */
public enum Bond {
    /** The module describes this very service. */
    OWN,
    /** The module may concern what this service does. */
    RELATED,
    /** Nothing in Allegato 1 joins the body to the module. */
    NONE
}
