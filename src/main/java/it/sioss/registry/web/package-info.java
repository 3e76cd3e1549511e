/** The territory as people read it (pages) and as machines read and replace it ({@code /api/v1/territorio}). */
@org.jspecify.annotations.NullMarked
package it.sioss.registry.web;
