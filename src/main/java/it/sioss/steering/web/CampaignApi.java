package it.sioss.steering.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import it.sioss.access.Viewer;
import it.sioss.campaign.Campaign;
import it.sioss.campaign.CampaignState;
import it.sioss.campaign.Campaigns;
import it.sioss.platform.BatchProgress;
import it.sioss.platform.Refusal;
import it.sioss.platform.RomeTime;
import it.sioss.steering.CampaignFigures;
import it.sioss.steering.Extension;
import it.sioss.steering.Extensions;
import it.sioss.steering.ReminderTrials;
import it.sioss.steering.Reminders;
import it.sioss.steering.Steering;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Campaigns for machines: everybody reads, administrators act. */
@RestController
@RequestMapping("/api/v1/rilevazioni")
@Tag(name = "Rilevazioni")
class CampaignApi {

    private static final int LARGEST_PAGE = 200;

    private final Campaigns campaigns;
    private final Steering steering;
    private final Extensions extensions;
    private final ReminderTrials trials;
    private final CampaignFigures figures;
    private final CampaignBook book;

    CampaignApi(
            Campaigns campaigns,
            Steering steering,
            Extensions extensions,
            ReminderTrials trials,
            CampaignFigures figures,
            CampaignBook book) {
        this.campaigns = campaigns;
        this.steering = steering;
        this.extensions = extensions;
        this.trials = trials;
        this.figures = figures;
        this.book = book;
    }

    @GetMapping
    @Operation(summary = "Le rilevazioni: calendario, stato, moduli, conteggi del proprio territorio")
    CampaignJson.All all(Viewer viewer) {
        return new CampaignJson.All(campaigns.all().stream()
                .map(campaign -> book.line(campaign, viewer))
                .toList());
    }

