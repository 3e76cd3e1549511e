/**
 * Impianti: what every room stands on and no clerk sees: the database and its two roles, the one present, the
 * resumable batch, the engine's deployment, security, and the clear answer to a bad request.
 */
@org.springframework.modulith.ApplicationModule(type = org.springframework.modulith.ApplicationModule.Type.OPEN)
@org.jspecify.annotations.NullMarked
package it.sioss.platform;
