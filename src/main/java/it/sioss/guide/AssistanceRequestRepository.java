package it.sioss.guide;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface AssistanceRequestRepository extends JpaRepository<AssistanceRequest, UUID> {

    /** One deed at a time on one request. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from AssistanceRequest r where r.id = :id")
    Optional<AssistanceRequest> lock(UUID id);
}
