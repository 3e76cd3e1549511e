/**
 * The registry ("anagrafe"): regions, autonomous provinces, districts (ATS) and municipalities, and who belonged to
 * whom in which year. Reference data comes with the application; an administrator replaces the articulation of a
 * region by uploading the file the region communicated.
 */
@org.jspecify.annotations.NullMarked
package it.sioss.registry;
