package it.sioss.delegation;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface DelegationRepository extends JpaRepository<Delegation, UUID> {

    /** Asked at every deed; written out, because a query derived from its name is translated anew each time. */
    @Query("select d from Delegation d where d.ats = :ats")
    List<Delegation> findByAts(String ats);

    List<Delegation> findByRegionInOrAtsInOrderByDeclaredAtDesc(Collection<String> regions, Collection<String> ats);

    List<Delegation> findAllByOrderByDeclaredAtDesc();

    /** The row as it is now, held until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select d from Delegation d where d.id = :id")
    Optional<Delegation> lock(UUID id);
}
