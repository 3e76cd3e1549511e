package it.sioss.access.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import it.sioss.access.Viewer;
import java.util.List;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who is calling, and the code that protects a page's session. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Accessi")
class MeApi {

    /** The account as the caller sees it. */
    record Me(
            @JsonProperty("id") UUID id,
            @JsonProperty("username") String username,
            @JsonProperty("nome") String name,
            @JsonProperty("passwordDaCambiare") boolean mustChangePassword,
            @JsonProperty("abilitazioni") List<AccountJson.MandateLine> mandates) {}

    /** The header a page's session must send, and its value. */
    record Token(
            @JsonProperty("header") String header,
            @JsonProperty("token") String token) {}

    @GetMapping("/me")
    @Operation(summary = "L'utente e le sue abilitazioni in vigore")
    Me me(Viewer viewer) {
        return new Me(
                viewer.accountId(),
                viewer.username(),
                viewer.displayName(),
                viewer.mustChangePassword(),
                viewer.mandates().stream().map(AccountJson.MandateLine::of).toList());
    }

    /** Open to everybody: the login over an expired page needs it. */
    @GetMapping("/csrf")
    @Operation(summary = "Il codice di protezione della sessione (per le pagine)")
    ResponseEntity<Token> token(CsrfToken token) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Token(token.getHeaderName(), token.getToken()));
    }
}
