package it.sioss.services;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

interface ActivatedServiceRepository extends JpaRepository<ActivatedService, UUID> {

    List<ActivatedService> findByDatabaseId(UUID database);

    Optional<ActivatedService> findByDatabaseIdAndService(UUID database, String service);
}
