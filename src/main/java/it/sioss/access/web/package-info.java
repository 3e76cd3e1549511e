/** Login, logout, one's own account, and the administrator's page of accounts and mandates. */
@org.jspecify.annotations.NullMarked
package it.sioss.access.web;
