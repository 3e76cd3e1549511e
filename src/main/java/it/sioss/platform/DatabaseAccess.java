package it.sioss.platform;

/**
 * The database in use and its two roles (decision 0006): the owner migrates, the application reads and writes.
 *
 * @param embedded whether the database was started by this process; only then may time be moved
 */
public record DatabaseAccess(
        String url, String user, String password, String ownerUser, String ownerPassword, boolean embedded) {}
