package it.sioss.services;

import it.sioss.access.Viewer;
import it.sioss.campaign.Calendar;
import it.sioss.delegation.Delegation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything the guard looks at when somebody wants something of a services database.
 *
 * @param delegation the delegation in force for the whole ATS; one for a single module does not reach Allegato 1
 * @param unsettled the sheets the database must wait for
 */
record DatabaseSituation(
        ServiceDatabase database,
        Calendar window,
        Optional<Delegation> delegation,
        Viewer viewer,
        List<AnnexFinding> findings,
        List<KnownSheet> unsettled,
        Instant receivedAt,
        Instant present) {}
