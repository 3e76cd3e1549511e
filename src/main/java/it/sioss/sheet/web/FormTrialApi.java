package it.sioss.sheet.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import it.sioss.catalogue.Answers;
import it.sioss.sheet.FormTrial;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A module filled in for trial: how any answers would be judged, without a sheet. */
@RestController
@RequestMapping("/api/v1/catalogo/{anno}/{modulo}/prova")
@PreAuthorize("hasRole('ADMINISTRATOR')")
@Tag(name = "Catalogo")
class FormTrialApi {

    private final FormTrial trial;

    FormTrialApi(FormTrial trial) {
        this.trial = trial;
    }

    @GetMapping
    @Operation(summary = "Il modulo senza risposte: completezza, opzioni di un ambito d'esempio, somme")
    TrialBody empty(@PathVariable("anno") int year, @PathVariable("modulo") String module) {
        return TrialBody.of(trial.of(year, module, Answers.parsePatch(Answers.NONE.toJson())));
    }

    @PostMapping
    @Operation(summary = "Come sarebbero giudicate queste risposte; niente viene conservato")
    TrialBody judged(
            @PathVariable("anno") int year,
            @PathVariable("modulo") String module,
            @RequestBody SheetApi.SaveBody body) {
        return TrialBody.of(trial.of(year, module, SheetApi.patch(body)));
    }
}
