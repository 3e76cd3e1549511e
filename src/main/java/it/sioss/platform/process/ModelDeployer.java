package it.sioss.platform.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.camunda.bpm.engine.RepositoryService;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Deploys models and forms under their class-path names, all or nothing: the same bytes deploy nothing new, in the
 * jar as from the sources. Decision tables are not deployed: the catalogue reads them.
 */
@Component
class ModelDeployer implements SmartInitializingSingleton {

    private final RepositoryService repository;

    ModelDeployer(RepositoryService repository) {
        this.repository = repository;
    }

    @Override
    public void afterSingletonsInstantiated() {
        var deployment = repository.createDeployment().name("sioss").enableDuplicateFiltering(false);
        try {
            var resolver = new PathMatchingResourcePatternResolver();
            for (String pattern : new String[] {"processes/*.bpmn", "forms/**/*.form"}) {
                for (Resource resource : resolver.getResources("classpath*:" + pattern)) {
                    String url = resource.getURL().toString();
                    String folder = pattern.substring(0, pattern.indexOf('/') + 1);
                    String name = url.substring(url.lastIndexOf("/" + folder) + 1);
                    try (InputStream bytes = resource.getInputStream()) {
                        deployment.addInputStream(name, bytes);
                    }
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("a model or a form could not be read", failure);
        }
        deployment.deploy();
    }
}
