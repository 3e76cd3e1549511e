package it.sioss.services;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

interface ServiceDatabaseRepository extends JpaRepository<ServiceDatabase, UUID> {

    Optional<ServiceDatabase> findByYearAndAts(int year, String ats);

    List<ServiceDatabase> findByYearAndStateIn(int year, List<ServiceDatabaseState> states);
}
