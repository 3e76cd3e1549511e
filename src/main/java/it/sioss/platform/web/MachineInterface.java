package it.sioss.platform.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Contact;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who the interface for the regions' systems belongs to and what it is for, at the head of its description. */
@Configuration(proxyBeanMethods = false)
class MachineInterface {

    @Bean
    OpenAPI openApi(@Value("${spring.application.version}") String version, @Value("${sioss.mail.site:}") String site) {
        return new OpenAPI()
                .info(new Info()
                        .title("SIOSS")
                        .version(version)
                        .description("Rilevazione dell'offerta dei servizi sociali: territorio, rilevazioni, deleghe,"
                                + " banca dati dei servizi attivati (Allegato 1), schede dei moduli e loro ricevute."
                                + " Si accede con nome utente e password (Basic); ogni rifiuto è un documento"
                                + " application/problem+json in italiano. Fra le «azioni» di una scheda, una senza «motivi»"
                                + " riesce se la richiesta è fatta bene; una con «motivi» è rifiutata con il primo.")
                        .contact(contact(site))
                        .license(new License().name("EUPL-1.2").identifier("EUPL-1.2"))
                        .extensions(Map.of("x-summary", "Le schede dei servizi sociali, dall'apertura alla ricevuta")));
    }

    /** The page on which whoever runs the house says what it stands on, at its public address when that is known. */
    private static Contact contact(String site) {
        Contact contact = new Contact().name("SIOSS");
        return site.isBlank() ? contact : contact.url(site.replaceAll("/+$", "") + "/note");
    }
}
