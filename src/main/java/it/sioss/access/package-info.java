/**
 * Accessi: who a person is and what they may see and do: accounts, mandates (person × role × territory × period), the
 * scope of what one may see. Rights are judged per object and instant, never by the highest role.
 */
@org.jspecify.annotations.NullMarked
package it.sioss.access;
