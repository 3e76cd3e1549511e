package it.sioss.registry;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;

@SpringBootConfiguration
@EnableAutoConfiguration(
        excludeName = {
            "org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration",
            "org.springframework.boot.autoconfigure.data.jpa.JpaRepositoriesAutoConfiguration",
            "org.camunda.bpm.spring.boot.starter.CamundaBpmAutoConfiguration"
        })
@EnableMethodSecurity
@ConfigurationPropertiesScan("it.sioss.platform")
@ComponentScan(
        basePackages = {"it.sioss.registry", "it.sioss.platform"},
        excludeFilters = {
            @ComponentScan.Filter(type = FilterType.REGEX, pattern = "it\\.sioss\\.platform\\.process\\..*"),
            @ComponentScan.Filter(type = FilterType.REGEX, pattern = "it\\.sioss\\.platform\\..*(RoleCheck|Batch).*")
        })
class RegistrySlice {}
