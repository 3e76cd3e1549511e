package it.sioss.steering.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import it.sioss.access.Viewer;
import it.sioss.campaign.Campaigns;
import it.sioss.steering.ExtensionUndoing;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Granted extensions for machines: everybody reads them, administrators undo them. */
@RestController
@RequestMapping("/api/v1/rilevazioni/{anno}/proroghe")
@Tag(name = "Rilevazioni")
class ExtensionApi {

    private final Campaigns campaigns;
    private final ExtensionUndoing undoing;

    ExtensionApi(Campaigns campaigns, ExtensionUndoing undoing) {
        this.campaigns = campaigns;
        this.undoing = undoing;
    }

    @GetMapping
    @Operation(summary = "Le proroghe che riguardano il proprio territorio, dalla più recente, anche quelle annullate")
    CampaignJson.GrantedExtensions granted(@PathVariable("anno") int year, Viewer viewer) {
        campaigns.require(year);
        return new CampaignJson.GrantedExtensions(
                year,
                undoing.granted(year, viewer.scope()).stream()
                        .map(CampaignJson.GrantedExtension::of)
                        .toList());
    }

    @PostMapping(path = "/{id}/annullamento", consumes = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    @Operation(summary = "Annulla una proroga da cui non dipende ancora nulla")
    CampaignJson.GrantedExtension undo(
            @PathVariable("anno") int year,
            @PathVariable UUID id,
            @RequestBody CampaignJson.UndoBody body,
            Viewer viewer) {
        undoing.undo(year, id, body.reason(), viewer.displayName());
        return CampaignJson.GrantedExtension.of(undoing.require(year, id));
    }
}