    @GetMapping("/{anno}")
    @Operation(summary = "Una rilevazione")
    CampaignJson.CampaignLine one(@PathVariable("anno") int year, Viewer viewer) {
        return book.line(campaigns.require(year), viewer);
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    @Operation(
            summary =
                    "Crea una rilevazione; le date mancanti sono quelle della circolare; ogni data è un giorno o un istante")
    ResponseEntity<CampaignJson.CampaignLine> create(@RequestBody CampaignJson.NewCampaign body, Viewer viewer) {
        Campaign campaign = campaigns.create(book.plan(body), viewer.displayName());
        return ResponseEntity.created(URI.create("/api/v1/rilevazioni/" + campaign.year()))
                .body(book.line(campaign, viewer));
    }

    @DeleteMapping("/{anno}")
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    @Operation(summary = "Elimina una rilevazione ancora in preparazione")
    ResponseEntity<Void> discard(@PathVariable("anno") int year) {
        campaigns.discard(year);
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/{anno}/verifiche")
    @PreAuthorize("hasAnyRole('ADMINISTRATOR', 'MINISTRY_READER')")
    @Operation(summary = "Che cosa deve, o dovrebbe, essere vero prima di aprire; e quante schede nascerebbero")
    CampaignJson.Checklist checklist(@PathVariable("anno") int year) {
        Campaign campaign = campaigns.require(year);
        int districts = steering.participants(year);
        return new CampaignJson.Checklist(
                year,
                districts,
                districts * campaign.modules().size(),
                steering.checklist(year).stream().map(CampaignJson.Check::of).toList());
    }

    @PostMapping("/{anno}/apertura")
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    @Operation(summary = "Apre la rilevazione, in sottofondo; una seconda chiamata non cambia nulla")
    ResponseEntity<CampaignJson.Opening> open(@PathVariable("anno") int year, Viewer viewer) {
        steering.open(year, viewer.displayName());
        return accepted(year, viewer);
    }

    @PostMapping("/{anno}/apertura/nuovo-tentativo")
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    @Operation(summary = "Rimette in coda gli ambiti che non si sono potuti aprire")
    ResponseEntity<CampaignJson.Opening> retry(@PathVariable("anno") int year, Viewer viewer) {
        campaigns.require(year);
        steering.retryOpening(year);
        return accepted(year, viewer);
    }

    private ResponseEntity<CampaignJson.Opening> accepted(int year, Viewer viewer) {
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/rilevazioni/" + year + "/apertura"))
                .body(opening(year, viewer));
    }

    @GetMapping("/{anno}/apertura")
    @Operation(summary = "A che punto è l'apertura: schede attese e create, ambiti con errori")
    CampaignJson.Opening opening(@PathVariable("anno") int year, Viewer viewer) {
        Campaign campaign = campaigns.require(year);
        Optional<BatchProgress> progress = steering.openingProgress(year);
        long districts = progress.map(BatchProgress::total).orElseGet(() -> (long) steering.participants(year));
        return new CampaignJson.Opening(
                year,
                CampaignBook.word(campaign),
                districts * campaign.modules().size(),
                steering.created(year),
                viewer.administrator() ? progress.map(CampaignJson::failures).orElse(List.of()) : List.of(),
                new CampaignJson.Districts(
                        districts,
                        progress.map(BatchProgress::done).orElse(0L),
                        progress.map(BatchProgress::failed).orElse(0L)),
                progress.map(BatchProgress::finished).orElse(false));
    }

    @GetMapping("/{anno}/attese")
    @Operation(summary = "Le trasmissioni attese, un ATS per riga, nel proprio territorio")
    CampaignJson.Returns returns(
            @PathVariable("anno") int year,
            @RequestParam(name = "regione", required = false) @Nullable String region,
            @RequestParam(name = "page", defaultValue = "0") int page,
            @RequestParam(name = "size", defaultValue = "50") int size,
            Viewer viewer) {
        if (page < 0 || page > 100_000 || size < 1 || size > LARGEST_PAGE) {
            throw new Refusal(400, "VALORE_NON_VALIDO", "«page» parte da 0 e «size» va da 1 a " + LARGEST_PAGE + ".");
        }
        campaigns.require(year);
        String only = region == null || region.isBlank() ? null : region.replace("\0", "");
        return new CampaignJson.Returns(
                year,
                page,
                size,
                figures.districts(year, viewer.scope(), only),
                figures.returns(year, viewer.scope(), only, page * size, size).stream()
                        .map(line -> new CampaignJson.ReturnLine(
                                line.ats(), line.name(), line.region(), CampaignJson.Counts.of(line.counts())))
                        .toList());
    }

    @PostMapping(path = "/{anno}/proroghe", consumes = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    @Operation(
            summary =
                    "Proroga il termine (ambito TUTTI, REGIONE o ATS), anche dopo la scadenza: le schede scadute riprendono;"
                            + " simulazione=true mostra quali schede riguarda, con elenco=true una per una; con l'«anteprima» della"
                            + " simulazione nel corpo si concede solo se la situazione è ancora quella")
    ResponseEntity<CampaignJson.ExtensionAnswer> extend(
            @PathVariable("anno") int year,
            @RequestParam(name = "simulazione", defaultValue = "false") boolean simulation,
            @RequestParam(name = "elenco", defaultValue = "false") boolean listed,
            @RequestBody CampaignJson.ExtensionBody body,
            Viewer viewer) {
        campaigns.require(year);
        Extension extension = book.extension(body);
        if (simulation) {
            Extension.Preview preview = extensions.preview(year, extension);
            return ResponseEntity.ok(answer(year, extension, preview, false, listed, trials.extended(year, extension)));
        }
        CampaignJson.SeenBody seen = body.seen();
        Extension.Preview granted =
                extensions.grant(year, extension, seen == null ? null : seen.seen(), viewer.displayName());
        return ResponseEntity.status(201).body(answer(year, extension, granted, true, listed, null));
    }

    private static CampaignJson.ExtensionAnswer answer(
            int year,
            Extension extension,
            Extension.Preview preview,
            boolean granted,
            boolean listed,
            @Nullable List<Reminders.Round> reminders) {
        return new CampaignJson.ExtensionAnswer(
                year,
                granted,
                preview.sheets(),
                preview.revived(),
                preview.sheets() + preview.revived(),
                preview.timers(),
                preview.districts(),
                preview.reopens(),
                RomeTime.deadline(extension.deadline()),
                preview.holiday()
                        ? List.of("Il nuovo termine cade in un giorno festivo: non si sposta da sé.")
                        : List.of(),
                CampaignJson.SeenBody.of(preview.seen()),
                preview.lines().stream().map(CampaignJson.ExtensionLine::of).toList(),
                listed
                        ? preview.affected().stream()
                                .map(CampaignJson.AffectedSheet::of)
                                .toList()
                        : null,
                reminders == null
                        ? null
                        : reminders.stream().map(CampaignJson.ReminderRound::of).toList());
    }

    /** Whether deadlines may be extended, those already past included; for the pages. */
    static boolean extendable(Campaign campaign) {
        return campaign.state() == CampaignState.OPEN || campaign.state() == CampaignState.CLOSED;
    }
}
