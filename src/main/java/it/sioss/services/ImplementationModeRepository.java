package it.sioss.services;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

interface ImplementationModeRepository extends JpaRepository<ImplementationMode, UUID> {

    List<ImplementationMode> findByDatabaseIdOrderByLine(UUID database);

    Optional<ImplementationMode> findByIdAndDatabaseId(UUID id, UUID database);

    boolean existsByDatabaseId(UUID database);

    boolean existsByDatabaseIdAndService(UUID database, String service);
}
